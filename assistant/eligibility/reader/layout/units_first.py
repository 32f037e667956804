"""Lengths of a form with their unit in the label: "Duration (months): 30", "Length in years = 2"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.eligibility.reader.tokens.lexicon import Lexicon


def with_units_behind(text: str, lexicon: Lexicon) -> str:
    """The text with the unit behind the number, as in a sentence: "Duration: 30 months"."""
    return _labelled(lexicon).sub(r"\g<before>\g<label>: \g<number> \g<unit>", text)


@lru_cache(maxsize=8)
def _labelled(lexicon: Lexicon) -> re.Pattern[str]:
    raw = lexicon.raw["duration"]
    named, leading = "|".join(raw["labels"]), "|".join(raw["unit_leads"])
    units = "|".join((*raw["months"], *raw["years"]))
    # A label begins a line, a cell or a field; a number that goes on ("36-40", "3.5") is left to the sentence.
    begins = r"(?P<before>(?:^|[|;,.])[ \t]*(?:[-*•·>#]+[ \t]*|\d{1,2}[.)][ \t]+)?[*_]{0,2})"
    unit = rf"(?:[(\[](?:{leading})?[ ]?|,?[ ](?:{leading})[ ])(?P<unit>{units})[)\]]?[*_]{{0,2}}"
    number = r"[ \t]*[:=|–—-][*_]{0,2}[ \t]*(?P<number>\d{1,3})(?=[ \t]*(?:$|[;,|]|\.(?!\d)))"
    return re.compile(rf"(?im){begins}(?P<label>{named})[ \t]*{unit}{number}")
