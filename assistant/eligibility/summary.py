"""The verdict as one plain text that can be copied into a mail: what was understood, rule by rule, what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from assistant.eligibility.consortium import Consortium, FurtherPartners, Partner
from assistant.eligibility.findings import Finding, Outcome, VerdictStatus
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.verdict import Judgement

HEADLINES = {
    VerdictStatus.ELIGIBLE: "eligible on the facts given",
    VerdictStatus.NOT_ELIGIBLE: "not eligible on the facts given",
    VerdictStatus.UNDETERMINED: "cannot be told yet: facts are missing",
}
SIGNS = {Outcome.MET: "[x] met", Outcome.FAILED: "[!] failed", Outcome.UNKNOWN: "[?] unknown"}


def disclaimer(authority: str) -> str:
    return (
        "This is an automatic check on the facts given, as far as the call page says; it is no decision. "
        f"Only the granting authority ({authority}) decides."
    )


def summary(
    consortium: Consortium, judgement: Judgement, rules: EligibilityProfile, *, as_of: date, authority: str
) -> str:
    """`as_of`: the day it is written on; `authority`: the granting authority's name."""
    verdict = judgement.verdict
    lines = [
        f"Eligibility check for {rules.call}, {as_of.isoformat()}",
        f"Result: {HEADLINES[verdict.status]}.",
        "",
        "What was understood",
        *_understood(consortium),
        "",
        "Rule by rule",
        *(line for finding in verdict.findings for line in _rule(finding, rules)),
        *_block("Facts still missing", judgement.questions),
        *_block("What would help", verdict.smallest_changes),
        *_block("Taken for granted, and worth knowing", verdict.assumptions),
        "",
        disclaimer(authority),
    ]
    return "\n".join(lines) + "\n"


def _understood(consortium: Consortium) -> Iterator[str]:
    for number, partner in enumerate(consortium.partners, start=1):
        yield f"{number}. {_partner(partner)}"
    for group in consortium.further_partners or []:
        yield f"+  {_further(group)}"
    if consortium.eccp_clusters is not None:
        yield f"   clusters registered on the ECCP: {consortium.eccp_clusters}"
    yield f"   strand: {consortium.strand or _choice(consortium.strand_in) or 'not mentioned'}"
    months = consortium.duration_months
    span = months if months is None or isinstance(months, int) else f"{months[0]} to {months[1]}"
    yield f"   duration: {'not mentioned' if span is None else f'{span} months'}"


def _partner(partner: Partner) -> str:
    facts = [
        partner.name,
        _words(partner.kind) or "kind not stated",
        partner.region or _choice(partner.region_in),
        partner.country or _choice(partner.country_in) or (None if partner.region else "country not stated"),
        _words(partner.role) or _choice(partner.role_in),
        f"ECCP: {partner.eccp}",
        "no legal entity" if partner.legal_entity is False else None,
    ]
    said = f" (“{partner.source}”)" if partner.source else ""
    return ", ".join(fact for fact in facts if fact) + said


def _further(group: FurtherPartners) -> str:
    number = f"{group.least} or more" if group.most is None else f"{group.least} to {group.most}"
    facts = [f"{number} further partners", _words(group.kind), _choice(group.country_in)]
    return ", ".join(fact for fact in facts if fact)


def _rule(finding: Finding, rules: EligibilityProfile) -> Iterator[str]:
    yield f"{SIGNS[finding.outcome]}: {rules.rules[finding.rule].title}"
    yield f"    found: {finding.measured}; required: {finding.required}"
    yield f"    {finding.reason}"
    yield f"    Call page: “{rules.rules[finding.rule].clause}”"


def _block(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"- {line}" for line in lines]
    return ["", title, *found] if found else []


def _choice(values: Iterable[str] | str | None) -> str | None:
    if values is None or isinstance(values, str):
        return values
    return " or ".join(str(value).replace("_", " ") for value in values)


def _words(value: str | None) -> str | None:
    return value.replace("_", " ") if value else None
