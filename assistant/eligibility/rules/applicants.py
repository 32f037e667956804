"""Rules that look at each applicant, or count them: kind of organisation, country, number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.counting import Interval, total, truth
from assistant.eligibility.findings import Finding, Outcome, RuleId
from assistant.eligibility.missing import Fact, MissingFact
from assistant.eligibility.possibilities import OpenConsortium, Possibilities
from assistant.eligibility.rules.base import Rule, counted, listed, open_numbers, open_roles

EVERY = "every beneficiary and affiliated entity"


def _misfits(
    consortium: OpenConsortium, fits: Callable[[Possibilities], Interval]
) -> tuple[Outcome, list[Possibilities]]:
    """The outcome of "every beneficiary and affiliated entity fits", with those who decide it: the misfits if it
    failed, those who may be misfits if it is open."""
    breaches = [(each, each.number * each.funded * fits(each).inverted()) for each in consortium.funded]
    outcome = total(breach for _, breach in breaches).at_most(0)
    decisive = [each for each, breach in breaches if (breach.certain if outcome is Outcome.FAILED else breach.possible)]
    return outcome, decisive


def _share(consortium: OpenConsortium, fits: Callable[[Possibilities], Interval]) -> str:
    fitting = total(each.number * each.funded * fits(each) for each in consortium.funded)
    return f"{fitting} of {counted(total(each.number * each.funded for each in consortium.funded), 'partner')}"


class EligibleOrganisation(Rule):
    """A stated organisation counts as a legal entity and, whatever its kind, as one of the organisations of the page
    (DESIGN 5); what has no legal personality, and a natural person, does not."""

    id = RuleId.ELIGIBLE_ORGANISATION

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        outcome, decisive = _misfits(consortium, lambda each: each.entity)
        reasons = {
            Outcome.MET: "No partner is a natural person or an initiative without legal personality.",
            Outcome.FAILED: f"A natural person or an initiative without legal personality cannot be an applicant: "
            f"{listed(decisive)}.",
            Outcome.UNKNOWN: f"A natural person or an initiative without legal personality cannot be an applicant, "
            f"and it is open whether this is an applicant: {listed(decisive)}.",
        }
        return self.finding(
            outcome,
            measured=f"{_share(consortium, lambda each: each.entity)} that can be legal entities",
            required=EVERY,
            reason=reasons[outcome],
            partners=decisive,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        _, decisive = _misfits(consortium, lambda each: each.entity)
        return [MissingFact(Fact.FURTHER if each.is_further else Fact.ROLE, each) for each in decisive]


class EligibleCountry(Rule):
    """Member States and their overseas countries and territories are eligible; of others the gazetteer says in, out or
    unknown."""

    id = RuleId.ELIGIBLE_COUNTRY

    def _fits(self, each: Possibilities) -> Interval:
        if each.place.countries is None:
            return truth([True, False])
        countries = [self.places.eligible(code) for code in each.place.countries]
        return Interval(min(c.least for c in countries), max(c.most or 0 for c in countries))

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        outcome, decisive = _misfits(consortium, self._fits)
        reasons = {
            Outcome.MET: "Every beneficiary and affiliated entity is established in an eligible country.",
            Outcome.FAILED: f"Not established in an eligible country: {listed(decisive)}.",
            Outcome.UNKNOWN: f"It is open whether every applicant is established in an eligible country: "
            f"{listed(decisive)}.",
        }
        return self.finding(
            outcome,
            measured=f"{_share(consortium, self._fits)} in eligible countries",
            required=EVERY,
            reason=reasons[outcome],
            partners=decisive,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        _, decisive = _misfits(consortium, self._fits)
        found = []
        for each in decisive:
            countries: Sequence[str] = sorted(each.place.countries or ())
            if not each.is_further and not each.funded.settled:
                found.append(MissingFact(Fact.ROLE, each))
            if each.place.countries is None or any(not self.places.eligible(code).possible for code in countries):
                fits = self._fits(each)
                if fits.possible:
                    found.append(MissingFact(Fact.FURTHER if each.is_further else Fact.COUNTRY, each))
            elif any(not self.places.eligible(code).settled for code in countries):
                found.append(MissingFact(Fact.COUNTRY_STATUS, each))
        return found


class MinApplicants(Rule):
    """Coordinator and beneficiaries count, from wherever they are; nobody else does."""

    id = RuleId.MIN_APPLICANTS

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        limit = self.profile.limit("applicants")
        number = total(each.number * each.applicant for each in consortium.applicants)
        outcome = number.at_least(limit)
        others = "affiliated entities, associated partners and subcontractors do not count"
        reasons = {
            Outcome.MET: f"{counted(number, 'beneficiary', 'beneficiaries')}; at least {limit} needed.",
            Outcome.FAILED: f"{counted(number, 'beneficiary', 'beneficiaries')}, and at least {limit} needed; {others}.",
            Outcome.UNKNOWN: f"{counted(number, 'beneficiary', 'beneficiaries')}, depending on what is still open; "
            f"at least {limit} needed, and {others}.",
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
