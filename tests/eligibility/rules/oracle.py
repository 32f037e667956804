"""An independent judge for small consortia: every completion of the open facts is written out and judged by plain
counting. Shares no code with the rules; works on the JSON form of a consortium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from math import comb
from typing import Any

MET, FAILED, UNKNOWN = "met", "failed", "unknown"
CLUSTERS = ("cluster", "cluster_network")

# One representative place for each kind of place: country, linked Member State, and region (None outside the EU).
STATES = {"DE": ["DE21"], "ES": ["ES61", "ES51"], "FR": ["FRY1", "FR10"], "LV": ["LV00"], "PL": ["PL22", "PL41"]}
LESS_DEVELOPED = {"ES61", "FRY1", "LV00", "PL22"}
OVERSEAS = {"NC": "FR"}
INSIDE, OUTSIDE, UNSURE = {"RS", "NC"}, {"GB"}, {"AM"}
COUNTRIES = [*STATES, "RS", "NC", "GB", "AM"]
WORLDS = list(product([False, True], repeat=2))  # does an overseas cluster count as its state; is the unsure country in


@dataclass(frozen=True)
class Partner:
    """A partner of whom everything is known."""

    country: str
    region: str | None
    kind: str
    role: str
    on_platform: bool
    said_registered: bool
    legal: bool
    named: bool


def _places(facts: dict[str, Any]) -> list[tuple[str, str | None]]:
    if facts.get("region"):
        return [(facts["country"], facts["region"])]
    choice = facts.get("country_in")
    countries = [facts["country"]] if facts.get("country") else list(STATES) if choice == "EU" else choice or COUNTRIES
    places = [(country, region) for country in countries for region in STATES.get(country, [None])]
    return [place for place in places if place[1] in facts["region_in"]] if facts.get("region_in") else places


def _partners(facts: dict[str, Any], named: bool) -> list[Partner]:
    found = set()
    roles = [facts["role"]] if facts.get("role") else facts.get("role_in") or ["beneficiary"]
    kinds = [facts["kind"]] if facts.get("kind") else ["cluster", "sme"]
    stated = facts.get("eccp", "unknown")
    for (country, region), role, kind in product(_places(facts), roles, kinds):
        platform = [(False, False)]
        if kind in CLUSTERS:
            platform = {
                "registered": [(True, True)],
                "submitted": [(True, True), (True, False)],
                "no": [(False, False)],
                "unknown": [(True, True), (False, False)],
            }[stated]
        legal = facts.get("legal_entity") is not False and kind != "natural_person"
        for on, said in platform:
            found.add(Partner(country, region, kind, role, on, said, legal, named))
    return sorted(found, key=repr)


def _further(group: dict[str, Any], enough: int) -> Iterator[tuple[Partner, ...]]:
    most = max(group["least"], enough) if group["most"] is None else group["most"]
    for number in range(group["least"], most + 1):
        yield from combinations_with_replacement(_partners(group, named=False), number)


def _enough(consortium: dict[str, Any]) -> int:
    """So many further partners stand for any number: as many as those named can turn every count."""
    return max(3, len(consortium["partners"]) + 1)


def completions(consortium: dict[str, Any]) -> Iterator[tuple[Partner, ...]]:
    enough = _enough(consortium)
    parts = [_partners(facts, named=True) for facts in consortium["partners"]]
    groups = [list(_further(group, enough)) for group in consortium.get("further_partners") or []]
    for choice in product(*parts, *groups):
        single, several = choice[: len(parts)], choice[len(parts) :]
        yield tuple(single) + tuple(partner for group in several for partner in group)


def size(consortium: dict[str, Any]) -> int:
    """How many completions there are."""
    number, enough = 1, _enough(consortium)
    for facts in consortium["partners"]:
        number *= len(_partners(facts, named=True))
    for group in consortium.get("further_partners") or []:
        kinds = len(_partners(group, named=False))
        most = max(group["least"], enough) if group["most"] is None else group["most"]
        number *= sum(comb(kinds + many - 1, many) for many in range(group["least"], most + 1))
    return number


def _verdicts(partners: tuple[Partner, ...], overseas_count: bool, unsure_in: bool) -> dict[str, bool]:
    applicants = [each for each in partners if each.role in ("coordinator", "beneficiary")]
    looked_at = [each for each in partners if each.role in ("coordinator", "beneficiary", "affiliated")]
    eligible = set(STATES) | INSIDE | (UNSURE if unsure_in else set())
    states = []
    for each in applicants:
        if each.kind in CLUSTERS:
            if each.country in STATES:
                states.append(each.country)
            elif overseas_count and each.country in OVERSEAS:
                states.append(OVERSEAS[each.country])
    return {
        "eligible-organisation": all(each.legal for each in looked_at),
        "eligible-country": all(each.country in eligible for each in looked_at),
        "min-applicants": len(applicants) >= 3,
        "cluster-states": len(states) >= 3 and len(set(states)) >= 3,
        "eccp-share": 2 * sum(each.on_platform for each in applicants) >= len(applicants),
        "less-developed-region": any(each.region in LESS_DEVELOPED for each in applicants),
    }


def _project(consortium: dict[str, Any]) -> dict[str, set[bool]]:
    strands = [consortium["strand"]] if consortium.get("strand") else consortium.get("strand_in") or ["1"]
    months = consortium.get("duration_months")
    span = range(1) if months is None else [months] if isinstance(months, int) else range(months[0], months[1] + 1)
    return {"single-strand": {strand != "both" for strand in strands}, "max-duration": {month <= 36 for month in span}}


def outcomes(consortium: dict[str, Any]) -> dict[str, str]:
    """The outcome of every rule, from all completions."""
    seen: dict[str, set[bool]] = _project(consortium)
    everything = list(completions(consortium))
    stated = consortium.get("eccp_clusters")
    fitting = [c for c in everything if stated == sum(each.said_registered and each.named for each in c)]
    for partners in fitting or everything:
        for world in WORLDS:
            for rule, met in _verdicts(partners, *world).items():
                seen.setdefault(rule, set()).add(met)
    return {rule: UNKNOWN if len(found) == 2 else MET if True in found else FAILED for rule, found in seen.items()}
