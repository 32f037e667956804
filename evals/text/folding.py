"""Two foldings of text, each with the way back to the offsets of the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_PUNCTUATION = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
    }
)
_GROUPED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:([ ,.])\d{3})(?:\1\d{3})*(?![\d]|[.,]\d)")


class Folded(NamedTuple):
    """Folded text and, for every character of it, the offset of its origin."""

    text: str
    offsets: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's [start, end) of a run of the folded text."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_spaces(text: str) -> Folded:
    """White space runs become one space, none at the ends: the only freedom that a quotation has."""
    out: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        if not char.isspace():
            out.append(char)
            offsets.append(offset)
        elif out and out[-1] != " ":
            out.append(" ")
            offsets.append(offset)
    if out and out[-1] == " ":
        out.pop()
        offsets.pop()
    return Folded("".join(out), offsets)


def fold(text: str) -> Folded:
    """As `fold_spaces`, and compatibility forms, case, quotation marks and dashes are folded too: how people type."""
    spaced = fold_spaces(text)
    if spaced.text.isascii():
        return Folded(spaced.text.lower(), spaced.offsets)
    out: list[str] = []
    offsets: list[int] = []
    for char, offset in zip(spaced.text, spaced.offsets, strict=True):
        for folded in _folded(char):
            out.append(folded)
            offsets.append(offset)
    return Folded("".join(out), offsets)


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    return unicodedata.normalize("NFKC", char).translate(_PUNCTUATION).casefold()


def plain_numbers(text: str) -> str:
    """Numbers without grouping signs: "42 000 000" and "42,000,000" are "42000000"."""
    return _GROUPED_NUMBER.sub(lambda match: re.sub(r"[ ,.]", "", match[0]), text)


@lru_cache(maxsize=256)
def comparable(text: str) -> str:
    """Text as facts are looked for in it: folded, Markdown emphasis and citation markers gone, numbers plain."""
    bare = re.sub(r"\[\d{1,3}\](?!\()|[*_`#>]+", " ", text)
    return plain_numbers(fold(bare).text)
