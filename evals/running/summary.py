"""Records to figures: each metric by suite, split and kind, with intervals, and what was not scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from evals.casebook.models import Suite
from evals.metrics import Metric
from evals.running.records import MetricRecord
from evals.stats.bootstrap import Interval, Item, interval, share


class Row(NamedTuple):
    """One figure with its interval: `cases` were scored, `unscored` were not."""

    suite: Suite
    metric: str
    cases: int
    unscored: int
    figure: Interval | None


class Plain(NamedTuple):
    """One figure without its interval, over so many scored cases."""

    cases: int
    value: float


def items(records: Sequence[MetricRecord]) -> list[Item]:
    """The scored records as the bootstrap wants them."""
    return [Item(r.family, r.numerator, r.denominator) for r in records if r.unscored is None]


def _parts(
    records: Sequence[MetricRecord], group: Callable[[MetricRecord], str]
) -> dict[tuple[Suite, str, str], list[MetricRecord]]:
    parts: dict[tuple[Suite, str, str], list[MetricRecord]] = defaultdict(list)
    for record in records:
        parts[record.suite, record.metric, group(record)].append(record)
    return parts


def overall(records: Sequence[MetricRecord]) -> list[Row]:
    rows = []
    for (suite, metric, _), part in _parts(records, lambda record: "all").items():
        scored = items(part)
        rows.append(Row(suite, metric, len(scored), len(part) - len(scored), interval(scored) if scored else None))
    return rows


def by_split(records: Sequence[MetricRecord]) -> dict[tuple[Suite, str, str], Plain]:
    """Suite, metric and split -> figure."""
    return _plain(records, lambda record: record.split.value)


def by_kind(records: Sequence[MetricRecord]) -> dict[tuple[Suite, str, str], Plain]:
    """Suite, metric and kind -> figure."""
    return _plain(records, lambda record: record.kind)


def _plain(
    records: Sequence[MetricRecord], group: Callable[[MetricRecord], str]
) -> dict[tuple[Suite, str, str], Plain]:
    scored = {key: items(part) for key, part in _parts(records, group).items()}
    return {key: Plain(len(part), share(part)) for key, part in scored.items() if part}


def quantile(records: Sequence[MetricRecord], suite: Suite, metric: Metric, share: float) -> float | None:
    """The value below which that share of the cases lies, for latency and length."""
    import numpy as np

    values = [r.value for r in records if r.suite == suite and r.metric == metric.value and r.value is not None]
    return float(np.quantile(values, share)) if values else None


def figures(records: Sequence[MetricRecord]) -> dict[str, dict[str, float]]:
    """Suite -> metric -> value over all cases, without intervals: what floors are held against."""
    result: dict[str, dict[str, float]] = defaultdict(dict)
    for (suite, metric, _), plain in _plain(records, lambda record: "all").items():
        result[suite.value][metric] = plain.value
    return dict(result)
