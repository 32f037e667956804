"""The countries and regions that the page names and offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.gazetteer import Gazetteer, StatusForCall


@dataclass(frozen=True, slots=True)
class Places:
    """`names` by country or region code; `countries` to choose from by name; `regions` of a country, by code."""

    names: Mapping[str, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> Places:
        """Offers the countries whose participation in the programme is known, one way or the other."""
        countries = gazetteer.countries
        known = [code for code, country in countries.items() if country.status_for_call is not StatusForCall.UNKNOWN]
        return cls(
            names={
                **{code: country.name for code, country in countries.items()},
                **{code: region.name for code, region in gazetteer.regions.items()},
            },
            countries=tuple(sorted(known, key=lambda code: countries[code].name)),
            regions={code: country.regions for code, country in countries.items()},
        )

    def name(self, code: str) -> str:
        """The name of a country or region, the code itself where it has none."""
        return self.names.get(code, code)
