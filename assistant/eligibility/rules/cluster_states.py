"""The rule on clusters from different Member States: distinct counting, so a matching of clusters to states."""

from __future__ import annotations

from assistant.eligibility.counting import Interval, outcome_of
from assistant.eligibility.findings import Finding, Outcome, RuleId
from assistant.eligibility.missing import Fact, MissingFact
from assistant.eligibility.possibilities import OpenConsortium, Possibilities
from assistant.eligibility.rules.base import Rule, counted, listed
from assistant.eligibility.rules.states import ClusterOptions, fewest_clusters, fewest_states, most_clusters_and_states


class ClusterStates(Rule):
    """Applicants that are clusters of Member States count; those of other countries do not. Whether a cluster in an
    overseas country or territory counts as one of its Member State is left open by the page, and so it is here."""

    id = RuleId.CLUSTER_STATES

    def _numbers(self, consortium: OpenConsortium) -> tuple[Interval, Interval]:
        """How many clusters count, and from how many different Member States."""
        named = [self._options(each) for each in consortium.named]
        further = [self._options(each) for each in consortium.further]
        exactly = consortium.registered_clusters
        least_clusters = fewest_clusters(named, further, exactly)
        least_states = fewest_states(named, further, exactly, enough=self.profile.limit("states"))
        most_clusters, most_states = most_clusters_and_states(named, further, exactly, len(self.places.member_states))
        return Interval(least_clusters, most_clusters), Interval(min(least_states, most_states), most_states)

    def outcome(self, consortium: OpenConsortium) -> Outcome:
        clusters, states = self._numbers(consortium)
        both = {clusters.at_least(self.profile.limit("clusters")), states.at_least(self.profile.limit("states"))}
        return outcome_of(can_be_met=Outcome.FAILED not in both, can_fail=both != {Outcome.MET})

    def evaluate(self, consortium: OpenConsortium) -> Finding:
        outcome = self.outcome(consortium)
        clusters, states = self._numbers(consortium)
        have = f"{counted(clusters, 'cluster')} from {counted(states, 'Member State')}"
        need = f"{self.profile.limit('clusters')} clusters from {self.profile.limit('states')} Member States"
        who = [each for each in consortium.applicants if self._options(each).can_count]
        reasons = {
            Outcome.MET: f"{have}: {listed(who)}.",
            Outcome.FAILED: f"{have}{f': {listed(who)}' if who else ''}. At least {need} needed; clusters from other "
            "countries, affiliated entities and associated partners do not count here.",
            Outcome.UNKNOWN: f"{have}, depending on what is still open; at least {need} needed.",
        }
        return self.finding(
            outcome,
            measured=have,
            required=f"at least {need}",
            reason=reasons[outcome],
            partners=who,
            missing=self.missing(consortium),
        )

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        found = []
        for each in self._decisive(consortium):
            countries = each.place.countries
            if each.is_further:
                found.append(MissingFact(Fact.FURTHER, each))
                continue
            if not each.cluster.settled:
                found.append(MissingFact(Fact.KIND, each))
            if not each.applicant.settled:
                found.append(MissingFact(Fact.ROLE, each))
            if countries is None or len(countries) > 1:
                found.append(MissingFact(Fact.COUNTRY, each))
            elif any(self.places.linked_member_state(code) for code in countries):
                found.append(MissingFact(Fact.OVERSEAS, each))
        return found

    def _decisive(self, consortium: OpenConsortium) -> list[Possibilities]:
        """Those who can count, unless others supply all their states for certain: then they cannot add one. (Nor can
        they be missed as clusters where no more clusters than states are needed.)"""
        options = [self._options(each) for each in consortium.everyone]
        certain = [each.states for each in options if not each.uncounted and each.number.certain]
        supplied = frozenset().union(*(states for states in certain if len(states) == 1))
        if self.profile.limit("clusters") > self.profile.limit("states"):
            supplied = frozenset()
        pairs = zip(consortium.everyone, options, strict=True)
        return [each for each, choice in pairs if choice.can_count and not choice.states <= supplied]

    def _options(self, each: Possibilities) -> ClusterOptions:
        """In which states the partner can count, and whether it can go uncounted, by its being a registered cluster."""
        inside, outside = self._states(each)
        can_count = each.applicant.possible and each.cluster.possible and bool(inside)
        as_cluster = {registered for _, registered in each.platform_choices} if each.cluster.possible else set()
        uncounted = as_cluster if outside or not each.applicant.certain else set()
        return ClusterOptions(
            counted={registered: inside for registered in as_cluster} if can_count else {},
            uncounted=frozenset(uncounted if each.cluster.certain else {*uncounted, 0}),
            number=each.number,
        )

    def _states(self, each: Possibilities) -> tuple[frozenset[str], bool]:
        """The Member States it can count for, and whether it can be in a place that counts for none."""
        if each.place.countries is None:
            return self.places.member_states, True
        if each.place.countries <= self.places.member_states:
            return each.place.countries, False
        linked = {self.places.linked_member_state(code) for code in each.place.countries}
        states = (each.place.countries & self.places.member_states) | {code for code in linked if code}
        return frozenset(states), True
