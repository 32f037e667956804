"""Scoring: observed answers to tidy records. An error is unscored and counted, never a zero or a pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.evaluators import Evidence, Score, evaluators_of, score
from evals.running.observe import Task
from evals.running.records import AnswerRecord, MetricRecord, Provenance


def _record(task: Task, provenance: Provenance, result: Score) -> MetricRecord:
    case = task.case
    return MetricRecord(
        suite=task.suite,
        case=case.id,
        kind=case.kind,
        family=case.family,
        split=case.split,
        metric=result.metric,
        value=result.numerator / result.denominator,
        numerator=result.numerator,
        denominator=result.denominator,
        detail=result.detail,
        provenance=provenance,
    )


def _unscored(task: Task, provenance: Provenance, reason: str) -> Iterable[MetricRecord]:
    case = task.case
    for metric in (metric for evaluator in evaluators_of(task.suite) for metric in evaluator.metrics):
        yield MetricRecord(
            suite=task.suite,
            case=case.id,
            kind=case.kind,
            family=case.family,
            split=case.split,
            metric=metric.value,
            value=None,
            unscored=reason,
            provenance=provenance,
        )


def judge(
    tasks: Sequence[Task], answers: Sequence[AnswerRecord], evidence: Evidence, provenance: Provenance
) -> list[MetricRecord]:
    """One record per case and metric, in the order of the tasks; the answer's own provenance completes the run's."""
    records: list[MetricRecord] = []
    for task, answer in zip(tasks, answers, strict=True):
        seen = answer.observed()
        if seen is None:
            records.extend(_unscored(task, provenance, answer.error or "no answer"))
            continue
        own = provenance.model_copy(update=seen.answer.provenance.model_dump())
        records.extend(_record(task, own, result) for result in score(task.suite, task.case, seen, evidence))
    return records
