""" "Nova Cluster (a cluster from Graz)": what a name in a sentence is stands in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 12
_INSIDE = (Tag.WORD, Tag.KIND, Tag.IN, Tag.PLACE, Tag.COMMA, Tag.DEFINITE, Tag.EUROPEAN)


def without_articles_inside(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "(cluster from Graz)" behind a name, where the article would begin another partner."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        article = token.tag is Tag.ARTICLE and [t.tag for t in tokens[max(0, at - 2) : at]] == [Tag.NAME, Tag.OPEN]
        if not (article and _describes(tokens, at + 1)):
            found.append(token)
    return found


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether one kind, and where it is, is all that stands in the bracket from `at`."""
    end = next((n for n in range(at, min(len(tokens), at + _LONGEST)) if tokens[n].tag is Tag.CLOSE), at)
    kinds = [token for token in tokens[at:end] if token.tag is Tag.KIND]
    placed = any(token.tag is Tag.PLACE for token in tokens[at:end])
    return len(kinds) == 1 and not kinds[0].plural and placed and all(t.tag in _INSIDE for t in tokens[at:end])
