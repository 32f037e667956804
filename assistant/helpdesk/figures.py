"""Numbers, dates and quotations of a sentence, in one spelling each, so that edits can be held to evidence."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.reading.text import fold

_QUOTED = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«\s*([^«»]+?)\s*»|\"([^\"]{2,})\"")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,\u00a0\u202f ’']\d{3})*(?:[.,]\d+)?(?![\w])|\d+")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_MARKER = re.compile(r"\[\d{1,3}\]")


def quotations(text: str) -> list[str]:
    """What stands between quotation marks of any language."""
    return [next(group for group in match.groups() if group).strip() for match in _QUOTED.finditer(text)]


def without_quotations(text: str) -> str:
    """The text without what stands between quotation marks."""
    return _QUOTED.sub(" ", text)


class Figures:
    """Reads figures with the month names and number words of all languages that have data."""

    def __init__(self, corpus_dir: Path) -> None:
        self._months, self._numbers = _names(corpus_dir)
        months = "|".join(sorted(map(re.escape, self._months), key=len, reverse=True))
        self._day_month = re.compile(
            rf"\b(\d{{1,2}})(?:\.|º|er|st|nd|rd|th)?\s+(?:of\s+|de\s+|d')?({months})\.?(?:,?\s+(?:de\s+)?(\d{{4}}))?\b"
        )
        self._month_day = re.compile(rf"\b({months})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?\b")
        self._month_year = re.compile(rf"\b({months})\.?\s+(?:de\s+)?(\d{{4}})\b")

    def of(self, text: str) -> list[str]:
        """Dates as 2025-02-05 (2025-02 without a day, --02-05 without a year) and numbers, in their order; markers of
        sources and what stands inside quotation marks count as any other text, list numbers at the start do not."""
        folded = _MARKER.sub(" ", fold(re.sub(r"^\s*\d{1,2}[.)]\s+", "", text)))
        found: list[tuple[int, str]] = []

        def take(match: re.Match[str], value: str) -> str:
            found.append((match.start(), value))
            return " " * len(match.group())

        folded = _ISO.sub(lambda m: take(m, _date(m[1], m[2], m[3])), folded)
        folded = _NUMERIC.sub(lambda m: take(m, _date(m[3], m[2], m[1])), folded)
        folded = self._day_month.sub(lambda m: take(m, _date(m[3], self._months[m[2]], m[1])), folded)
        folded = self._month_day.sub(lambda m: take(m, _date(m[3], self._months[m[1]], m[2])), folded)
        folded = self._month_year.sub(lambda m: take(m, f"{m[2]}-{self._months[m[1]]:02}"), folded)
        folded = _NUMBER.sub(lambda m: take(m, _number(m.group())), folded)
        re.sub(r"[^\W\d_]+", lambda m: take(m, self._numbers[m.group()]) if m.group() in self._numbers else "", folded)
        return [value for _, value in sorted(found)]


def _date(year: str | None, month: str | int, day: str) -> str:
    return f"{year or '-'}-{int(month):02}-{int(day):02}"


def _number(digits: str) -> str:
    """One spelling: no signs between thousands, a point before decimals."""
    plain = re.sub(r"[\u00a0\u202f ’']", "", digits)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        return re.sub(r"[.,]", "", plain)
    whole, point, decimals = plain.replace(",", ".").rpartition(".")
    if not point:
        return plain.lstrip("0") or "0"
    decimals = decimals.rstrip("0")
    return f"{whole.replace('.', '')}.{decimals}" if decimals else whole.replace(".", "")


@lru_cache(maxsize=4)
def _names(corpus_dir: Path) -> tuple[dict[str, int], dict[str, str]]:
    """Month names -> number, number words above two -> digits (smaller ones are articles and pronouns)."""
    months: dict[str, int] = {}
    for path in sorted((corpus_dir / "language").glob("*/helpdesk_frame.yaml")):
        for number, name in enumerate(read_yaml(path)["months"], 1):
            months.setdefault(fold(name), number)
            if len(fold(name)) > 5:
                months.setdefault(fold(name)[:3], number)
    words = read_yaml(corpus_dir / "language" / "en" / "questions.yaml")["number_words"]
    return months, {
        word: f"{value:g}" for word, value in words.items() if value >= 2 and word not in ("pair", "couple")
    }
