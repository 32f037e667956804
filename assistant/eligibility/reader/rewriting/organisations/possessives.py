""" "Perugia's cluster is registered" as "the Perugia cluster is registered": one that may be known already."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_WORDS = 3
_DETERMINED = (Tag.DEFINITE, Tag.OWN, Tag.ARTICLE, Tag.IN, Tag.NUMBER)


def without_possessives(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each such place before the one organisation that is there."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.small == "possessive" and found and _is_there(tokens, at):
            place = found.pop()
            found += [Token(place.start, place.start, Tag.DEFINITE, words=("the",), definite=True), place]
            continue
        found.append(token)
    return found


def _is_there(tokens: Sequence[Token], at: int) -> bool:
    """Whether a possessive stands between a place without determiner and one organisation."""
    here = at + 1
    while here < len(tokens) and here - at <= _MOST_WORDS and tokens[here].tag is Tag.WORD:
        here += 1
    head = tokens[here] if here < len(tokens) else None
    bare = tokens[at - 1].tag is Tag.PLACE and (at < 2 or tokens[at - 2].tag not in _DETERMINED)
    return bare and head is not None and head.tag is Tag.KIND and not head.plural
