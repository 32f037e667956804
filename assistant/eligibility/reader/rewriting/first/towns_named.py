""" "Clusters from three capitals - Vienna and Sofia - apply" as "clusters from Vienna and Sofia
apply"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_BEFORE = (Tag.NUMBER, Tag.WORD, Tag.DEFINITE, Tag.EUROPEAN, Tag.FUNCTION, Tag.SEVERAL, Tag.ALL)
_SIGNS = (Tag.DASH, Tag.COLON, Tag.COMMA, Tag.OPEN)
_LIST = (Tag.PLACE, Tag.COMMA, Tag.AND)
_MOST_BEFORE = 4
_SEVERAL = 2


def with_towns_named(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without the noun for several places between "from" and their names."""
    nouns = frozenset(lexicon.raw["places_named"])
    if not any(nouns & set(token.words[-1:]) for token in tokens):
        return list(tokens)
    for at in range(1, len(tokens) - _SEVERAL):
        begin = at
        while begin and at - begin < _MOST_BEFORE and tokens[begin - 1].tag in _BEFORE:
            begin -= 1
        if not nouns & set(tokens[at].words[-1:]) or not begin or tokens[begin - 1].tag is not Tag.IN:
            continue
        sign, first = tokens[at + 1], at + 2
        first += first < len(tokens) and tokens[first].tag is Tag.CALLED
        end = first
        while end < len(tokens) and tokens[end].tag in _LIST:
            end += 1
        while end > first and tokens[end - 1].tag is not Tag.PLACE:
            end -= 1
        many = sum(token.tag is Tag.PLACE for token in tokens[first:end])
        numbers = [token.value for token in tokens[begin:at] if token.tag is Tag.NUMBER]
        closing = tokens[end].tag if end < len(tokens) else None
        plain = sign.tag in (Tag.DASH, Tag.COLON) or (sign.tag is Tag.COMMA and first == at + 3)
        bracket = sign.tag is Tag.OPEN and closing is Tag.CLOSE
        if many >= _SEVERAL and numbers in ([], [many]) and sign.tag in _SIGNS and (plain or bracket):
            skip = bracket or (sign.tag is Tag.DASH and closing is Tag.DASH)
            return [*tokens[:begin], *tokens[first:end], *tokens[end + skip :]]
    return list(tokens)
