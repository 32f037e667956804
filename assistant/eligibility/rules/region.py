"""The rule on a partner in a less developed region."""

from __future__ import annotations

from assistant.eligibility.counting import total
from assistant.eligibility.findings import Finding, Outcome, RuleId
from assistant.eligibility.missing import Fact, MissingFact
from assistant.eligibility.possibilities import OpenConsortium
from assistant.eligibility.rules.base import Rule, counted, listed, open_numbers


class LessDevelopedRegion(Rule):
    """Any applicant of any kind can supply the region; an unplaced one by what the regions of its country allow."""

    id = RuleId.LESS_DEVELOPED_REGION

    def outcome(self, consortium: OpenConsortium) -> Outcome:
        inside = total(each.number * each.applicant * each.place.less_developed for each in consortium.applicants)
        return inside.at_least(self.profile.limit("partners"))

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        limit = self.profile.limit("partners")
        inside = [(each, each.number * each.applicant * each.place.less_developed) for each in consortium.applicants]
        number = total(count for _, count in inside)
        outcome = self.outcome(consortium)
        surely = [each for each, count in inside if count.certain]
        perhaps = [each for each, count in inside if count.possible]
        reasons = {
            Outcome.MET: f"Established in a less developed region of an EU Member State: {listed(surely)}.",
            Outcome.FAILED: "No beneficiary is, or can be, established in a less developed region of an EU Member "
            "State; transition regions, overseas territories and other countries do not count."
            if not perhaps
            else f"Only {counted(number, 'beneficiary', 'beneficiaries')} in a less developed region.",
            Outcome.UNKNOWN: f"Possibly in a less developed region, but not settled: {listed(perhaps)}.",
        }
        return self.finding(
            outcome,
            measured=counted(number, "partner"),
            required=f"at least {counted(limit, 'partner')}",
            reason=reasons[outcome],
            partners=surely if outcome is Outcome.MET else perhaps,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        found = []
        for each in consortium.named:
            if not (each.applicant.possible and each.place.less_developed.possible):
                continue
            if not each.place.less_developed.settled:
                found.append(MissingFact(Fact.COUNTRY if each.place.countries is None else Fact.REGION, each))
            if not each.applicant.settled:
                found.append(MissingFact(Fact.ROLE, each))
        further = [each for each in consortium.further if each.place.less_developed.possible]
        if any(each.number.certain for each in further):
            found += [MissingFact(Fact.FURTHER, each) for each in further]
        elif further:
            found += open_numbers(consortium)
        return found
