"""The report's plots: recall by depth, risk by coverage, time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from evals.casebook.models import Suite
from evals.evaluators.retrieval import DEPTHS
from evals.metrics import Metric
from evals.report.elements import figure
from evals.report.plots import Axis, Series, line_plot, percent
from evals.running.records import MetricRecord
from evals.running.selective import curve_of, told
from evals.running.summary import figures

_ROUND = 250.0
"""Milliseconds: the time axis ends at a multiple, so that its numbers are round."""


def _values(records: Sequence[MetricRecord], suite: Suite, metric: Metric) -> list[float]:
    return sorted(r.value for r in records if r.suite == suite and r.metric == metric.value and r.value is not None)


def recall_plot(records: Sequence[MetricRecord]) -> Iterable[str]:
    """Recall of gold passages by the number of hits shown."""
    measured = figures(records).get(Suite.QUESTIONS.value, {})
    points = [(float(depth), measured[metric.value]) for depth, metric in DEPTHS.items() if metric.value in measured]
    if points:
        axes = Axis("hits shown (k)", 0, 10), Axis("recall@k", 0, 1, percent)
        said = ", ".join(f"{value:.0%} at {depth:.0f}" for depth, value in points)
        yield figure("Retrieval: gold passages found", line_plot("recall@k", said, *axes, [Series("search", points)]))


def risk_plot(records: Sequence[MetricRecord]) -> Iterable[str]:
    """Share of wrong answers among those the assistant was surest of."""
    curve = curve_of(records)
    if curve is not None:
        top = max(0.1, *curve.risk)
        axes = Axis("coverage: share of answers given, surest first", 0, 1, percent), Axis("risk", 0, top, percent)
        line = Series("the brain's own confidence", list(zip(curve.coverage, curve.risk, strict=True)))
        yield figure("Risk by coverage", line_plot("Risk by coverage", told(curve), *axes, [line]), told(curve))


def latency_plot(records: Sequence[MetricRecord]) -> Iterable[str]:
    """For each suite, the share of cases answered within so many milliseconds (the slowest hundredth is cut off)."""
    import numpy as np

    lines, longest = [], 1.0
    for suite in Suite:
        values = _values(records, suite, Metric.TOTAL_MS)
        if values:
            shares = [n / 100 for n in range(100)]
            times = [float(value) for value in np.quantile(values, shares)]
            longest = max(longest, times[-1])
            lines.append(
                Series(
                    f"{suite.value}: p50 {times[50]:.0f} ms, p95 {times[95]:.0f} ms",
                    list(zip(times, shares, strict=True)),
                )
            )
    if lines:
        longest = _ROUND * math.ceil(longest / _ROUND)
        axes = Axis("milliseconds", 0, longest, lambda value: f"{value:.0f}"), Axis("answered within", 0, 1, percent)
        yield figure(
            "Time of an answer", line_plot("Time of an answer", "; ".join(s.name for s in lines), *axes, lines)
        )
