"""Words of a text with their places, folded for comparison: lower case, no diacritics, typographic signs made plain."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]`, letters and digits only, and its folded form."""

    start: int
    end: int
    folded: str


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without diacritics: "Łódź" -> "lodz"."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)


def words_of(text: str) -> list[Word]:
    """The runs of letters and digits, in order."""
    return [Word(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]


def spellings(name: str) -> set[tuple[str, ...]]:
    """The folded words of a name, and those of its spelling with "ae" for "ä"."""
    lowered = unicodedata.normalize("NFC", name.casefold())
    return {tuple(word.folded for word in words_of(form)) for form in (name, lowered.translate(_UMLAUTS))} - {()}
