""" "The second on the list", "the last one in the table above" as "the second", "the last one"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_HEADS = (Tag.NUMBER, Tag.GENERIC, Tag.KIND)
_MOST_TOKENS = 6


def without_list(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without the words behind an ordinal that only say that it is one of the list."""
    behind = phrases(lexicon.raw["behind_ordinals"])
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        found.append(tokens[at])
        at += 1
        headed = found[-1].tag in _HEADS and len(found) > 1 and found[-2].tag is Tag.ORDINAL
        counted = headed and len(found) > 2 and found[-1].tag is Tag.NUMBER  # "the first two on the list"
        if found[-1].tag is not Tag.ORDINAL and not headed and not counted:
            continue
        ahead = tokens[at : at + _MOST_TOKENS]
        words = [word for token in ahead for word in token.words]
        length = behind.at(words or [""], 0)[1]
        while length > 0 and at < len(tokens) and len(tokens[at].words) <= length:
            length -= len(tokens[at].words)
            at += 1
    return found
