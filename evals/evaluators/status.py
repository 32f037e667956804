"""The answer's status against the expected one; the details make the confusion matrix."""

from __future__ import annotations

from collections.abc import Iterable

from evals.evaluators.base import Evidence, Observed, Score, TurnCase, yes_no
from evals.metrics import Metric


class StatusRight:
    metrics = (Metric.STATUS,)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if case.expect.status is not None:
            detail = f"{case.expect.status.value} -> {seen.answer.status.value}"
            yield yes_no(Metric.STATUS, case.expect.status == seen.answer.status, detail)
