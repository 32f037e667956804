"""Strand and duration of the project, from the words of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.eligibility.consortium import Strand
from assistant.eligibility.reader.lexicon import Lexicon

_ROUND = 0.5


@dataclass(frozen=True)
class Project:
    """What a text says of the project as a whole; None where it says nothing."""

    strand: Strand | None = None
    strand_in: tuple[Strand, ...] | None = None
    months: int | tuple[int, int] | None = None


class ProjectReader:
    """Patterns for strand and duration, made from the word lists of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, duration = lexicon.raw["strand"], lexicon.raw["duration"]
        self._strands = {name: _any(patterns) for name, patterns in words.items()}
        self._numbers: dict[str, float] = {w: int(n) for n, items in lexicon.raw["numbers"].items() for w in items}
        self._numbers.update(duration["tens"])
        number = "|".join(sorted(map(re.escape, self._numbers), key=len, reverse=True))
        number = rf"\d{{1,3}}(?:[.,]\d)?|{number}"
        half, link = "|".join(duration["half"]), "|".join(duration["range"])
        unit = rf"(?:(?P<months>{'|'.join(duration['months'])})|(?P<years>{'|'.join(duration['years'])}))"
        self._duration = re.compile(
            rf"(?<![\w.,])(?:(?P<low>{number})\s?(?:{link})\s?)?(?P<number>{number})"
            rf"(?P<half>\s(?:{half}))?[\s-]?{unit}\b(?P<after>\s(?:{half}))?",
            re.IGNORECASE,
        )
        self._joins = re.compile(rf"\s*(?:(?:,|{'|'.join(duration['joins'])})\s*){{0,2}}", re.IGNORECASE)
        self._changes = _any(duration["changes"])
        self._cues, self._elsewhere = _any(duration["cues"]), _any(duration["not_project"])

    def read(self, sentences: Sequence[str]) -> Project:
        """The last strand and the last duration that the sentences state."""
        strand: Strand | None = None
        strand_in: tuple[Strand, ...] | None = None
        months: int | tuple[int, int] | None = None
        for sentence in sentences:
            stated = self._strand(sentence)
            if stated:
                strand, strand_in = (stated[0], None) if len(stated) == 1 else (None, stated)
            months = self._months(sentence) or months
        return Project(strand, strand_in, months)

    def _strand(self, sentence: str) -> tuple[Strand, ...]:
        if self._strands["open_both"].search(sentence):
            one: Strand = "2" if self._strands["2"].search(sentence) else "1"
            return (one, "both")
        if self._strands["open"].search(sentence):
            return ("1", "2")
        if self._strands["both"].search(sentence):
            return ("both",)
        found: list[tuple[int, Strand]] = []
        names: tuple[Strand, ...] = ("1", "2")
        for name in names:
            for match in self._strands[name].finditer(sentence):
                if not self._strands["not"].search(sentence[max(0, match.start() - 30) : match.start()]):
                    found.append((match.start(), name))
        return (max(found)[1],) if found else ()

    def _months(self, sentence: str) -> int | tuple[int, int] | None:
        if self._elsewhere.search(sentence):
            return None
        found: int | tuple[int, int] | None = None
        years_end, years = -1, 0
        of_project = bool(self._cues.search(sentence))
        for match in self._duration.finditer(sentence):
            if match["years"] and not of_project:
                continue
            if match["months"] and years and self._joins.fullmatch(sentence, years_end, match.start()):
                # "three years and one month" is one span of time.
                found, years = years + round(self._value(match["number"])), 0
                continue
            per = 12 if match["years"] else 1
            half = _ROUND if match["half"] or match["after"] else 0
            high = round((self._value(match["number"]) + half) * per)
            low = round(self._value(match["low"]) * per) if match["low"] else high
            changed = self._changes.search(sentence[max(0, match.start() - 8) : match.start()])
            found = high if low >= high or changed else (low, high)
            years_end, years = match.end(), high if match["years"] and low >= high else 0
        return found

    def _value(self, number: str) -> float:
        return self._numbers.get(number.lower()) or float(number.replace(",", "."))


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@lru_cache(maxsize=8)
def project_reader(language: str) -> ProjectReader:
    return ProjectReader(Lexicon.load(language))
