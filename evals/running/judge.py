"""Scoring: observed answers to tidy records. An error is unscored and counted, never a zero or a pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evals.casebook.models import Case, Suite
from evals.evaluators import Evidence, Score, evaluators_of, score
from evals.metrics import Metric
from evals.running.observe import Task
from evals.running.records import AnswerRecord, MetricRecord, Provenance


def _of(suite: Suite, case: Case) -> dict[str, Any]:
    return {"suite": suite, "case": case.id, "kind": case.kind, "family": case.family, "split": case.split}


def scored(suite: Suite, case: Case, provenance: Provenance, result: Score) -> MetricRecord:
    """The record of one metric of a case."""
    return MetricRecord(
        **_of(suite, case),
        metric=result.metric,
        value=result.numerator / result.denominator,
        numerator=result.numerator,
        denominator=result.denominator,
        detail=result.detail,
        provenance=provenance,
    )


def unscored(
    suite: Suite, case: Case, provenance: Provenance, metrics: Iterable[Metric], reason: str
) -> list[MetricRecord]:
    """A record of each metric, which has no value for this reason."""
    return [
        MetricRecord(**_of(suite, case), metric=each.value, value=None, unscored=reason, provenance=provenance)
        for each in metrics
    ]


def judge(
    tasks: Sequence[Task], answers: Sequence[AnswerRecord], evidence: Evidence, provenance: Provenance
) -> list[MetricRecord]:
    """One record per case and metric, in the order of the tasks; the answer's own provenance completes the run's."""
    records: list[MetricRecord] = []
    for (suite, case), answer in zip(tasks, answers, strict=True):
        seen = answer.observed()
        if seen is None:
            metrics = (metric for evaluator in evaluators_of(suite) for metric in evaluator.metrics)
            records += unscored(suite, case, provenance, metrics, answer.error or "no answer")
            continue
        own = provenance.model_copy(update=seen.answer.provenance.model_dump())
        records += [scored(suite, case, own, result) for result in score(suite, case, seen, evidence)]
    return records
