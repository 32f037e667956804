"""Times that sound like partners: "they applied last week", "the second time"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token


def as_times(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with each "last" or "first" before a time as a word that names nobody."""
    found = list(tokens)
    for at in range(len(tokens) - 1):
        time = set(tokens[at + 1].words) & set(lexicon.raw["times"])
        if tokens[at].tag in (Tag.ORDINAL, Tag.MORE, Tag.OTHER) and time:
            found[at] = replace(tokens[at], tag=Tag.FUNCTION, value=None, plural=False, small="")
        if tokens[at].tag is Tag.AND and tokens[at + 1].tag is Tag.NUMBER and _in_time(tokens, at + 2, lexicon):
            for number in (at - 1, at + 1):  # "between 30 and 40 months, partners disagree"
                if at and tokens[number].tag is Tag.NUMBER:
                    found[number] = replace(tokens[number], tag=Tag.FUNCTION, value=None, small="")
    return found


def _in_time(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    return at < len(tokens) and bool(set(tokens[at].words) & set(lexicon.raw["times"]))
