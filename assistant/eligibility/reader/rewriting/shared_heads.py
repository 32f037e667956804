""" "Three clusters: Graz is registered, Bari, which is not, and Porto": each place is one of those announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_AHEAD = 4  # tokens between the number and its kind: "three big food clusters"
_STARTS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.COLON)
_TELLING = (Tag.BE, Tag.HAVE, Tag.RELATIVE)


def with_own_heads(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "a cluster in Graz is registered, a cluster in Bari, which is not, …" where the list tells of its
    members in sentences and holds as many places as are announced; bare lists are left to the grammar."""
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    number = next((at for at, token in enumerate(tokens[:colon]) if token.tag is Tag.NUMBER), None)
    if number is None or tokens[colon - 1].tag is not Tag.KIND or not tokens[colon - 1].plural:
        return list(tokens)
    if colon - number > _MOST_AHEAD + 1 or not any(token.tag in _TELLING for token in tokens[colon:]):
        return list(tokens)
    heads = {at for at in range(colon + 1, len(tokens)) if _heads(tokens, at)}
    if len(heads) != tokens[number].value or any(t.tag is Tag.KIND for t in tokens[colon:]):
        return list(tokens)
    kind = tokens[colon - 1]
    found = list(tokens[:number])
    for at, token in enumerate(tokens[colon + 1 :], colon + 1):
        if at in heads:
            found += [
                Token(token.start, token.start, Tag.ARTICLE, value=1, words=("a",)),
                replace(kind, start=token.start, end=token.start, plural=False),
                Token(token.start, token.start, Tag.IN, words=("in",)),
            ]
        found.append(token)
    return found


def _heads(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place begins an item."""
    return tokens[at].tag is Tag.PLACE and tokens[at - 1].tag in _STARTS
