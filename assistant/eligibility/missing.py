"""Facts that are missing, and the few questions that ask for them, those that decide most first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.eligibility.findings import RuleId
from assistant.eligibility.possibilities import Possibilities


class Fact(StrEnum):
    """What can be missing of a partner or of the consortium. Closed list; `noun` names it, `question` asks for it of
    one partner, `joint_question` of several."""

    noun: str
    question: str
    joint_question: str

    def __new__(cls, value: str, noun: str, question: str, joint_question: str) -> Fact:
        member = str.__new__(cls, value)
        member._value_ = value
        member.noun, member.question, member.joint_question = noun, question, joint_question
        return member

    KIND = (
        "kind",
        "kind of organisation",
        "Is {who} a cluster organisation, or what kind of organisation is it?",
        "Which of these are cluster organisations, and what kind of organisation are the others: {who}?",
    )
    COUNTRY = (
        "country",
        "country",
        "In which country is {who} established?",
        "In which countries are these established: {who}?",
    )
    ROLE = (
        "role",
        "role in the proposal",
        "Will {who} be a beneficiary, an affiliated entity or an associated partner?",
        "Will each of these be a beneficiary, an affiliated entity or an associated partner: {who}?",
    )
    ECCP = (
        "eccp",
        "registration on the ECCP",
        "Was {who} registered on the European Cluster Collaboration Platform (ECCP), or its registration submitted, "
        "by the deadline?",
        "Which of these were registered on the European Cluster Collaboration Platform (ECCP), or had submitted a "
        "registration, by the deadline: {who}?",
    )
    REGION = (
        "region",
        "region (NUTS 2)",
        "In which region or town is {who} established?",
        "In which regions or towns are these established: {who}?",
    )
    FURTHER = (
        "further_partners",
        "number of further partners",
        "How many further partners will there be, and what are they?",
        "How many further partners will there be, and what are they?",
    )
    STRAND = (
        "strand",
        "strand",
        "Which one of the strands does the proposal address?",
        "Which one of the strands does the proposal address?",
    )
    DURATION = (
        "duration_months",
        "duration in months",
        "How many months will the project last?",
        "How many months will the project last?",
    )
    COUNTRY_STATUS = (
        "country_status",
        "participation in the programme of the country",
        "Is the country of {who} on the official list of participating countries of the programme? Please check it "
        "or ask the helpdesk.",
        "Are the countries of these on the official list of participating countries of the programme: {who}? Please "
        "check it or ask the helpdesk.",
    )
    OVERSEAS = (
        "overseas_territory",
        "standing of the overseas territory",
        "Does {who} count as coming from the Member State its overseas territory is linked to? The page does not say: "
        "please ask the helpdesk.",
        "Do these count as coming from the Member State their overseas territory is linked to: {who}? The page does "
        "not say: please ask the helpdesk.",
    )


SHOWN = 10


@dataclass(frozen=True, slots=True)
class MissingFact:
    """One open fact, of a partner or (partner None) of the consortium."""

    fact: Fact
    partner: Possibilities | None = None


def worded(missing: MissingFact) -> str:
    """ "region (NUTS 2) of partner 2 (Poland)"."""
    if missing.partner is None or missing.fact is Fact.FURTHER:
        return missing.fact.noun
    return f"{missing.fact.noun} of {missing.partner.label}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for one fact; `partners` are the positions (from 0) of those named that it is asked of, none for a
    fact of the whole consortium or of partners that may still join."""

    question: str
    fact: Fact
    partners: tuple[int, ...] = ()


def asked(undecided: Mapping[RuleId, Sequence[MissingFact]]) -> list[Asked]:
    """One question for each kind of fact that can still change an undecided rule; what bears on most rules first.

    `undecided`: the missing facts of each rule whose outcome is unknown, in the order of the rules.
    """
    rules: dict[Fact, set[RuleId]] = {}
    partners: dict[Fact, dict[str, int]] = {}
    for rule, facts in undecided.items():
        for missing in facts:
            rules.setdefault(missing.fact, set()).add(rule)
            known = partners.setdefault(missing.fact, {})
            if missing.partner is not None:
                known.setdefault(missing.partner.label, missing.partner.position)
    order = sorted(rules, key=lambda fact: -len(rules[fact]))
    return [_of(fact, sorted(partners[fact].items(), key=lambda entry: entry[1])) for fact in order]


def _of(fact: Fact, who: Sequence[tuple[str, int]]) -> Asked:
    return Asked(
        _question(fact, [label for label, _ in who]), fact, tuple(position for _, position in who if position >= 0)
    )


def _question(fact: Fact, who: Sequence[str]) -> str:
    if len(who) <= 1:
        return fact.question.format(who="".join(who))
    return fact.joint_question.format(who=joined(who))


def joined(labels: Iterable[str]) -> str:
    """ "A; B; C", a long list cut, for labels that hold commas of their own."""
    shown = list(labels)
    if len(shown) > SHOWN:
        shown = [*shown[:SHOWN], f"and {len(shown) - SHOWN} more"]
    return "; ".join(shown)
