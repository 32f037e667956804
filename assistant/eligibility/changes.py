"""Smallest changes: the fewest edits that mend a consortium, found by a bounded search, each judged again."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.edits import Change, Edit, edited
from assistant.eligibility.findings import Finding, Outcome, RuleId, VerdictStatus
from assistant.eligibility.possibilities import OpenConsortium
from assistant.eligibility.remedies import Remedy, remedies, sentence
from assistant.eligibility.rulebook import Rulebook, status_of

SHOWN = 3  # alternatives offered
EDITS = 8  # in one change
JUDGEMENTS = 40  # in one search
PARTNERS = 200  # the largest consortium that is searched


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a change has to reach: `must` be met, and nothing else may get worse than it `was`."""

    must: frozenset[RuleId]
    was: dict[RuleId, Outcome]

    def first_open(self, consortium: Consortium, book: Rulebook) -> RuleId | None:
        """The first rule still to be mended; rules after it are not looked at."""
        room = book.open(consortium)
        return next((rule.id for rule in book.rules if self._is_open(rule.id, rule.outcome(room))), None)

    def _is_open(self, rule: RuleId, outcome: Outcome) -> bool:
        if outcome is Outcome.UNKNOWN:
            return rule in self.must or self.was[rule] is Outcome.MET
        return outcome is Outcome.FAILED


def smallest_changes(consortium: OpenConsortium, findings: Sequence[Finding], book: Rulebook) -> list[Change]:
    """Up to three alternatives of fewest edits, those that leave nothing open first.

    Where rules failed, each change mends them all; else it makes the consortium eligible however the open facts turn
    out. None if it is eligible or no short change was found.
    """
    was = {finding.rule: finding.outcome for finding in findings}
    failed = frozenset(rule for rule, outcome in was.items() if outcome is Outcome.FAILED)
    aim = _Aim(failed or frozenset(was), was)
    if set(was.values()) == {Outcome.MET} or len(consortium.named) > PARTNERS:
        return []
    changes = [_change(plan, consortium, book) for plan in _plans(consortium, aim, book)]
    return sorted(changes, key=lambda change: change.leads_to is not VerdictStatus.ELIGIBLE)


def _plans(consortium: OpenConsortium, aim: _Aim, book: Rulebook) -> list[tuple[Remedy, ...]]:
    """The cheapest plans: search by number of edits, mending the first open rule at each step."""
    budget = JUDGEMENTS
    order = count()
    queue: list[tuple[int, int, tuple[Remedy, ...]]] = [(0, next(order), ())]
    seen: set[tuple[str, ...]] = set()
    found: dict[str, tuple[Remedy, ...]] = {}
    cheapest = EDITS
    while queue and budget and len(found) < SHOWN:
        cost, _, plan = heapq.heappop(queue)
        key = tuple(sorted(remedy.key for remedy in plan))
        if cost > cheapest or key in seen:
            continue
        seen.add(key)
        budget -= 1
        still = aim.first_open(edited(consortium.facts, _edits(plan)), book)
        if still is None:
            best = _relaxed(plan, consortium, aim, book)
            found.setdefault(sentence(best), best)
            cheapest = cost
            continue
        for step in remedies(still, consortium, plan, book):
            if cost + len(step) <= cheapest:
                heapq.heappush(queue, (cost + len(step), next(order), plan + step))
    return list(found.values())


def _relaxed(plan: tuple[Remedy, ...], consortium: OpenConsortium, aim: _Aim, book: Rulebook) -> tuple[Remedy, ...]:
    """The plan with every condition on new partners dropped that it does not need. One pass is enough: what is needed
    stays needed when other conditions go."""
    index = 0
    while index < len(plan):
        for weaker in _weaker(plan[index], consortium, book):
            candidate = (*plan[:index], weaker, *plan[index + 1 :])
            if aim.first_open(edited(consortium.facts, _edits(candidate)), book) is None:
                plan = candidate
                break
        else:
            index += 1
    return plan


def _weaker(remedy: Remedy, consortium: OpenConsortium, book: Rulebook) -> Iterator[Remedy]:
    if remedy.wish is not None:
        for wish in remedy.wish.relaxed():
            yield remedy.wishing(wish, consortium, book.places)


def _edits(plan: Sequence[Remedy]) -> tuple[Edit, ...]:
    return tuple(remedy.edit for remedy in plan)


def _change(plan: tuple[Remedy, ...], consortium: OpenConsortium, book: Rulebook) -> Change:
    outcomes = book.outcomes(edited(consortium.facts, _edits(plan)))
    undecided = [book.profile.rules[rule].title for rule, outcome in outcomes.items() if outcome is Outcome.UNKNOWN]
    text = sentence(plan) + (f" Then still to be settled: {', '.join(undecided)}." if undecided else "")
    return Change(sentence=text, edits=_edits(plan), leads_to=status_of(outcomes.values()))
