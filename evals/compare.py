"""Two runs on the same cases: paired differences with intervals, exact McNemar, and every case that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from evals.casebook.models import Suite
from evals.metrics import Better, metric_of
from evals.running.records import MetricRecord
from evals.stats.bootstrap import Interval
from evals.stats.paired import Pair, difference, holm, mcnemar


class Difference(NamedTuple):
    """One metric under both runs. `p` is McNemar's for yes/no metrics, corrected for all of them by Holm."""

    suite: Suite
    metric: str
    cases: int
    before: float
    after: float
    change: Interval
    p: float | None

    @property
    def sure(self) -> bool:
        """Whether the interval excludes no change."""
        return self.change.low > 0 or self.change.high < 0


class Changed(NamedTuple):
    """A case of which some yes/no metric turned: `gain` counts those that got better less those that got worse."""

    suite: Suite
    case: str
    gain: int
    turned: list[str]


class Comparison(NamedTuple):
    """`unpaired`: cases that only one of the runs scored; they are left out."""

    differences: list[Difference]
    changed: list[Changed]
    unpaired: int


_Key = tuple[Suite, str, str]


def _scored(records: Sequence[MetricRecord]) -> dict[_Key, MetricRecord]:
    return {(r.suite, r.metric, r.case): r for r in records if r.unscored is None}


def compare(before: Sequence[MetricRecord], after: Sequence[MetricRecord]) -> Comparison:
    """Pairs records by suite, metric and case. A metric that applies to a case in one run only (of citations, where
    the other cites nothing) counts there as nought of nought."""
    one, two = _scored(before), _scored(after)
    first, second = ({(suite, case) for suite, _, case in scored} for scored in (one, two))
    pairs: dict[tuple[Suite, str], list[Pair]] = defaultdict(list)
    turned: dict[tuple[Suite, str], list[tuple[int, str]]] = defaultdict(list)
    for key in dict.fromkeys([*one, *two]):
        suite, name, case = key
        if (suite, case) not in first & second:
            continue
        old, new = one.get(key), two.get(key)
        pair = Pair(case, next(r.family for r in (old, new) if r), _part(old), _part(new))
        pairs[suite, name].append(pair)
        if metric_of(name).yes_no and pair.gain:
            sign = 1 if (pair.gain > 0) == (metric_of(name).better == Better.HIGHER) else -1
            failed = old if sign > 0 else new
            detail = failed.detail if failed else ""
            turned[suite, case].append((sign, f"{name} {pair.before[0]:g} -> {pair.after[0]:g} {detail}".strip()))
    found = {key: part for key, part in pairs.items() if all(sum(side) for side in _totals(part))}
    ps = holm({_name(key): mcnemar(part) for key, part in found.items() if metric_of(key[1]).yes_no})
    differences = [_difference(*key, part, ps.get(_name(key))) for key, part in found.items()]
    changed = [
        Changed(*key, sum(sign for sign, _ in moves), [text for _, text in moves]) for key, moves in turned.items()
    ]
    changed.sort(key=lambda c: (-c.gain, c.suite, c.case))
    return Comparison(differences, changed, len(first ^ second))


def _part(record: MetricRecord | None) -> tuple[float, float]:
    return (record.numerator, record.denominator) if record else (0.0, 0.0)


def _name(key: tuple[Suite, str]) -> str:
    return f"{key[0].value}/{key[1]}"


def _totals(pairs: Sequence[Pair]) -> tuple[list[float], list[float]]:
    """The denominators of either side."""
    return [pair.before[1] for pair in pairs], [pair.after[1] for pair in pairs]


def _difference(suite: Suite, metric: str, pairs: list[Pair], p: float | None) -> Difference:
    before = sum(pair.before[0] for pair in pairs) / sum(pair.before[1] for pair in pairs)
    after = sum(pair.after[0] for pair in pairs) / sum(pair.after[1] for pair in pairs)
    return Difference(suite, metric, len(pairs), before, after, difference(pairs), p)
