"""The risk-coverage curve of a run: how sure the assistant said it was, against whether it was right."""

from __future__ import annotations

from collections.abc import Sequence

from evals.casebook.models import Suite
from evals.metrics import Metric
from evals.running.records import MetricRecord
from evals.stats.selective import Curve, Judged, risk_coverage


def curve_of(records: Sequence[MetricRecord]) -> Curve | None:
    """The curve over answered questions with a confidence; None where no answer has one."""
    sure = {r.case: r.value for r in records if r.suite == Suite.QUESTIONS and r.metric == Metric.CONFIDENCE.value}
    right = {r.case: r.value for r in records if r.suite == Suite.QUESTIONS and r.metric == Metric.CORRECT.value}
    judged = [
        Judged(value, right[case] == 1.0)
        for case, value in sure.items()
        if value is not None and right.get(case) is not None
    ]
    return risk_coverage(judged) if judged else None
