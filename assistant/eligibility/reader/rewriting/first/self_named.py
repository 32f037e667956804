"""Who writes, named as in the first line of a letter: "This is a wood cluster in Graz writing"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SHORTEST = 5
_MODIFYING = (Tag.PLACE, Tag.WORD, Tag.IN, Tag.KIND, Tag.NAME, Tag.COMMA, Tag.OPEN, Tag.CLOSE)


def self_named(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of such a sentence as "we are a wood cluster in Graz"."""
    said = [token for token in tokens if token.tag is not Tag.STOP]
    if len(said) < _SHORTEST or said[1].tag is not Tag.BE or said[2].tag not in (Tag.ARTICLE, Tag.DEFINITE):
        return list(tokens)
    raw = lexicon.raw["self_named"]
    framed = said[0].is_one_of(raw["pointing"]) and said[-1].is_one_of(raw["writing"])
    inside = said[3:-1]
    kinds = sum(token.tag is Tag.KIND for token in inside)
    if not framed or kinds != 1 or any(token.tag not in _MODIFYING for token in inside):
        return list(tokens)
    we = replace(said[0], tag=Tag.WE, words=tuple(raw["we"].split()))
    return [we, *said[1:-1], *(token for token in tokens if token.tag is Tag.STOP)]
