"""Countries, regions and cities from their files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant.gazetteer.models import Ambiguous, Area, City, Confidence, Country, Group, Region, StatusForCall
from assistant.gazetteer.read import read_yaml

_COUNTRY_DOCUMENT = "participating-countries"
_REGION_DOCUMENT = "less-developed-regions"


def _unique(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def regions(path: Path) -> tuple[Mapping[str, Region], tuple[Area, ...], Mapping[str, str]]:
    """Regions by code, areas, and newer codes -> code of 2016."""
    data = read_yaml(path)
    entries = {}
    for raw in data["regions"]:
        names = _unique([*raw.pop("names", ()), raw["name"]])
        code = raw["code"]
        entries[code] = Region(names=names, document=_REGION_DOCUMENT, item=f"region-{code.lower()}", **raw)
    areas = tuple(
        Area(
            name=raw["name"],
            names=_unique([raw["name"], *raw.get("names", ())]),
            regions=tuple(raw["regions"]),
            countries=_unique(entries[code].country for code in raw["regions"]),
        )
        for raw in data["areas"]
    )
    return MappingProxyType(entries), areas, MappingProxyType(data["newer_codes"])


def countries(path: Path, by_code: Mapping[str, Region]) -> Mapping[str, Country]:
    """Countries by ISO code: those with facts, then the rest of the world, recognised but never judged."""
    data = read_yaml(path)
    regions_of: dict[str, list[str]] = {}
    for region in by_code.values():
        regions_of.setdefault(region.country, []).append(region.code)
    entries = {raw["code"]: _country(raw, regions_of) for raw in data["countries"]}
    for raw in data["unlisted"]:
        entries[raw["code"]] = Country(
            code=raw["code"],
            name=raw["name"],
            group=Group.THIRD,
            status_for_call=StatusForCall.UNKNOWN,
            confidence=Confidence.UNLISTED,
            names=_unique([raw["name"], *raw.get("names", ())]),
            codes=(raw["code"],),
            adjectives=tuple(raw.get("adjectives", ())),
            note=data["unlisted_note"],
            document=_COUNTRY_DOCUMENT,
            item="country-unlisted",
        )
    return MappingProxyType(entries)


def _country(raw: dict[str, Any], regions_of: Mapping[str, list[str]]) -> Country:
    translations = raw.pop("translations", {})
    names = _unique([raw["name"], *raw.pop("names"), *raw.pop("native", ()), *translations.values()])
    raw.pop("territories", None)
    code = raw["code"]
    codes = _unique([code, raw.pop("eu_code", None), raw.pop("iso3"), *raw.pop("other_codes", ())])
    return Country(
        names=names,
        codes=codes,
        regions=tuple(regions_of.get(code, ())),
        document=_COUNTRY_DOCUMENT,
        item=f"country-{code.lower()}",
        **raw,
    )


def cities(path: Path, by_code: Mapping[str, Region]) -> tuple[tuple[City, ...], tuple[Ambiguous, ...], frozenset[str]]:
    """Cities, ambiguous names, and the names that need a context to mean a place.

    In the file a city is its name or the list of its spellings, the English one first.
    """
    data = read_yaml(path)
    found = [_city(raw, by_code[code].country, code) for code, group in data["regions"].items() for raw in group]
    found += [_city(raw, country, None) for country, group in data["countries"].items() for raw in group]
    ambiguous = tuple(
        Ambiguous(names=_unique([raw["name"], *raw.pop("names", ())]), **raw) for raw in data["ambiguous"]
    )
    return tuple(found), ambiguous, frozenset(data["context_words"])


def _city(raw: str | list[str], country: str, region: str | None) -> City:
    names = (raw,) if isinstance(raw, str) else tuple(raw)
    return City(name=names[0], names=names, country=country, region=region)
