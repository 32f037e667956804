"""Places as people write them in files, brought to the codes of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.eligibility.refusals import FileRefused
from assistant.gazetteer import Gazetteer


def with_codes(fields: Mapping[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    """The fields with countries as ISO codes and known regions checked; raises FileRefused for a place not known."""
    partners = [_partner(each, f"partner {at}", gazetteer) for at, each in enumerate(fields["partners"], start=1)]
    changed = {**fields, "partners": partners}
    if isinstance(fields.get("further_partners"), list):
        changed["further_partners"] = [
            _partner(each, f"further partner {at}", gazetteer) for at, each in enumerate(fields["further_partners"], 1)
        ]
    return changed


def _partner(facts: Any, who: str, gazetteer: Gazetteer) -> Any:
    if not isinstance(facts, dict):
        return facts
    changed = dict(facts)
    if isinstance(changed.get("country"), str):
        changed["country"] = _country(changed["country"], who, gazetteer)
    if isinstance(changed.get("country_in"), list):
        changed["country_in"] = [_country(each, who, gazetteer) for each in changed["country_in"]]
    if isinstance(changed.get("region"), str):
        changed["region"] = _region(changed["region"], changed.get("country"), who, gazetteer)
    if isinstance(changed.get("region_in"), list):
        changed["region_in"] = [_region(each, None, who, gazetteer) for each in changed["region_in"]]
    return changed


def _country(text: object, who: str, gazetteer: Gazetteer) -> str:
    wanted = str(text).strip()
    if code := gazetteer.country_code(wanted):
        return code
    named = [each.code for each in gazetteer.countries.values() if wanted.casefold() in map(str.casefold, each.names)]
    if len(named) == 1:
        return named[0]
    if len(wanted) == 2 and wanted.isascii() and wanted.isalpha() and wanted.isupper():
        return wanted
    raise FileRefused(
        f"{who}, country: “{wanted}” is not known.",
        why="It is no country code and no country's name, or more than one.",
        next="Write the two-letter ISO code, such as DE, or leave it empty.",
    )


def _region(text: object, country: object, who: str, gazetteer: Gazetteer) -> str:
    code = gazetteer.region_code(str(text))
    if code is None:
        raise FileRefused(
            f"{who}, region: “{text}” is not known.",
            why="It is no NUTS 2 code of an EU Member State.",
            next="Write the four characters of the NUTS 2 code, such as PL22, or leave it empty.",
        )
    home = gazetteer.regions[code].country
    if country not in (None, home):
        raise FileRefused(
            f"{who}, region: {code} is not in {country}.", why=f"It is a region of {home}.", next="Correct one of them."
        )
    return code
