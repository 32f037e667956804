"""The rule on the share of partners that are clusters on the European Cluster Collaboration Platform (ECCP)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from math import ceil

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.counting import Interval, outcome_of, total
from assistant.eligibility.findings import Finding, Outcome, RuleId
from assistant.eligibility.missing import Fact, MissingFact
from assistant.eligibility.possibilities import OpenConsortium, Possibilities
from assistant.eligibility.rules.base import Rule, counted, listed, open_numbers, open_roles
from assistant.eligibility.selection import highest, lowest

# What an applicant adds to a total, by whether it counts in the share; whoever is no applicant adds nothing.
Worth = Callable[[bool], int]


class EccpShare(Rule):
    """Met where clusters on the platform minus share x applicants is not below 0. Clusters of any country count, other
    organisations never, even with a profile on the platform."""

    id = RuleId.ECCP_SHARE

    @cached_property
    def share(self) -> Fraction:
        return Fraction(str(self.profile.limits["share"]))

    def outcome(self, consortium: OpenConsortium) -> Outcome:
        part, whole = self.share.numerator, self.share.denominator
        least, most = self._range(consortium, lambda on_platform: whole - part if on_platform else -part)
        return outcome_of(can_be_met=most is None or most >= 0, can_fail=least is None or least < 0)

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        outcome = self.outcome(consortium)
        least, most = self._range(consortium, int)
        registered = Interval(least or 0, most)
        applicants = total(each.number * each.applicant for each in consortium.applicants)
        needed = self._needed(applicants)
        have = f"{counted(registered, 'cluster')} on the ECCP among {counted(applicants, 'partner')}"
        reasons = {
            Outcome.MET: f"{have}; at least {needed} needed.",
            Outcome.FAILED: f"{have}, and at least {needed} needed; other organisations do not count here.",
            Outcome.UNKNOWN: f"{have}, depending on what is still open; at least {needed} needed.",
        }
        counting = [each for each in consortium.applicants if self._can_count(each)]
        if outcome is Outcome.UNKNOWN and counting:
            reasons[outcome] += f" Partners that can count: {listed(counting)}."
        return self.finding(
            outcome,
            measured=f"{registered} of {applicants}",
            required=f"at least {needed} of {applicants}",
            reason=reasons[outcome],
            partners=counting,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        found = []
        for each in consortium.named:
            if not each.applicant.possible:
                continue
            if each.cluster.possible and each.eccp is Eccp.UNKNOWN:
                found.append(MissingFact(Fact.ECCP, each))
            if not each.cluster.settled and each.eccp is not Eccp.NO:
                found.append(MissingFact(Fact.KIND, each))
        return found + open_roles(consortium) + self._open_further(consortium)

    def _open_further(self, consortium: OpenConsortium) -> list[MissingFact]:
        certain = [each for each in consortium.further if each.number.certain and each.cluster.possible]
        return [MissingFact(Fact.FURTHER, each) for each in certain] or open_numbers(consortium)

    def _needed(self, applicants: Interval) -> Interval:
        most = None if applicants.most is None else ceil(self.share * applicants.most)
        return Interval(ceil(self.share * applicants.least), most)

    @staticmethod
    def _can_count(each: Possibilities) -> bool:
        return each.cluster.possible and any(counts for counts, _ in each.platform_choices)

    def _range(self, consortium: OpenConsortium, worth: Worth) -> tuple[int | None, int | None]:
        """The lowest and the highest total over all completions (None: without limit)."""
        low, high = [], []
        for each in consortium.named:
            found = _choices(each, worth)
            low.append({key: min(values) for key, values in found.items()})
            high.append({key: max(values) for key, values in found.items()})
        exactly = consortium.registered_clusters
        least: int | None = lowest(low, exactly)
        most: int | None = highest(high, exactly)
        for group in consortium.further:
            values = [value for values in _choices(group, worth).values() for value in values]
            least = _plus(least, group.number, min(values), lower=True)
            most = _plus(most, group.number, max(values), lower=False)
        return least, most


def _choices(each: Possibilities, worth: Worth) -> dict[int, list[int]]:
    """What a partner can add to the total, by whether it is one of the registered clusters."""
    found: dict[int, list[int]] = {}
    platform = list(each.platform_choices) if each.cluster.possible else []
    for counts, registered in platform + ([] if each.cluster.certain else [(0, 0)]):
        values = found.setdefault(registered, [])
        if each.applicant.possible:
            values.append(worth(bool(counts)))
        if not each.applicant.certain:
            values.append(0)
    return found


def _plus(number: int | None, group: Interval, value: int, *, lower: bool) -> int | None:
    """`number` with as many further partners of this worth as push it furthest down or up."""
    if number is None or value == 0:
        return number
    pushes = value < 0 if lower else value > 0
    size = group.most if pushes else group.least
    return None if size is None else number + value * size
