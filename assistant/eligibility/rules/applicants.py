"""Rules that look at each applicant, or count them: kind of organisation, country, number."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from assistant.eligibility.counting import OPEN, Interval, total
from assistant.eligibility.findings import Finding, Outcome, RuleId
from assistant.eligibility.missing import Fact, MissingFact
from assistant.eligibility.possibilities import OpenConsortium, Possibilities
from assistant.eligibility.rules.base import Rule, counted, listed, open_numbers, open_roles

EVERY = "every beneficiary and affiliated entity"


class EveryApplicant(Rule):
    """A rule that each beneficiary and affiliated entity has to fit."""

    @abstractmethod
    def fits(self, each: Possibilities) -> Interval:
        """Whether a partner fits, as a truth value."""

    def outcome(self, consortium: OpenConsortium) -> Outcome:
        return total(each.number * each.funded * self.fits(each).inverted() for each in consortium.funded).at_most(0)

    def decisive(self, consortium: OpenConsortium) -> list[Possibilities]:
        """The misfits if the rule failed, those who may be misfits if it is open."""
        breaches = [(each, each.number * each.funded * self.fits(each).inverted()) for each in consortium.funded]
        failed = any(breach.certain for _, breach in breaches)
        return [each for each, breach in breaches if (breach.certain if failed else breach.possible)]

    def share(self, consortium: OpenConsortium) -> str:
        fitting = total(each.number * each.funded * self.fits(each) for each in consortium.funded)
        return f"{fitting} of {counted(total(each.number * each.funded for each in consortium.funded), 'partner')}"


class EligibleOrganisation(EveryApplicant):
    """A stated organisation counts as a legal entity and, whatever its kind, as one of the organisations of the
    page; what has no legal personality, and a natural person, does not."""

    id = RuleId.ELIGIBLE_ORGANISATION

    def fits(self, each: Possibilities) -> Interval:
        return each.entity

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        outcome, decisive = self.outcome(consortium), self.decisive(consortium)
        reasons = {
            Outcome.MET: "No partner is a natural person or an initiative without legal personality.",
            Outcome.FAILED: f"A natural person or an initiative without legal personality cannot be an applicant: "
            f"{listed(decisive)}.",
            Outcome.UNKNOWN: f"A natural person or an initiative without legal personality cannot be an applicant, "
            f"and it is open whether this is an applicant: {listed(decisive)}.",
        }
        return self.finding(
            outcome,
            measured=f"{self.share(consortium)} that can be legal entities",
            required=EVERY,
            reason=reasons[outcome],
            partners=decisive,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        return [MissingFact(Fact.FURTHER if each.is_further else Fact.ROLE, each) for each in self.decisive(consortium)]


class EligibleCountry(EveryApplicant):
    """Member States and their overseas countries and territories are eligible; of others the gazetteer says in, out or
    unknown."""

    id = RuleId.ELIGIBLE_COUNTRY

    def fits(self, each: Possibilities) -> Interval:
        if each.place.countries is None:
            return OPEN
        countries = [self.places.eligible(code) for code in each.place.countries]
        return Interval(min(c.least for c in countries), max(c.most or 0 for c in countries))

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        outcome, decisive = self.outcome(consortium), self.decisive(consortium)
        reasons = {
            Outcome.MET: "Every beneficiary and affiliated entity is established in an eligible country.",
            Outcome.FAILED: f"Not established in an eligible country: {listed(decisive)}.",
            Outcome.UNKNOWN: f"It is open whether every applicant is established in an eligible country: "
            f"{listed(decisive)}.",
        }
        return self.finding(
            outcome,
            measured=f"{self.share(consortium)} in eligible countries",
            required=EVERY,
            reason=reasons[outcome],
            partners=decisive,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        found = []
        for each in self.decisive(consortium):
            countries: Sequence[str] = sorted(each.place.countries or ())
            if not each.is_further and not each.funded.settled:
                found.append(MissingFact(Fact.ROLE, each))
            if each.place.countries is None or any(not self.places.eligible(code).possible for code in countries):
                fits = self.fits(each)
                if fits.possible:
                    found.append(MissingFact(Fact.FURTHER if each.is_further else Fact.COUNTRY, each))
            elif any(not self.places.eligible(code).settled for code in countries):
                found.append(MissingFact(Fact.COUNTRY_STATUS, each))
        return found


class MinApplicants(Rule):
    """Coordinator and beneficiaries count, from wherever they are; nobody else does."""

    id = RuleId.MIN_APPLICANTS

    @staticmethod
    def _number(consortium: OpenConsortium) -> Interval:
        return total(each.number * each.applicant for each in consortium.applicants)

    def outcome(self, consortium: OpenConsortium) -> Outcome:
        return self._number(consortium).at_least(self.profile.limit("applicants"))

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        limit = self.profile.limit("applicants")
        number, outcome = self._number(consortium), self.outcome(consortium)
        have = counted(number, "beneficiary", "beneficiaries")
        others = "affiliated entities, associated partners and subcontractors do not count"
        reasons = {
            Outcome.MET: f"{have}; at least {limit} needed.",
            Outcome.FAILED: f"{have}, and at least {limit} needed; {others}.",
            Outcome.UNKNOWN: f"{have}, depending on what is still open; at least {limit} needed, and {others}.",
        }
        return self.finding(
            outcome,
            measured=str(number),
            required=f"at least {limit}",
            reason=reasons[outcome],
            partners=consortium.applicants,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        return open_roles(consortium) + open_numbers(consortium)
