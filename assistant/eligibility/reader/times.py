"""Times that sound like partners: "they applied last week", "the second time"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.lexicon import Lexicon, Tag
from assistant.eligibility.reader.scan import Token


def as_times(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with each "last" or "first" before a time as a word that names nobody."""
    found = list(tokens)
    for at in range(len(tokens) - 1):
        time = set(tokens[at + 1].words) & set(lexicon.raw["times"])
        if tokens[at].tag in (Tag.ORDINAL, Tag.MORE, Tag.OTHER) and time:
            found[at] = replace(tokens[at], tag=Tag.FUNCTION, value=None, plural=False, small="")
    return found
