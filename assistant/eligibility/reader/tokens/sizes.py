"""Companies that are said to be large: "a large Czech steel company" is no SME."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag

if TYPE_CHECKING:
    from assistant.eligibility.reader.tokens.scan import Token

_BETWEEN = (Tag.WORD, Tag.PLACE, Tag.EUROPEAN)
_MOST = 5


def with_sizes(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens, a company behind a word for large ones as a large company, unless its own words say it is small."""
    large, small = lexicon.raw["large_words"], frozenset(lexicon.raw["small_companies"])
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag is not Tag.KIND or token.value is not Kind.SME or not small.isdisjoint(token.words):
            continue
        here = at - 1
        while here >= 0 and at - here < _MOST and tokens[here].tag in _BETWEEN and not tokens[here].is_one_of(large):
            here -= 1
        if here >= 0 and tokens[here].tag is Tag.WORD and tokens[here].is_one_of(large):
            found[at] = replace(token, value=Kind.LARGE_COMPANY)
    return found
