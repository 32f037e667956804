"""Figures as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.casebook.models import Suite
from evals.metrics import Metric, metric_of
from evals.running.records import MetricRecord
from evals.running.summary import Row, quantile
from evals.stats.bootstrap import Interval

_PERCENT = {"share"}
_DECIMALS = {"points": 2, "score": 2}
SUITE_ORDER = {suite: position for position, suite in enumerate(Suite)}


def number(metric: str, value: float) -> str:
    """A value in its unit."""
    unit = metric_of(metric).unit
    return f"{100 * value:.1f} %" if unit in _PERCENT else f"{value:.{_DECIMALS.get(unit, 1)}f}"


def figure(metric: str, value: Interval | None) -> str:
    """A value with its interval."""
    if value is None:
        return "-"
    low, high = (number(metric, bound).removesuffix(" %") for bound in (value.low, value.high))
    return f"{number(metric, value.value)} [{low}, {high}]"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns of text, the first to the left, the others to the right."""
    lines = [list(header), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    shaped = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    return "\n".join([shaped[0], "-" * len(shaped[0]), *shaped[1:]])


def summary_table(rows: Sequence[Row], records: Sequence[MetricRecord]) -> str:
    """Every metric of every suite; medians and 95th percentiles below."""
    order = {metric: position for position, metric in enumerate(Metric)}
    ranked = sorted(rows, key=lambda row: (SUITE_ORDER[row.suite], order[metric_of(row.metric)], row.metric))
    body = [
        (f"{row.suite.value}/{row.metric}", figure(row.metric, row.figure), str(row.cases), str(row.unscored))
        for row in ranked
    ]
    text = table(("metric", "value [95 % interval]", "cases", "unscored"), body)
    for suite in dict.fromkeys(row.suite for row in ranked):
        for metric in (Metric.WORDS, Metric.TOTAL_MS, Metric.SEARCH_MS):
            middle, high = (quantile(records, suite, metric, share) for share in (0.5, 0.95))
            if middle is not None and high is not None:
                text += f"\n{suite.value}: {metric.value} median {middle:.1f}, p95 {high:.1f}"
    return text
