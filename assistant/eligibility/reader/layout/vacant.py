"""Places of a list that nobody fills yet: "Partner 4: tbc", "4. to be found"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.eligibility.reader.tokens.lexicon import Lexicon

_MOST = 20


def vacancies(text: str, lexicon: Lexicon) -> list[str]:
    """The words of each such place, in order; so many partners are there of whom nothing is known."""
    return [match[0].strip(" \t\n,;") for match in _pattern(lexicon).finditer(text)][:_MOST]


@lru_cache(maxsize=8)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    raw = lexicon.raw
    labels = "|".join(sorted(map(re.escape, [*raw["labels"], *raw["label_codes"]]), key=len, reverse=True))
    words = "|".join(map(re.escape, raw["vacant"]))
    listed = r"(?:^|[\n,;])[ \t]*(?:[-*•][ \t]*)?"
    return re.compile(
        rf"{listed}(?:(?:{labels})[ ]?#?\d{{1,2}}[ ]?[:.)=–-]?|\(?\d{{1,2}}[.):])[ \t]*(?:{words})[ \t]*(?=[.,;!\n]|$)",
        re.IGNORECASE,
    )
