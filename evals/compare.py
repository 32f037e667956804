"""Two runs on the same cases: paired differences with intervals, exact McNemar, and every case that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from evals.casebook.models import Suite
from evals.metrics import Better, metric_of
from evals.running.records import MetricRecord
from evals.stats.bootstrap import Interval, Item, interval
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
    """A case whose value moved; `gain` is positive where it got better."""

    suite: Suite
    case: str
    metric: str
    before: float
    after: float
    gain: float
    detail: str


class Comparison(NamedTuple):
    """`unpaired` counts records that only one run scored."""

    differences: list[Difference]
    changed: list[Changed]
    unpaired: int


_Key = tuple[Suite, str, str]


def _scored(records: Sequence[MetricRecord]) -> dict[_Key, MetricRecord]:
    return {(r.suite, r.metric, r.case): r for r in records if r.unscored is None}


def compare(before: Sequence[MetricRecord], after: Sequence[MetricRecord]) -> Comparison:
    """Pairs records by suite, metric and case; only pairs count."""
    one, two = _scored(before), _scored(after)
    pairs: dict[tuple[Suite, str], list[Pair]] = defaultdict(list)
    changed = []
    for key, old in one.items():
        new = two.get(key)
        if new is None:
            continue
        pair = Pair(old.case, old.family, (old.numerator, old.denominator), (new.numerator, new.denominator))
        pairs[old.suite, old.metric].append(pair)
        metric = metric_of(old.metric)
        if pair.gain and metric.unit != "ms":
            gain = pair.gain if metric.better == Better.HIGHER else -pair.gain
            detail = new.detail or old.detail
            changed.append(Changed(old.suite, old.case, old.metric, old.value or 0.0, new.value or 0.0, gain, detail))
    ps = holm(
        {f"{suite.value}/{name}": mcnemar(part) for (suite, name), part in pairs.items() if metric_of(name).yes_no}
    )
    differences = [
        _difference(suite, name, part, ps.get(f"{suite.value}/{name}")) for (suite, name), part in pairs.items()
    ]
    changed.sort(key=lambda c: (-c.gain, c.suite, c.case, c.metric))
    return Comparison(differences, changed, len(one.keys() ^ two.keys()))


def _difference(suite: Suite, metric: str, pairs: list[Pair], p: float | None) -> Difference:
    before = interval([Item(pair.family, *pair.before) for pair in pairs]).value
    after = interval([Item(pair.family, *pair.after) for pair in pairs]).value
    return Difference(suite, metric, len(pairs), before, after, difference(pairs), p)
