"""Regions and towns as their own country writes them: "Freistaat Thüringen", "Frankfurt (Oder)", "Regione Puglia"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.eligibility.reader.tokens import region_codes
from assistant.eligibility.reader.tokens.compound_places import parted
from assistant.eligibility.reader.tokens.lexicon import Lexicon
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places

_BRACKETED = re.compile(r"(?<!\w)([^\W\d_]+) \(([^\W\d_]+)\)")
_LONGEST_NAME = 40


def as_known(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> str:
    """The text with such places as the gazetteer knows them, and blanks for the rest, and with codes parted from
    places; as long as before."""

    def unbracketed(match: re.Match[str]) -> str:
        name = f"{match[1]} {match[2]}"
        if match[2].isupper() or find_places(match[2], gazetteer, lexicon.language):
            return match[0]  # "Bari (IT)", "Bari (Apulia)"
        found = find_places(name, gazetteer, lexicon.language)
        known = any(mention.start == 0 and mention.end == len(name) for mention in found)
        return f"{match[1]}  {match[2]} " if known else match[0]

    def undescribed(match: re.Match[str]) -> str:
        name = match["name"][:1].upper() + match["name"][1:]
        behind = (name + text[match.end() :])[:_LONGEST_NAME]
        found = find_places(behind, gazetteer, lexicon.language)
        return " " * len(match["what"]) + name if any(mention.start == 0 for mention in found) else match[0]

    text = region_codes.bare(text, lexicon)
    plain = _described(lexicon).sub(undescribed, _BRACKETED.sub(unbracketed, text))
    return parted(plain, gazetteer, lexicon.language)


@lru_cache(maxsize=8)
def _described(lexicon: Lexicon) -> re.Pattern[str]:
    """The words before the name of a region, with a letter of the name behind them."""
    words = "|".join(map(re.escape, sorted(lexicon.raw["native_regions"], key=len, reverse=True)))
    return re.compile(rf"(?i)(?<!\w)(?P<what>(?:{words})[ ]+)(?P<name>[^\W\d_]+)")
