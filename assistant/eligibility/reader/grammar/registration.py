"""Registrations stated of partners: carried over, of some of a group, of all but one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.predicate import Predicate
from assistant.eligibility.reader.grammar.statements import Statements
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Scope
from assistant.eligibility.reader.tokens.lexicon import Tag

_ON_IT = (Eccp.REGISTERED, Eccp.SUBMITTED)


class Registrations(Statements):
    """Applies what a predicate says of a registration."""

    def _stated(self, predicate: Predicate) -> Eccp | None:
        """The registration stated, or the one carried over: "the Polish one is not", "only we are"."""
        tokens = [*predicate.before, predicate.verb, *predicate.loose]
        extra = [phrase.eccp for phrase in predicate.phrases if phrase.eccp is not None and not phrase.kind]
        if self._status.speaks(tokens, self.context.eccp_topic):
            status = self._status.of(tokens, self.context.eccp_topic)
            self.context.eccp_topic = True
            self.context.eccp = status
            return status
        if self.context.eccp_topic and predicate.bare and self._carries(predicate):
            if self._status.uncertain(tokens):
                return Eccp.UNKNOWN
            if predicate.negated:
                return Eccp.NO
            return Eccp.SUBMITTED if self.context.eccp is Eccp.SUBMITTED else Eccp.REGISTERED
        alone = not (predicate.phrases or predicate.places or predicate.brackets or predicate.rest)
        if self.context.eccp_topic and alone and predicate.negated:
            # "… are not and do not wish to be"
            words = [word for token in tokens for word in token.words]
            return Eccp.NO if self._lexicon.no_plan.within(words) else None
        return extra[0] if extra else None

    def _carries(self, predicate: Predicate) -> bool:
        """Whether a verb by itself repeats a statement: "is", "has", "doesn't"; "takes part" does not."""
        verb = predicate.verb
        plain = " ".join(verb.words) in self._lexicon.raw["plain_have"] or verb.value == "not"
        return verb.tag is Tag.BE or (verb.tag is Tag.HAVE and plain)

    def _register(self, who: Sequence[Draft], subject: NounPhrase, status: Eccp) -> None:
        self.drafts.news = self.drafts.news or bool(who)
        if subject.part is not None and subject.part < len(who):
            few = 2 * subject.part < len(who)
            # "At least one of three": taken for exactly one it could decide against the group.
            loose = subject.up_to or (subject.at_least and few)
            self.partial.append((subject.part, list(who), Eccp.UNKNOWN if loose else status))
            return
        for draft in who:
            draft.eccp = status
        if subject.scope is Scope.ONLY:
            self.accounted = True
            self.only_told = self.describing and status is Eccp.REGISTERED
            meant = {id(d) for d in who}
            for draft in self.drafts.all:
                if id(draft) not in meant:
                    draft.eccp = Eccp.NO if status is not Eccp.NO else Eccp.REGISTERED

    def _contrast(self, excepted: Sequence[Draft], predicate: Predicate) -> None:
        """Those excepted from a statement on registration have the opposite status."""
        status = self._stated(predicate)
        if status is None:
            return
        if self.context.some_excepted:
            status, self.context.some_excepted = Eccp.UNKNOWN, False
        for draft in excepted:
            draft.eccp = (
                Eccp.REGISTERED if status is Eccp.NO else Eccp.NO if status is not Eccp.UNKNOWN else Eccp.UNKNOWN
            )

    def settle(self) -> None:
        """Counts without names ("two of the three") become statuses where the others are known."""
        for draft in self.drafts.all if self.only_told else ():
            if draft.eccp is None and draft.kind in (None, *CLUSTERS):
                draft.eccp = Eccp.NO
        told: list[tuple[list[Draft], dict[Eccp, int]]] = []
        for count, group, status in self.partial:
            clusters = [d for d in group if d.kind in CLUSTERS] or group
            open_ones = [d for d in clusters if d.eccp is None]
            if len(open_ones) == count:
                for draft in open_ones:
                    draft.eccp = status
            elif status in _ON_IT and not (self.others_open and 2 * count < len(clusters)):
                counts = next((each for them, each in told if _within(clusters, them)), None)
                if counts is None:
                    told.append((clusters, counts := {}))
                counts[status] = max(count, counts.get(status, 0))
        if told:
            self._count(told)

    def _count(self, told: Sequence[tuple[list[Draft], dict[Eccp, int]]]) -> None:
        """Notes how many are registered by what was counted in groups. Who is in none of them counts by what is told of
        it; where that is open while a group is counted by itself, so is the number."""
        counted = [draft for group, _ in told for draft in group]
        apart = len({id(draft) for draft in counted}) == len(counted)
        numbers = [_number(group, counts) for group, counts in told]
        outside = [d for d in self.drafts.all if d.kind in CLUSTERS and all(d is not other for other in counted)]
        if apart and any(draft.eccp in (None, Eccp.UNKNOWN) for draft in outside):
            for group, counts in told:
                _give_alike(group, counts)
            return
        beside = sum(draft.eccp in _ON_IT for draft in outside)
        number = sum(numbers) + beside if apart else max(numbers)
        self.drafts.registered = max(number, self.drafts.registered or 0)


def _number(group: Sequence[Draft], counts: dict[Eccp, int]) -> int:
    """How many of a group are registered or have applied: whoever has applied is not registered yet."""
    known = sum(draft.eccp in _ON_IT for draft in group)
    number = sum(counts.values())
    return max(known, number if number <= len(group) else max(counts.values()))


def _give_alike(group: Sequence[Draft], counts: dict[Eccp, int]) -> None:
    """Gives partners who are alike the statuses counted: which of them has which makes no difference."""
    seats = {(draft.kind, draft.source, str(draft.place)) for draft in group}
    if len(seats) > 1 or any(draft.eccp is not None for draft in group) or sum(counts.values()) > len(group):
        return
    said = [status for status, count in counts.items() for _ in range(count)]
    for draft, status in zip(group, [*said, *[Eccp.NO] * (len(group) - len(said))], strict=True):
        draft.eccp = status


def _within(some: Sequence[Draft], others: Sequence[Draft]) -> bool:
    """Whether all of some are among others: "two of the four are, one of them has applied" counts the four."""
    return all(any(one is other for other in others) for one in some)
