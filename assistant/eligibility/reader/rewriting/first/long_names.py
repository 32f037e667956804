""" "Primorski klaster brodogradnje, a cluster from Osijek": a foreign name goes on in small letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_WORDS = 4
_ENDS = (Tag.COMMA, Tag.OPEN, Tag.DASH, Tag.COLON)


def with_long_names(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with the words behind the name of a cluster that no sentence can begin with taken into the name."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token, at = tokens[at], at + 1
        if token.tag is Tag.NAME and token.value.kind in CLUSTERS and _is_foreign(token, lexicon):
            end = at
            while end < len(tokens) and end - at < _MOST_WORDS and tokens[end].tag is Tag.WORD:
                end += 1
            told = [t.tag for t in tokens[end + 1 : end + 3]]
            described = told[:1] == [Tag.KIND] or told in ([Tag.ARTICLE, Tag.KIND], [Tag.PLACE, Tag.CLOSE])
            if end > at and end < len(tokens) and tokens[end].tag in _ENDS and described:
                last = tokens[end - 1]
                token = replace(token, end=last.end, value=replace(token.value, end=last.end))
                at = end
        found.append(token)
    return found


def _is_foreign(name: Token, lexicon: Lexicon) -> bool:
    """Whether no word of a name is a kind in the language of the text ("Metal Cluster Graz joins")."""
    senses = [lexicon.senses.at(name.words, at)[0] for at in range(len(name.words))]
    return not name.value.label and not any(sense is not None and sense.tag is Tag.KIND for sense in senses)
