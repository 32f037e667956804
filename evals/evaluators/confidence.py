"""How sure an answer could be: the cosine of the question and the nearest passage, for the risk-coverage curve.

Answers carry no confidence of their own; this score is there for every one of them. No single retrieval score
tells answerable from unanswerable well; the curve shows how well.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.casebook.models import QuestionCase
from evals.evaluators.abstention import SILENT
from evals.evaluators.base import Evidence, Observed, Score, TurnCase
from evals.metrics import Metric


class Confidence:
    """Only answers given can be risky: an abstention has none."""

    metrics = (Metric.CONFIDENCE,)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if isinstance(case, QuestionCase) and seen.hits and seen.answer.status not in SILENT:
            yield Score(Metric.CONFIDENCE.value, max(hit.dense for hit in seen.hits))
