"""A duration from the dates of a project's beginning and end: "from September 2025 to August 2028"."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Mapping
from typing import Any

# A day or two more than whole months is an end date given loosely ("1 March 2025 to 1 March 2028").
_LOOSE = 0.1
_MONTHS = 12


class ProjectDates:
    """Finds two dates that begin and end a project, with the words of one language."""

    def __init__(self, duration: Mapping[str, Any]) -> None:
        self._names = {word: int(number) for number, words in duration["month_names"].items() for word in words}
        names = "|".join(sorted(map(re.escape, self._names), key=len, reverse=True))
        date = rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\.?\s)?({names})\.?,?\s(20\d\d)"
        numeric = r"(?:(\d{1,2})[./])?(\d{1,2})[./](20\d\d)"
        either = rf"(?:{date}|{numeric})"
        words = "|".join(duration["date_links"])
        self._span = re.compile(rf"\b{either}\W{{1,4}}(?:(?:{words})\W{{1,3}}){{0,5}}{either}\b", re.IGNORECASE)
        self._cues = re.compile("|".join(duration["date_cues"]), re.IGNORECASE)

    def months(self, sentence: str) -> int | None:
        """The months between the two dates of a sentence, both included; None if it has no such dates."""
        match = self._span.search(sentence)
        if match is None or not self._cues.search(sentence):
            return None
        groups = match.groups()
        begin, end = self._date(groups[:6], first=True), self._date(groups[6:], first=False)
        if begin is None or end is None:
            return None
        months = math.ceil(end - begin - _LOOSE)
        return months if months > 0 else None

    def _date(self, groups: tuple[str | None, ...], *, first: bool) -> float | None:
        """A date in months since year 0; the end of a day or month for the end of a span."""
        day, name, year, figure_day, figure, figure_year = groups
        month = self._names[name.lower()] if name else int(figure or 0)
        said = int(day or figure_day or 0)
        when = int(year or figure_year or 0)
        if not 1 <= month <= _MONTHS:
            return None
        days = calendar.monthrange(when, month)[1]
        if said > days:
            return None
        whole = when * _MONTHS + month - 1
        if first:
            return whole + (max(said, 1) - 1) / days
        return whole + (said or days) / days
