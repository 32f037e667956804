"""A message that says of another partner what the one before said: "And so has Rome", "Maribor as well"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.eligibility.reader.tokens.lexicon import Lexicon
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places

_SEVERAL = re.compile(r"[,;:]|[.!?]\s|\n")  # clauses, of which any may be meant
LONGEST = 120
"""Characters of a message that can be said again of another."""


def likewise(text: str, said: str, gazetteer: Gazetteer, language: str) -> str:
    """`said`, the message before, with its one place exchanged for the one that `text` names; `text` itself if it says
    more than that, or if `said` names nobody or several by their places."""
    if not said or len(text) > LONGEST or _SEVERAL.search(said):
        return text
    if text.rstrip().endswith("?") and not said.rstrip().endswith("?"):
        return text  # what was said is not said of another, but asked
    match = next((found for pattern in _patterns(language) if (found := pattern.fullmatch(text.strip()))), None)
    if match is None:
        return text
    who = match["who"]
    named, before = find_places(who, gazetteer, language), find_places(said, gazetteer, language)
    if len(named) != 1 or named[0].text != who or len(before) != 1:
        return text
    return said[: before[0].start] + who + said[before[0].end :]


@lru_cache(maxsize=8)
def _patterns(language: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in Lexicon.load(language).raw["same_of_another"]]
