"""The risk-coverage curve of a run: how sure the assistant said it was, against whether it was right."""

from __future__ import annotations

from collections.abc import Sequence

from evals.casebook.models import Suite
from evals.metrics import Metric
from evals.running.records import MetricRecord
from evals.stats.selective import Curve, Judged, risk_coverage


def curve_of(records: Sequence[MetricRecord]) -> Curve | None:
    """The curve over answered questions with a confidence; None where no answer has one."""
    questions = [r for r in records if r.suite == Suite.QUESTIONS and r.value is not None]
    right = {r.case: r.value for r in questions if r.metric == Metric.CORRECT.value}
    judged = [
        Judged(r.value, right[r.case] == 1.0, r.family)
        for r in questions
        if r.metric == Metric.CONFIDENCE.value and r.value is not None and r.case in right
    ]
    return risk_coverage(judged) if judged else None


def told(curve: Curve) -> str:
    """The curve in a line."""
    aurc, auroc = curve.aurc, "-" if curve.auroc is None else f"{curve.auroc:.3f}"
    return (
        f"{Metric.AURC.value} {aurc.value:.4f} [{aurc.low:.4f}, {aurc.high:.4f}], {curve.excess:.4f} above a perfect "
        f"order; AUROC {auroc}; of the surest {100 * curve.covered(0.05):.0f} % at most 5 % are wrong, of the surest "
        f"{100 * curve.covered(0.02):.0f} % at most 2 %"
    )
