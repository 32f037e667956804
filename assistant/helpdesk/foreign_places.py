"""Places in questions of other languages: made signs while the words around them are read, and put back in English."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places
from assistant.reading.text import fold

COUNTRY, REGION = "{country}", "{region}"
SHORTEST_STEM = 4  # letters of a country's name that must stand before an ending
SHORTEST_SMALL_STEM = 6  # the same where the word has no capital letter
LONGEST_ENDING = 3
_NAME = re.compile(r"[^\W\d_]+")


class Place(NamedTuple):
    """`text[start:end]` names a place: a country by its English name, any other as it is written."""

    start: int
    end: int
    name: str
    sign: str


class Masked(NamedTuple):
    """A question whose places are signs. `countries`: their English names; `regions`: as they are written."""

    text: str
    countries: list[str]
    regions: list[str]


class PlaceSigns:
    """Finds the places of a question by their names in any language, endings of the language included."""

    def __init__(self, corpus_dir: Path) -> None:
        self._gazetteer = Gazetteer.load(corpus_dir)
        self._countries = {
            fold(name): country.name
            for country in self._gazetteer.countries.values()
            for name in country.names
            if " " not in name and len(name) > SHORTEST_STEM
        }

    @staticmethod
    @lru_cache(maxsize=2)
    def load(corpus_dir: Path) -> PlaceSigns:
        return PlaceSigns(corpus_dir)

    def found(self, text: str, ordinary: Container[str] = frozenset()) -> list[Place]:
        """The places in their order. `ordinary`: folded words of the language, which are none in small letters."""
        named: list[Place] = []
        for place in find_places(text, self._gazetteer):
            country = self._gazetteer.countries.get(place.country or "")
            if place.fuzzy or (country is None and place.region is None):
                continue
            if place.text.islower() and fold(place.text) in ordinary:
                continue
            if place.region is not None:
                named.append(Place(place.start, place.end, place.text, REGION))
            elif country is not None:
                named.append(Place(place.start, place.end, country.name, COUNTRY))
        taken = {at for place in named for at in range(place.start, place.end)}
        for match in _NAME.finditer(text):
            if match.start() not in taken and fold(match.group()) not in ordinary:
                country_name = self._inflected(match.group())
                if country_name:
                    named.append(Place(match.start(), match.end(), country_name, COUNTRY))
        return sorted(named)

    def masked(self, text: str, ordinary: Container[str] = frozenset()) -> Masked:
        """The text with signs for its places."""
        places = self.found(text, ordinary)
        masked = text
        for place in reversed(places):
            masked = f"{masked[: place.start]}{place.sign}{masked[place.end :]}"
        return Masked(
            masked,
            list(dict.fromkeys(place.name for place in places if place.sign == COUNTRY)),
            list(dict.fromkeys(place.name for place in places if place.sign == REGION)),
        )

    def _inflected(self, word: str) -> str | None:
        """The country whose name in some language `word` is with another ending ("Ukrainy", "szwajcarski")."""
        folded = fold(word)
        shortest = SHORTEST_STEM if word[0].isupper() else SHORTEST_SMALL_STEM
        for name, country in self._countries.items():
            stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folded, name, strict=False)))
            if stem >= shortest and max(len(folded), len(name)) - stem <= LONGEST_ENDING and stem >= len(name) - 2:
                return country
        return None
