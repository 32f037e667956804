"""What a verdict takes for granted, and what is worth knowing beside it: said so that a misreading is seen at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.eligibility.findings import Finding, Outcome, RuleId
from assistant.eligibility.possibilities import CLUSTER_KINDS, OpenConsortium
from assistant.eligibility.profile import OpenPoint
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules.base import listed, named

CHECK_COUNTRY = "whether it takes part was not read from the official list of participating countries: check that list."
CHECK_REGION = "not read from the official list, check Annex I of Implementing Decision (EU) 2021/1130"


def assumptions(consortium: OpenConsortium, findings: Sequence[Finding], book: Rulebook) -> list[str]:
    """What was taken for granted; what the page leaves open is said where it would change an outcome, with the question
    for the helpdesk."""
    return [*_readings(consortium), *_open_points(consortium, findings, book)]


def notes(consortium: OpenConsortium, book: Rulebook) -> list[str]:
    """Facts that rest on less than the official list, and notes of the gazetteer on a partner's country."""
    return [*_countries(consortium, book), *_regions(consortium, book)]


def _readings(consortium: OpenConsortium) -> Iterator[str]:
    facts = consortium.facts
    partners = facts.partners
    if not partners:
        return
    if all(each.legal_entity is None for each in partners):
        yield "Every organisation named is taken to be a legal entity."
    if any(each.role is None and each.role_in is None for each in partners):
        yield "A partner without a stated role is taken to be a beneficiary."
    others = [
        each
        for each, partner in zip(consortium.named, partners, strict=True)
        if each.funded.possible and partner.kind not in {*CLUSTER_KINDS, Kind.NATURAL_PERSON, None}
    ]
    if others:
        yield (
            f"{listed(others)}: eligible only as another organisation that supports the green and digital transitions "
            "and builds EU resilience, which the applicant must be able to show."
        )
    if any(each.eccp is Eccp.REGISTERED and each.kind in CLUSTER_KINDS for each in partners):
        yield "A cluster said to be registered is taken to have an ECCP profile as a cluster organisation or network."
    if consortium.registered_clusters is not None:
        yield (
            f"{consortium.registered_clusters} of the clusters named are taken to be registered on the ECCP, and the "
            "others not."
        )
    elif facts.eccp_clusters is not None:
        yield f"That {facts.eccp_clusters} clusters are registered does not fit the partners named, so it was not used."
    if facts.strand is None and not facts.strand_in:
        yield "No strand is mentioned; it is taken that the proposal addresses only one."
    if facts.duration_months is None:
        yield "No duration is mentioned; it is taken to be within the limit."


def _open_points(consortium: OpenConsortium, findings: Sequence[Finding], book: Rulebook) -> Iterator[str]:
    if point := book.profile.rules[RuleId.CLUSTER_STATES].open_point("oct-as-member-state"):
        overseas = any(
            each.applicant.possible and each.cluster.possible and book.places.linked_member_state(code)
            for each in consortium.named
            for code in each.place.countries or ()
        )
        outcome = next(finding.outcome for finding in findings if finding.rule is RuleId.CLUSTER_STATES)
        if overseas and outcome is Outcome.UNKNOWN:
            yield _asking(point)
    if not any(Role.AFFILIATED in [each.role, *(each.role_in or [])] for each in consortium.facts.partners):
        return
    counted = _affiliated_counted(consortium, book)
    for finding in findings:
        point = book.profile.rules[finding.rule].open_point("partners-counted")
        if point and counted[finding.rule] is not finding.outcome:
            yield _asking(point)


def _affiliated_counted(consortium: OpenConsortium, book: Rulebook) -> dict[RuleId, Outcome]:
    """The outcomes if affiliated entities counted as beneficiaries do."""
    partners = [
        each.model_copy(update={"role": Role.BENEFICIARY}) if each.role is Role.AFFILIATED else each
        for each in consortium.facts.partners
    ]
    return book.outcomes(consortium.facts.model_copy(update={"partners": partners}))


def _asking(point: OpenPoint) -> str:
    return f"{point.point} Ask the helpdesk: “{point.question}”"


def _countries(consortium: OpenConsortium, book: Rulebook) -> Iterator[str]:
    """The gazetteer's note on each country that is not a Member State, or that the profile names."""
    codes = {code for each in consortium.funded for code in _few(each.place.countries)}
    for code in sorted(codes):
        entry = book.places.gazetteer.countries.get(code)
        if entry is None:
            yield f"{code}: {CHECK_COUNTRY}"
        elif code not in book.places.member_states or code in book.profile.notes_for_countries:
            if entry.note:
                yield f"{entry.name}: {entry.note}"
            elif not entry.confidence.is_sure:
                yield f"{entry.name}: {CHECK_COUNTRY}"


def _regions(consortium: OpenConsortium, book: Rulebook) -> Iterator[str]:
    """Which categories are not confirmed, unless a confirmed less developed region carries the rule."""
    unsure: dict[str, str] = {}
    for each in consortium.named:
        if not each.applicant.possible:
            continue
        for code in _region_codes(each.position, consortium, book):
            region = book.places.gazetteer.regions[code]
            if region.confidence.is_sure and each.applicant.certain and each.place.less_developed.certain:
                return
            if not region.confidence.is_sure:
                unsure[code] = f"{region.english} ({code})"
    if unsure:
        yield f"Category of the region, {CHECK_REGION}: {named(list(unsure.values()))}."


def _region_codes(position: int, consortium: OpenConsortium, book: Rulebook) -> list[str]:
    """The regions that settle a partner's category: the stated ones, or all of a country that is one of a kind."""
    partner, possible = consortium.facts.partners[position], consortium.named[position]
    stated = [partner.region] if partner.region else partner.region_in or []
    codes = [code for code in map(book.places.gazetteer.region_code, stated) if code]
    if not codes and possible.place.less_developed.settled:
        for country in sorted(_few(possible.place.countries)):
            entry = book.places.gazetteer.countries.get(country)
            codes += [code for code in entry.regions if len(entry.regions) == 1] if entry else []
    return codes


def _few(countries: frozenset[str] | None) -> frozenset[str]:
    """Countries named as such; an open choice of many is not worth a note on each."""
    return countries if countries is not None and len(countries) <= 5 else frozenset()
