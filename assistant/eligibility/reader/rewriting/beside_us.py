""" "We have next to us a cluster in Graz" as "we have a cluster in Graz"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_BEGINS = (Tag.ARTICLE, Tag.NUMBER, Tag.KIND, Tag.DEFINITE, Tag.WORD, Tag.NAME, Tag.ALL)


def without_beside_us(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without "next to us" between "have" and those who are there."""
    for at in range(1, len(tokens) - 3):
        have, beside, us, first = tokens[at : at + 4]
        if have.tag is not Tag.HAVE or have.value == "not" or us.tag is not Tag.WE or first.tag not in _BEGINS:
            continue
        if " ".join(beside.words) in lexicon.raw["beside"] and tokens[at - 1].tag in (Tag.WE, Tag.COMMA, Tag.CLOSE):
            return [*tokens[: at + 1], *tokens[at + 3 :]]
    return list(tokens)
