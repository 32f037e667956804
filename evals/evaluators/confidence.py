"""How sure the brain was of an answer, for the risk-coverage curve."""

from __future__ import annotations

from collections.abc import Iterable

from evals.casebook.models import QuestionCase
from evals.evaluators.abstention import SILENT
from evals.evaluators.base import Evidence, Observed, Score, TurnCase
from evals.metrics import Metric
from evals.understood import confidence


class Confidence:
    """Only answers given can be risky: an abstention has none."""

    metrics = (Metric.CONFIDENCE,)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        sure = confidence(seen.understood)
        if isinstance(case, QuestionCase) and sure is not None and seen.answer.status not in SILENT:
            yield Score(Metric.CONFIDENCE.value, sure)
