""" "As a cluster in Graz we would coordinate" as "we are a cluster in Graz. We would coordinate"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_DESCRIBED = (
    Tag.KIND, Tag.WORD, Tag.PLACE, Tag.IN, Tag.OPEN, Tag.CLOSE, Tag.COMMA, Tag.NUMBER, Tag.CROWD, Tag.NAME, Tag.CALLED,
    Tag.DEFINITE, Tag.FUNCTION, Tag.EUROPEAN, Tag.LEGAL,
)  # fmt: skip
_LONGEST = 16


def as_one_of_us(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with such a beginning as a sentence of its own, where a kind and a place say who the writer is."""
    if len(tokens) < 4 or tokens[0].tag is not Tag.AS or len(tokens[0].words) > 2:
        return list(tokens)
    begin = 1 + (tokens[1].tag is Tag.ARTICLE)
    end = begin
    while end < len(tokens) and end - begin <= _LONGEST and tokens[end].tag in _DESCRIBED:
        end += 1
    said = tokens[begin:end]
    while said and said[-1].tag is Tag.COMMA:
        said = said[:-1]
    ours = end < len(tokens) and tokens[end].tag is Tag.WE and end + 1 < len(tokens)
    kinds = [token for token in said if token.tag is Tag.KIND]
    placed = any(token.tag in (Tag.PLACE, Tag.NAME) for token in said)
    if not ours or len(kinds) != 1 or kinds[0].plural or not placed:
        return list(tokens)
    here = said[0].start
    we = [
        Token(here, here, Tag.WE, words=("we",)),
        Token(here, here, Tag.BE, words=("are",), plural=True),
        Token(here, here, Tag.ARTICLE, 1, words=("a",)),
    ]
    stop = Token(said[-1].end, said[-1].end, Tag.STOP, ".")
    return [*we, *said, stop, *tokens[end:]]
