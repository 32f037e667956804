"""All names of the gazetteer by their folded words, with what each may mean, and an index of near misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from assistant.gazetteer.text import spellings

if TYPE_CHECKING:
    from assistant.gazetteer import Gazetteer

Candidate = tuple[str, str | None]
"""A country's ISO code and, where a place inside the EU is meant, its NUTS 2 code."""


_LONG = 9


class How(StrEnum):
    """By what a place was named. Closed list, the strongest reading first."""

    NAME = "name"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    NATIONAL_NAME = "national_name"
    REGION = "region"
    CITY = "city"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling and its meaning. `exclusive`: no later entry adds to it; `weak`: adds nothing to an earlier one."""

    spelling: str
    how: How
    candidates: list[Candidate]
    settled: bool = True
    exclusive: bool = False
    weak: bool = False


@dataclass(slots=True)
class Name:
    """A folded name. `settled`: the first candidate is meant unless the context says another; else they stay open."""

    how: How
    candidates: list[Candidate]
    settled: bool
    exclusive: bool
    weak: bool

    @property
    def of_country(self) -> bool:
        return self.how not in (How.REGION, How.CITY)


class NameIndex:
    """Exact look-up by words, and by a misspelt single word."""

    def __init__(
        self, gazetteer: Gazetteer, never: frozenset[str], adjectives: Iterable[tuple[str, tuple[str, ...]]] = ()
    ) -> None:
        self.names: dict[tuple[str, ...], Name] = {}
        self.longest: dict[str, int] = {}
        for entry in chain(_entries(gazetteer), _of_regions(gazetteer, adjectives)):
            for words in spellings(entry.spelling):
                if words[0] not in never or len(words) > 1:
                    self._add(words, entry)
        self._nearest = lru_cache(maxsize=4096)(self._near_to)
        self._near: dict[str, set[str]] = {}
        for words, name in self.names.items():
            word = words[0]
            if (
                len(words) > 1
                or name.weak
                or name.how is How.NATIONAL_NAME
                or len(word) < (5 if name.of_country else 7)
            ):
                continue
            for form in _with_letters_left_out(word, 2 if len(word) >= _LONG and name.of_country else 1):
                self._near.setdefault(form, set()).add(word)

    def _add(self, words: tuple[str, ...], entry: Entry) -> None:
        known = self.names.get(words)
        if known is None or (known.weak and known.of_country and not entry.weak):
            self.names[words] = Name(entry.how, list(entry.candidates), entry.settled, entry.exclusive, entry.weak)
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))
            return
        if known.exclusive or (entry.weak and not known.weak):
            return
        if entry.exclusive and known.of_country:
            known.exclusive = True
            if not entry.settled:
                known.settled, known.how = False, entry.how
        new = [candidate for candidate in entry.candidates if candidate not in known.candidates]
        if new and not known.of_country:
            known.settled = False
        known.candidates.extend(new)

    def get(self, words: tuple[str, ...]) -> Name | None:
        return self.names.get(words)

    def near(self, word: str) -> str | None:
        """The one name that `word` is a misspelling of: one letter off, two in a long word; None if not unique. A
        message is looked through several times."""
        return self._nearest(word)

    def _near_to(self, word: str) -> str | None:
        forms = _with_letters_left_out(word, 2 if len(word) >= _LONG else 1)
        found = {name for form in forms for name in self._near.get(form, ())}
        scored = sorted((OSA.distance(word, name), name) for name in found)
        limit = 2 if len(word) >= _LONG else 1
        if not scored or scored[0][0] > limit or (scored[0][0] == 2 and word[0] != scored[0][1][0]):
            return None
        best = {tuple(self.names[(name,)].candidates) for distance, name in scored if distance == scored[0][0]}
        return scored[0][1] if len(best) == 1 else None


def _with_letters_left_out(word: str, most: int) -> Iterator[str]:
    for count in range(most + 1):
        for gone in combinations(range(len(word)), count):
            yield "".join(letter for at, letter in enumerate(word) if at not in gone)


def _eligible_first(gazetteer: Gazetteer, meanings: list[Candidate]) -> bool:
    """Moves the one meaning in a country that may take part to the front; False if there is not just one.

    People who plan a proposal mean Valencia in Spain, not in Venezuela.
    """
    able = [c for c in meanings if gazetteer.countries[c[0]].status_for_call == "in"]
    if len({country for country, _ in able}) != 1 or len(able) != 1:
        return False
    meanings.remove(able[0])
    meanings.insert(0, able[0])
    return True


def _of_regions(gazetteer: Gazetteer, adjectives: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[Entry]:
    """Adjectives of regions ("Apulian"); regions that the gazetteer does not know are left out."""
    for word, codes in adjectives:
        inside: list[Candidate] = [
            (gazetteer.regions[code].country, code) for code in map(gazetteer.region_code, codes) if code is not None
        ]
        if inside:
            yield Entry(word, How.ADJECTIVE, inside, settled=len(inside) == 1, exclusive=len(inside) == 1)


def _entries(gazetteer: Gazetteer) -> Iterable[Entry]:
    """Every name with its meaning, the strongest first: countries, namesakes, areas, regions, cities."""
    for country in gazetteer.countries.values():
        here: list[Candidate] = [(country.code, country.regions[0] if len(country.regions) == 1 else None)]
        yield Entry(country.name, How.NAME, here)
        yield from (Entry(name, How.NATIONAL_NAME, here) for name in country.names[1:])
        yield from (Entry(name, How.ADJECTIVE, here) for name in country.adjectives)
        yield from (Entry(name, How.DEMONYM, here) for name in country.demonyms)
    for namesake in gazetteer.ambiguous:
        meanings: list[Candidate] = [(c.country, c.region) for c in namesake.candidates]
        if namesake.usual is not None:
            meanings.insert(0, meanings.pop(namesake.usual))
        settled = namesake.usual is not None or _eligible_first(gazetteer, meanings)
        for name in namesake.names:
            yield Entry(name, How.REGION, meanings, settled=settled, exclusive=True)
    for area in gazetteer.areas:
        inside: list[Candidate] = [(gazetteer.regions[code].country, code) for code in area.regions]
        yield from (Entry(name, How.REGION, inside, settled=False, exclusive=True) for name in area.names)
    for region in gazetteer.regions.values():
        yield from (Entry(n, How.REGION, [(region.country, region.code)]) for n in (*region.names, region.english))
    for city in gazetteer.cities:
        yield from (Entry(name, How.CITY, [(city.country, city.region)]) for name in city.names)
    for region in gazetteer.regions.values():
        yield from (Entry(n, How.CITY, [(region.country, region.code)], weak=True) for n in region.nuts3)
    for country in gazetteer.countries.values():
        here = [(country.code, None)]
        yield from (Entry(name, How.REGION, here, weak=True) for name in country.sub_national_names)
        yield from (Entry(name, How.ADJECTIVE, here, weak=True) for name in country.sub_national_adjectives)
