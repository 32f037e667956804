"""The gazetteer: one read-only object per corpus folder, with the few questions that rules and look-ups ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import ValidationError

from assistant.gazetteer import places, topics
from assistant.gazetteer.models import Ambiguous, Area, City, Country, Group, Region, StrandTopic
from assistant.gazetteer.read import GazetteerDamaged


@dataclass(frozen=True)
class Gazetteer:
    """Countries by ISO code, NUTS 2 regions (2016) by code, areas, cities, ambiguous names and strand topics.

    `context_words` are place names that are also ordinary words (Nice, Split) or too vague alone (West): they mean a
    place only with a capital letter and a context that asks for one. `everyday`: what people call a strand topic,
    by its id; `sectors`: fields that are none.
    """

    countries: Mapping[str, Country]
    regions: Mapping[str, Region]
    areas: tuple[Area, ...]
    cities: tuple[City, ...]
    ambiguous: tuple[Ambiguous, ...]
    context_words: frozenset[str]
    strand_topics: tuple[StrandTopic, ...]
    everyday: Mapping[str, tuple[str, ...]]
    sectors: tuple[str, ...]
    newer_codes: Mapping[str, str]
    country_by_code: Mapping[str, str]

    @classmethod
    def load(cls, corpus_dir: Path) -> Gazetteer:
        """Reads corpus_dir/gazetteer once per process; raises GazetteerDamaged."""
        return _load(Path(corpus_dir).resolve())

    @cached_property
    def member_states(self) -> frozenset[str]:
        """The ISO codes of the Member States."""
        return frozenset(code for code, country in self.countries.items() if country.group is Group.MEMBER_STATE)

    @cached_property
    def states_of_territories(self) -> Mapping[str, str]:
        """The Member State of each territory that belongs to one, by ISO code."""
        return {code: country.member_state for code, country in self.countries.items() if country.member_state}

    @cached_property
    def countries_of_regions(self) -> Mapping[str, str]:
        """The ISO code of each NUTS 2 region's country."""
        return {code: region.country for code, region in self.regions.items()}

    def region_code(self, code: str) -> str | None:
        """The 2016 code of a NUTS 2 code, newer ones mapped to it; None for a code that is not one of the 240."""
        code = code.strip().upper()
        code = self.newer_codes.get(code, code)
        return code if code in self.regions else None

    def country_code(self, text: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of a two or three letter code (EL, GRC -> GR; UK -> GB; RE -> FR), else None."""
        return self.country_by_code.get(text.strip().upper())

    def has_less_developed(self, country: str) -> bool:
        """Whether any region of the country (ISO code) is less developed; False where it has no NUTS region."""
        return any(region.is_less_developed for region in self._regions_of(country))

    def all_less_developed(self, country: str) -> bool:
        """Whether the country has regions and each of them is less developed."""
        regions = self._regions_of(country)
        return bool(regions) and all(region.is_less_developed for region in regions)

    def _regions_of(self, country: str) -> tuple[Region, ...]:
        entry = self.countries.get(country)
        return tuple(self.regions[code] for code in entry.regions) if entry else ()


@lru_cache(maxsize=4)
def _load(corpus_dir: Path) -> Gazetteer:
    folder = corpus_dir / "gazetteer"
    try:
        regions, areas, newer = places.regions(folder / "regions.yaml")
        countries = places.countries(folder / "countries.yaml", regions)
        cities, ambiguous, words = places.cities(folder / "cities.yaml", regions)
        strand_topics = topics.topics(folder)
        everyday, sectors = topics.everyday_names(folder)
    except (ValidationError, KeyError) as error:
        raise GazetteerDamaged(
            f"The gazetteer in {folder} does not have the expected form.",
            why=f"{error}.",
            next="Correct the entry, or restore the folder from the release.",
        ) from error
    return Gazetteer(
        countries=countries,
        regions=regions,
        areas=areas,
        cities=cities,
        ambiguous=ambiguous,
        context_words=words,
        strand_topics=strand_topics,
        everyday=everyday,
        sectors=sectors,
        newer_codes=newer,
        country_by_code={code: entry.code for entry in countries.values() for code in entry.codes},
    )
