"""Rules on the project as a whole: strand and duration. What is not mentioned is not held against anyone."""

from __future__ import annotations

from assistant.eligibility.consortium import Strand
from assistant.eligibility.counting import Interval
from assistant.eligibility.findings import Finding, Outcome, RuleId
from assistant.eligibility.missing import Fact, MissingFact
from assistant.eligibility.possibilities import OpenConsortium
from assistant.eligibility.rules.base import Rule, counted


class SingleStrand(Rule):
    id = RuleId.SINGLE_STRAND

    @staticmethod
    def _choices(consortium: OpenConsortium) -> list[Strand]:
        facts = consortium.facts
        return [facts.strand] if facts.strand else facts.strand_in or []

    def outcome(self, consortium: OpenConsortium) -> Outcome:
        strands = [2 if choice == "both" else 1 for choice in self._choices(consortium)] or [1]
        return Interval(min(strands), max(strands)).at_most(self.profile.limit("strands"))

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        choices, outcome = self._choices(consortium), self.outcome(consortium)
        reasons = {
            Outcome.MET: f"One strand only (strand {' or '.join(choices)})."
            if choices
            else "No strand is mentioned; nothing says that the proposal addresses more than one.",
            Outcome.FAILED: "The proposal addresses both strands; it must address only one.",
            Outcome.UNKNOWN: "It is open whether the proposal addresses one strand or both; it must address only one.",
        }
        return self.finding(
            outcome,
            measured=" or ".join(choices) or "not mentioned",
            required="one strand",
            reason=reasons[outcome],
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        return [MissingFact(Fact.STRAND)]


class MaxDuration(Rule):
    id = RuleId.MAX_DURATION

    @staticmethod
    def _months(consortium: OpenConsortium) -> Interval | None:
        stated = consortium.facts.duration_months
        if stated is None:
            return None
        return Interval(stated, stated) if isinstance(stated, int) else Interval(min(stated), max(stated))

    def outcome(self, consortium: OpenConsortium) -> Outcome:
        months = self._months(consortium)
        return Outcome.MET if months is None else months.at_most(self.profile.limit("months"))

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        limit = self.profile.limit("months")
        months, outcome = self._months(consortium), self.outcome(consortium)
        if months is None:
            measured = "not mentioned"
            reason = f"No duration is mentioned; at most {limit} months are allowed."
        else:
            measured = counted(months, "month")
            verb = {Outcome.MET: "within", Outcome.FAILED: "longer than", Outcome.UNKNOWN: "perhaps longer than"}
            reason = f"The project lasts {measured}, {verb[outcome]} the {limit} months allowed."
        return self.finding(
            outcome,
            measured=measured,
            required=f"at most {limit} months",
            reason=reason,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        return [MissingFact(Fact.DURATION)]
