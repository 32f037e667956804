"""All names of the gazetteer by their folded words, with what each may mean, and an index of near misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from assistant.gazetteer.text import spellings

if TYPE_CHECKING:
    from assistant.gazetteer import Gazetteer

Candidate = tuple[str, str | None]
"""A country's ISO code and, where a place inside the EU is meant, its NUTS 2 code."""


class How(StrEnum):
    """By what a place was named. Closed list, the strongest reading first."""

    NAME = "name"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    NATIONAL_NAME = "national_name"
    REGION = "region"
    CITY = "city"
    CODE = "code"


@dataclass(slots=True)
class Name:
    """A folded name. `candidates`: all it may mean; `settled`: the first one is meant unless the context says another."""

    how: How
    candidates: list[Candidate] = field(default_factory=list)
    settled: bool = True

    @property
    def of_country(self) -> bool:
        return self.how not in (How.REGION, How.CITY)


class NameIndex:
    """Exact look-up by words, and by a misspelt single word."""

    def __init__(self, gazetteer: Gazetteer, never: frozenset[str]) -> None:
        self.names: dict[tuple[str, ...], Name] = {}
        self.longest: dict[str, int] = {}
        for name, how, candidates, settled in _entries(gazetteer):
            for words in spellings(name):
                if words[0] not in never or len(words) > 1:
                    self._add(words, how, candidates, settled)
        self._near: dict[str, set[str]] = {}
        for words, entry in self.names.items():
            if len(words) == 1 and len(words[0]) >= (5 if entry.of_country else 7) and entry.how is not How.NATIONAL_NAME:
                for form in _with_letters_left_out(words[0], 2 if len(words[0]) >= 8 and entry.of_country else 1):
                    self._near.setdefault(form, set()).add(words[0])

    def _add(self, words: tuple[str, ...], how: How, candidates: list[Candidate], settled: bool) -> None:
        known = self.names.get(words)
        if known is None:
            self.names[words] = Name(how, list(candidates), settled)
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))
            return
        # A country's own name outranks its namesakes; two regions or cities of one name stay open.
        new = [c for c in candidates if c not in known.candidates]
        if new and not known.of_country and (known.candidates[0][1] != candidates[0][1]):
            known.settled = False
        known.candidates.extend(new)

    def get(self, words: tuple[str, ...]) -> Name | None:
        return self.names.get(words)

    def near(self, word: str) -> str | None:
        """The one name that `word` is a misspelling of: one letter off, two from eight letters on; None if not unique."""
        found = {name for form in _with_letters_left_out(word, 2 if len(word) >= 8 else 1) for name in self._near.get(form, ())}
        scored = sorted((OSA.distance(word, name), name) for name in found)
        limit = 2 if len(word) >= 8 else 1
        if not scored or scored[0][0] > limit or (scored[0][0] == 2 and word[0] != scored[0][1][0]):
            return None
        best = {tuple(self.names[(name,)].candidates) for distance, name in scored if distance == scored[0][0]}
        return scored[0][1] if len(best) == 1 else None


def _with_letters_left_out(word: str, most: int) -> Iterator[str]:
    for count in range(most + 1):
        for gone in combinations(range(len(word)), count):
            yield "".join(letter for at, letter in enumerate(word) if at not in gone)


def _entries(gazetteer: Gazetteer) -> Iterable[tuple[str, How, list[Candidate], bool]]:
    """Every name with its meaning, the countries first, then the regions, then the cities."""
    for country in gazetteer.countries.values():
        regions = country.regions
        meaning: list[Candidate] = [(country.code, regions[0] if len(regions) == 1 else None)]
        yield country.name, How.NAME, meaning, True
