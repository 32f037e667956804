"""The rules of a call ready to be applied: the one place where a consortium meets them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.findings import Finding, Outcome, RuleId, VerdictStatus
from assistant.eligibility.places import Places
from assistant.eligibility.possibilities import OpenConsortium, opened
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.rules import Rule, rules_of
from assistant.gazetteer import Gazetteer


class Rulebook:
    """A call's rules with the gazetteer they are judged by."""

    def __init__(self, profile: EligibilityProfile, gazetteer: Gazetteer) -> None:
        self.profile = profile
        self.places = Places(gazetteer)
        self.rules: tuple[Rule, ...] = rules_of(profile, self.places)

    def open(self, consortium: Consortium) -> OpenConsortium:
        return opened(consortium, self.places)

    def findings(self, consortium: OpenConsortium) -> list[Finding]:
        return [rule.evaluate(consortium) for rule in self.rules]

    def outcomes(self, consortium: Consortium) -> dict[RuleId, Outcome]:
        room = self.open(consortium)
        return {rule.id: rule.outcome(room) for rule in self.rules}


def status_of(outcomes: Iterable[Outcome]) -> VerdictStatus:
    """`not_eligible` if any rule failed, `eligible` if all are met, else `undetermined`."""
    found = set(outcomes)
    if Outcome.FAILED in found:
        return VerdictStatus.NOT_ELIGIBLE
    return VerdictStatus.UNDETERMINED if Outcome.UNKNOWN in found else VerdictStatus.ELIGIBLE
