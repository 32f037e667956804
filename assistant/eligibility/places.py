"""Where a partner can be, and what follows: eligible country, Member State, less developed region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.eligibility.counting import NEVER, OPEN, Interval, known, truth
from assistant.gazetteer import Gazetteer

EU = "EU"
CountryChoice = Sequence[str] | Literal["EU"]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The countries a partner can be in (None: anywhere), and whether it is in a less developed region."""

    countries: frozenset[str] | None
    less_developed: Interval

    def __or__(self, other: Whereabouts) -> Whereabouts:
        known = self.countries is not None and other.countries is not None
        countries = self.countries | other.countries if known else None  # type: ignore[operator]
        return Whereabouts(countries, self.less_developed | other.less_developed)


ANYWHERE = Whereabouts(None, OPEN)


class Places:
    """Questions about places, answered from the gazetteer region by region; facts derived once and kept."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.member_states = frozenset(c.code for c in gazetteer.countries.values() if c.group == "member_state")
        self.less_developed = tuple(sorted(each.code for each in gazetteer.regions.values() if each.is_less_developed))
        self._known: dict[tuple[object, ...], Whereabouts] = {}

    def whereabouts(
        self, country: str | None, country_in: CountryChoice | None, region: str | None, region_in: Sequence[str] | None
    ) -> Whereabouts:
        """Facts that contradict each other (a region of another country) are left open between the two."""
        choice = country_in if isinstance(country_in, str) else tuple(country_in or ())
        key = (country, choice, region, tuple(region_in or ()))
        if key not in self._known:
            self._known[key] = self._derived(country, country_in, region, region_in)
        return self._known[key]

    def _derived(
        self, country: str | None, country_in: CountryChoice | None, region: str | None, region_in: Sequence[str] | None
    ) -> Whereabouts:
        by_country = self._by_country(country, country_in)
        codes = [self.gazetteer.region_code(code) for code in ([region] if region else region_in or [])]
        placed = [code for code in codes if code is not None]
        if not codes or len(placed) < len(codes):
            return by_country
        if by_country.countries is not None:
            within = [code for code in placed if self.gazetteer.regions[code].country in by_country.countries]
            if not within:
                return by_country | self._any_of(self._of_region(code) for code in placed)
            placed = within
        elsewhere = []
        if country is None and region is None and country_in != EU:
            # "Macedonia": a region of Greece, or the country, which has none. Of Member States the regions choose.
            elsewhere = [self._of_country(code) for code in country_in or [] if code not in self.member_states]
        return self._any_of([*(self._of_region(code) for code in placed), *elsewhere])

    def eligible(self, country: str) -> Interval:
        """Whether a country is one whose organisations may apply; open where the sources do not say."""
        entry = self.gazetteer.countries.get(country)
        status = entry.status_for_call if entry else "unknown"
        return OPEN if status == "unknown" else known(status == "in")

    def linked_member_state(self, country: str) -> str | None:
        """The Member State that an overseas country or territory is linked to; None for any other country."""
        entry = self.gazetteer.countries.get(country)
        return entry.member_state if entry and entry.group == "oct" else None

    def name(self, country: str) -> str:
        entry = self.gazetteer.countries.get(country)
        return entry.name if entry else country

    def _by_country(self, country: str | None, country_in: CountryChoice | None) -> Whereabouts:
        if country is None and country_in == EU:
            return self._any_of(self.whereabouts(code, None, None, None) for code in self.member_states)
        codes = [country] if country else list(country_in or [])
        return self._any_of(self._of_country(code) for code in codes) if codes else ANYWHERE

    def _of_country(self, code: str) -> Whereabouts:
        if code not in self.member_states:
            return Whereabouts(frozenset({code}), NEVER)
        regions = [self.gazetteer.regions[region] for region in self.gazetteer.countries[code].regions]
        categories = [region.is_less_developed for region in regions]
        return Whereabouts(frozenset({code}), truth(categories) if categories else OPEN)

    def _of_region(self, code: str) -> Whereabouts:
        region = self.gazetteer.regions[code]
        return Whereabouts(frozenset({region.country}), known(region.is_less_developed))

    @staticmethod
    def _any_of(choices: Iterable[Whereabouts]) -> Whereabouts:
        found = list(choices)
        result = found[0]
        for choice in found[1:]:
            result |= choice
        return result
