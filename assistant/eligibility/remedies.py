"""What can mend each rule: single edits with the reason they are offered for, and their wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.eligibility.consortium import Eccp, Kind, Partner, Role
from assistant.eligibility.edits import Add, Edit, Put, Remove, Settle, edited
from assistant.eligibility.findings import Outcome, RuleId, one_full_stop
from assistant.eligibility.places import EU, Places
from assistant.eligibility.possibilities import OpenConsortium, Possibilities
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules.base import named
from assistant.eligibility.wishes import Wish

FEW = 2  # partners that are mended one by one


class Means(StrEnum):
    """How an edit helps. Closed list; `phrase` says it of the partners {who}, or of the new partner {wish}."""

    phrase: str

    def __new__(cls, value: str, phrase: str) -> Means:
        member = str.__new__(cls, value)
        member._value_ = value
        member.phrase = phrase
        return member

    LEGAL = ("legal", "let the legal entity that manages or represents it apply in the place of {who}")
    KIND = ("kind", "make sure that {who} is a cluster organisation")
    COUNTRY = ("country", "make sure that {who} is established in an eligible country")
    PROMOTE = ("promote", "make {who} a beneficiary")
    REGISTER = ("register", "register {who} on the ECCP by the deadline (a submitted registration is enough)")
    REGISTER_MORE = (
        "register_more",
        "register {number} more of your clusters on the ECCP by the deadline (a submitted registration is enough)",
    )
    REGION = ("region", "make sure that {who} is established in a less developed region")
    REPLACE = ("replace", "replace {who} by {wish}")
    REMOVE = ("remove", "leave out {who}")
    ADD = ("add", "add {wish}")
    STRAND = ("strand", "address only one of the two strands")
    DURATION = ("duration", "shorten the project to at most {number} months")


@dataclass(frozen=True, slots=True)
class Remedy:
    """One edit, what it does and to whom. `share` tells wished-for partners from further Member States apart."""

    means: Means
    edit: Edit
    who: str = ""
    wish: Wish | None = None
    share: int = 0
    number: int = 1

    @property
    def key(self) -> str:
        """Equal for equal edits."""
        return f"{self.means} {self.edit.position if isinstance(self.edit, Put | Remove) else self.share} {self.number}"

    def wishing(self, wish: Wish, consortium: OpenConsortium, places: Places) -> Remedy:
        """The same remedy with another new partner."""
        partner = wish.partner(consortium, places, self.share)
        edit = Add(partner=partner) if isinstance(self.edit, Add) else self.edit.model_copy(update={"partner": partner})
        return replace(self, wish=wish, edit=edit)


Step = tuple[Remedy, ...]


def remedies(rule: RuleId, consortium: OpenConsortium, plan: Step, book: Rulebook) -> Iterator[Step]:
    """Ways to mend one rule, given what is planned already: each a few edits of one kind."""
    return _Workshop(consortium, plan, book).steps(rule)


class _Workshop:
    """The partners that are not yet part of the plan, and what can be done with them."""

    def __init__(self, consortium: OpenConsortium, plan: Step, book: Rulebook) -> None:
        self.consortium, self.plan, self.book = consortium, plan, book
        touched = {remedy.edit.position for remedy in plan if isinstance(remedy.edit, Put | Remove)}
        self.free = [each for each in consortium.named if each.position not in touched]
        self.share = sum(remedy.wish is not None for remedy in plan)

    def steps(self, rule: RuleId) -> Iterator[Step]:
        ways: Mapping[RuleId, Callable[[], Iterator[Step]]] = {
            RuleId.ELIGIBLE_ORGANISATION: self._organisation,
            RuleId.ELIGIBLE_COUNTRY: self._country,
            RuleId.MIN_APPLICANTS: self._number,
            RuleId.CLUSTER_STATES: self._states,
            RuleId.ECCP_SHARE: self._share,
            RuleId.LESS_DEVELOPED_REGION: self._region,
            RuleId.SINGLE_STRAND: self._strand,
            RuleId.MAX_DURATION: self._duration,
        }
        return ways[rule]()

    def _organisation(self) -> Iterator[Step]:
        misfits = [it for it in self.free if it.funded.possible and not it.entity.certain]
        mendable = [it for it in misfits if self._facts(it).kind is not Kind.NATURAL_PERSON]
        for some in _handful(mendable):
            yield tuple(self._put(Means.LEGAL, each, legal_entity=True) for each in some)
        yield from self._without(misfits)

    def _country(self) -> Iterator[Step]:
        misfits = [it for it in self.free if it.funded.possible and not self._surely_eligible(it)]
        for each in misfits[:1]:
            if each.place.countries is None:
                yield (self._put(Means.COUNTRY, each, country_in=EU),)
            elif good := [code for code in sorted(each.place.countries) if self.book.places.eligible(code).certain]:
                yield (self._put(Means.COUNTRY, each, country=None, country_in=good),)
        yield from self._without(misfits)

    def _number(self) -> Iterator[Step]:
        yield (self._add(),)
        yield from self._promoted(lambda it: it.entity.certain)

    def _states(self) -> Iterator[Step]:
        yield (self._add(),)
        for each in _first(self.free, lambda it: it.applicant.possible and not it.cluster.settled):
            yield (self._put(Means.KIND, each, kind=Kind.CLUSTER),)
        yield from self._promoted(lambda it: it.cluster.certain)
        for each in _first(self.free, lambda it: it.applicant.certain and not it.cluster.possible):
            yield (self._replace(each),)

    def _share(self) -> Iterator[Step]:
        yield from self._registered()
        yield (self._add(),)
        for each in _first(self.free, lambda it: it.applicant.certain and not it.cluster.settled):
            yield (self._put(Means.KIND, each, kind=Kind.CLUSTER, eccp=Eccp.REGISTERED),)
        others = [it for it in self.free if it.applicant.possible and not it.cluster.possible]
        for each in _first(sorted(others, key=lambda it: it.place.less_developed.possible), lambda it: True):
            yield from self._without([each])

    def _region(self) -> Iterator[Step]:
        for each in _first(self.free, lambda it: it.applicant.certain and not it.place.less_developed.settled):
            yield (self._put(Means.REGION, each, region=None, region_in=self._less_developed(each)),)
        yield (self._add(),)
        for each in _first(self.free, lambda it: it.applicant.certain and not it.cluster.possible):
            yield (self._replace(each),)

    def _strand(self) -> Iterator[Step]:
        yield (Remedy(Means.STRAND, Settle(strand="1")),)

    def _duration(self) -> Iterator[Step]:
        months = self.book.profile.rules[RuleId.MAX_DURATION].limit("months")
        yield (Remedy(Means.DURATION, Settle(duration_months=months), number=months),)

    def _registered(self) -> Iterator[Step]:
        """As many registrations as the share needs, all at once."""
        if self.consortium.registered_clusters is not None:
            yield from self._registered_more(self.consortium.registered_clusters)
            return
        candidates = [
            self._put(Means.REGISTER, each, eccp=Eccp.REGISTERED)
            for each in self.free
            if each.applicant.certain and each.cluster.certain and each.eccp in (Eccp.NO, Eccp.UNKNOWN)
        ]
        if candidates and (needed := self._fewest(lambda number: candidates[:number], len(candidates))):
            yield tuple(candidates[:needed])

    def _registered_more(self, now: int) -> Iterator[Step]:
        clusters = sum(each.cluster.certain and each.eccp is not Eccp.NO for each in self.consortium.named)

        def more(number: int) -> list[Remedy]:
            return [Remedy(Means.REGISTER_MORE, Settle(eccp_clusters=now + number), number=number)]

        if needed := self._fewest(more, clusters - now):
            yield tuple(more(needed))

    def _fewest(self, steps: Callable[[int], Sequence[Remedy]], most: int) -> int | None:
        """The smallest number that meets the share, found by halving; `most` if only other edits as well would do."""
        rule = next(rule for rule in self.book.rules if rule.id is RuleId.ECCP_SHARE)

        def met(number: int) -> bool:
            changed = edited(self.consortium.facts, tuple(r.edit for r in (*self.plan, *steps(number))))
            return rule.outcome(self.book.open(changed)) is Outcome.MET

        if most < 1:
            return None
        low, high = 1, most
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if met(middle) else (middle + 1, high)
        return low

    def _without(self, partners: Sequence[Possibilities]) -> Iterator[Step]:
        """Leaving out or replacing the first of them, or, of many, all."""
        for some in _handful(partners):
            yield tuple(Remedy(Means.REMOVE, Remove(position=each.position), each.label) for each in some)
            yield tuple(self._replace(each, ahead) for ahead, each in enumerate(some))

    def _promoted(self, suitable: Callable[[Possibilities], bool]) -> Iterator[Step]:
        for each in _first(self.free, lambda it: not it.applicant.certain and suitable(it)):
            yield (self._put(Means.PROMOTE, each, role=Role.BENEFICIARY, role_in=None),)

    def _add(self) -> Remedy:
        wish = Wish()
        partner = wish.partner(self.consortium, self.book.places, self.share)
        return Remedy(Means.ADD, Add(partner=partner), wish=wish, share=self.share)

    def _replace(self, each: Possibilities, ahead: int = 0) -> Remedy:
        wish, share = Wish(), self.share + ahead
        edit = Put(position=each.position, partner=wish.partner(self.consortium, self.book.places, share))
        return Remedy(Means.REPLACE, edit, each.label, wish, share)

    def _put(self, means: Means, each: Possibilities, **facts: object) -> Remedy:
        return Remedy(
            means, Put(position=each.position, partner=self._facts(each).model_copy(update=facts)), each.label
        )

    def _facts(self, each: Possibilities) -> Partner:
        return self.consortium.facts.partners[each.position]

    def _less_developed(self, each: Possibilities) -> list[str]:
        """The less developed regions it can be in."""
        places, within = self.book.places, each.place.countries
        stated = self._facts(each).region_in or places.less_developed
        home = {code: places.gazetteer.regions[code].country for code in places.less_developed if code in stated}
        return [code for code, country in home.items() if within is None or country in within]

    def _surely_eligible(self, each: Possibilities) -> bool:
        countries = each.place.countries
        return countries is not None and all(self.book.places.eligible(code).certain for code in countries)


def _first(partners: Iterable[Possibilities], suitable: Callable[[Possibilities], bool]) -> Iterator[Possibilities]:
    """The first suitable partner, if any: a search that tries one of many alike stays short."""
    for each in partners:
        if suitable(each):
            yield each
            return


def _handful(partners: Sequence[Possibilities]) -> Iterator[Sequence[Possibilities]]:
    """The first of a few, all of many, nothing of none."""
    if partners:
        yield partners if len(partners) > FEW else partners[:1]


def sentence(plan: Step) -> str:
    """The plan in one sentence, equal edits said together."""
    groups: dict[tuple[Means, Wish | None, int], list[Remedy]] = {}
    for remedy in sorted(plan, key=lambda remedy: list(Means).index(remedy.means)):
        groups.setdefault((remedy.means, remedy.wish, remedy.number), []).append(remedy)
    parts = [
        means.phrase.format(
            who=named([remedy.who for remedy in group]), number=number, wish=wish.worded(len(group)) if wish else ""
        )
        for (means, wish, number), group in groups.items()
    ]
    text = ", and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return one_full_stop(f"{text[:1].upper()}{text[1:]}.")
