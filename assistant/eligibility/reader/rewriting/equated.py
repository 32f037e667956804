"""Signs that stand for a colon: "Partners = cluster in Graz, …", "Partners? A cluster …"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.eligibility.reader.rewriting.seat_lines import with_seats_beside
from assistant.eligibility.reader.tokens.call_codes import without_call_codes
from assistant.eligibility.reader.tokens.lexicon import Lexicon


def with_colons(text: str, lexicon: Lexicon) -> str:
    """The text with a colon for the sign in "Partners = cluster in Graz, …", "Partners? A cluster …"; as long as
    before."""
    asked, equated = _equated(lexicon)
    text = asked.sub(r"\1\2:", without_call_codes(text))
    text = re.sub(r"(?m)^([ \t]*\(?\w?\d{1,2}\)?) =(?=\s)", r"\1: ", text)  # "1 = cluster, Bruges"
    return with_seats_beside(equated.sub(r"\1\2:", text), lexicon)


@lru_cache(maxsize=8)
def _equated(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(map(re.escape, lexicon.raw["equated"]))
    return (
        re.compile(rf"(?im)(^|[.!?]\s+)({words})\?(?=\s+\S)"),
        re.compile(rf"(?i)\b({words})(\s*)=(?=\s)"),
    )
