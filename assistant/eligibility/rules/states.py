"""How few and how many clusters and Member States the clusters can come to, over all completions at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.eligibility.counting import Interval
from assistant.eligibility.selection import highest, lowest


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """What a partner, or each of a group, can be.

    `counted`: the states in which it can count, by whether it is then one of the registered clusters (0 or 1);
    `uncounted`: whether it can go uncounted, by the same.
    """

    counted: Mapping[int, frozenset[str]]
    uncounted: frozenset[int]
    number: Interval

    @property
    def can_count(self) -> bool:
        return bool(self.counted) and self.number.possible

    @property
    def uses_up(self) -> bool:
        """It counts only if it is one of the registered clusters, and need not be one."""
        return self.can_count and 0 not in self.counted and 0 in self.registered

    @property
    def states(self) -> frozenset[str]:
        return next(iter(self.counted.values()), frozenset())

    @property
    def registered(self) -> frozenset[int]:
        return self.uncounted | self.counted.keys()

    def within(self, allowed: frozenset[str]) -> frozenset[int]:
        """What being registered can be if the partner counts in an allowed state or not at all."""
        return self.uncounted | {key for key, states in self.counted.items() if states & allowed}


def fewest_clusters(named: Sequence[ClusterOptions], further: Sequence[ClusterOptions], exactly: int | None) -> int:
    """The least number of clusters that count."""
    costs = [{key: int(key not in each.uncounted) for key in each.registered} for each in named]
    return lowest(costs, exactly) + sum(each.number.least for each in further if not each.uncounted)


def fewest_states(
    named: Sequence[ClusterOptions], further: Sequence[ClusterOptions], exactly: int | None, *, enough: int
) -> int:
    """The least number of different states; if that is not below `enough`, a number that it does not fall below.

    Tries every set of fewer than `enough` states for whether all partners can count within it or not at all: a bounded
    number of sets (379 for three of 27), whatever the number of partners; equal partners are looked at once.
    """
    present = [each for each in further if each.number.certain]
    kinds: dict[tuple[frozenset[str], frozenset[int], frozenset[int]], int] = {}
    for each in named:
        key = (each.states, frozenset(each.counted), each.uncounted)
        kinds[key] = kinds.get(key, 0) + 1
    options = [ClusterOptions(dict.fromkeys(on, states), off, Interval(n, n)) for (states, on, off), n in kinds.items()]
    if exactly is None:
        bound = {each.states for each in [*options, *present] if not each.uncounted}
    else:
        bound = {each.states for each in options if each.counted} | {
            each.states for each in present if not each.uncounted
        }
    fixed = frozenset().union(
        *(each.states for each in [*options, *present] if not each.uncounted and len(each.states) == 1)
    )
    others = sorted(frozenset().union(*bound) - fixed)
    for size in range(len(fixed), enough):
        for extra in combinations(others, min(size - len(fixed), len(others))):
            if _fit(options, present, fixed.union(extra), exactly):
                return size
    return max(enough, len(fixed))


def _fit(
    options: Sequence[ClusterOptions], present: Sequence[ClusterOptions], allowed: frozenset[str], exactly: int | None
) -> bool:
    """Whether all partners can count in the allowed states or not at all."""
    if not all(each.within(allowed) for each in present):
        return False
    least = most = 0
    for each in options:
        registered = each.within(allowed)
        if not registered:
            return False
        least += each.number.least * (0 not in registered)
        most += each.number.least * (1 in registered)
    return exactly is None or least <= exactly <= most


def most_clusters_and_states(
    named: Sequence[ClusterOptions], further: Sequence[ClusterOptions], exactly: int | None, all_states: int
) -> tuple[int | None, int]:
    """The most clusters that count (None: without limit) and the most different states they can come from, both
    reached by one completion.

    The states are a maximum matching. Where the number of registered clusters is fixed, a partner that counts only if
    it is a registered one uses up that number; matching those who do not first makes the matching largest.
    """
    clusters: int | None = highest(
        [{key: int(key in each.counted) for key in each.registered} for each in named], exactly
    )
    for each in further:
        if each.can_count and clusters is not None:
            clusters = None if each.number.most is None else clusters + each.number.most
    groups: list[frozenset[str]] = []
    last: list[frozenset[str]] = []
    for each in [*named, *further]:
        size = all_states if each.number.most is None else min(each.number.most, all_states)
        if each.can_count:
            (last if exactly is not None and each.uses_up else groups).extend([each.states] * size)
    chosen: dict[str, frozenset[str]] = {}
    for states in groups:
        if len(chosen) < all_states:
            _augment(states, chosen, set())
    spare = 0 if exactly is None else exactly - sum(0 not in each.registered for each in named)
    for states in last:
        if spare:
            spare -= _augment(states, chosen, set())
    return clusters, len(chosen)


def _augment(states: frozenset[str], chosen: dict[str, frozenset[str]], seen: set[str]) -> bool:
    """Gives one more cluster a state of its own, moving others if need be (Kuhn's augmenting path)."""
    for state in sorted(states):
        if state not in seen:
            seen.add(state)
            if state not in chosen or _augment(chosen[state], chosen, seen):
                chosen[state] = states
                return True
    return False
