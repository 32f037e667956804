"""Words that only say that a code is one: "NUTS 2 region ES61", "(NUTS code: FRK2)"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.eligibility.reader.tokens.lexicon import Lexicon


def bare(text: str, lexicon: Lexicon) -> str:
    """The text with blanks for such words; as long as before."""
    return _announced(lexicon).sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=8)
def _announced(lexicon: Lexicon) -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon.raw["region_code_words"]))
    nuts = r"(?i:nuts)[- ]?(?:[23](?!\w))?"
    code = r"[A-Z]{2}(?:\d[0-9A-Z]|[A-Z]\d)\b"
    return re.compile(rf"(?<!\w)(?:{nuts}(?:[- ](?i:{words})){{0,2}}|(?i:{words}))(?: ?[:=-])? ?(?={code})")
