"""Time of an answer: shown, never a floor, since machines differ."""

from __future__ import annotations

from collections.abc import Iterable

from evals.evaluators.base import Evidence, Observed, Score, TurnCase
from evals.metrics import Metric


class Latency:
    metrics = (Metric.TOTAL_MS, Metric.SEARCH_MS)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if seen.total_ms is None:  # read ahead with other cases
            return
        yield Score(Metric.TOTAL_MS.value, seen.total_ms)
        yield Score(Metric.SEARCH_MS.value, seen.answer.timings.search_ms)
