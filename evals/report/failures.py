"""Which cases failed, why, and how badly: what the report lists and what a person reads first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from evals.casebook.models import Split, Suite
from evals.metrics import Better, Metric, metric_of
from evals.running.records import AnswerRecord, MetricRecord

SEVERITY: dict[Metric, int] = {
    Metric.WRONG_DEFINITE: 100,
    Metric.LEAK: 80,
    Metric.QUOTE_EXACT: 60,
    Metric.FORBIDDEN_SAID: 50,
    Metric.ANSWERED_UNANSWERABLE: 40,
    Metric.GUESS_IN_SILENCE: 40,
    Metric.WRONG_DEFINITE_OUTCOME: 35,
    Metric.NUMBERS_SUPPORTED: 30,
    Metric.CLAIMS_CITED: 30,
    Metric.MARKERS_VALID: 20,
    Metric.TOOL_NEEDLESS: 20,
    Metric.TOOL_CALLED: 20,
    Metric.VERDICT_RIGHT: 15,
    Metric.CORRECT: 10,
    Metric.STATUS: 10,
    Metric.FALSE_REFUSAL: 8,
    Metric.FACTS_COMPLETE: 5,
    Metric.PARTS_ANSWERED: 5,
    Metric.PARTS_IN_ORDER: 5,
    Metric.OUTCOMES_RIGHT: 5,
    Metric.BEFORE_RIGHT: 5,
    Metric.FACTS_ASKED: 3,
    Metric.SLOT_F1: 3,
    Metric.TOOL_ARGUMENTS: 3,
    Metric.LONG: 2,
}
"""How much worse a failure of one metric is than of another. Metrics not named here are graded, not failed."""


class Failure(NamedTuple):
    """A case that is short of perfect in some metric; `why` are those metrics with their details, the worst first, and
    `records` all that was measured of it."""

    suite: Suite
    answer: AnswerRecord
    kind: str
    split: Split
    severity: int
    why: list[str]
    records: list[MetricRecord]


def is_failure(record: MetricRecord) -> bool:
    """Whether a record is short of perfect in a metric that can fail."""
    metric = metric_of(record.metric)
    perfect = 1.0 if metric.better == Better.HIGHER else 0.0
    return metric in SEVERITY and record.unscored is None and record.value != perfect


def failures(records: Sequence[MetricRecord], answers: Sequence[AnswerRecord]) -> list[Failure]:
    """Every failed case, the worst first; those that could not be scored come before all."""
    measured: dict[tuple[Suite, str], list[MetricRecord]] = defaultdict(list)
    for record in records:
        measured[record.suite, record.case].append(record)
    found = []
    for answer in answers:
        own = measured[answer.suite, answer.case]
        bad = sorted(filter(is_failure, own), key=lambda record: -SEVERITY[metric_of(record.metric)])
        why = [
            f"{record.metric} {record.value:.3g}: {record.detail or metric_of(record.metric).description}"
            for record in bad
        ]
        severity = sum(SEVERITY[metric_of(record.metric)] for record in bad)
        if answer.error is not None:
            why, severity = [f"Not scored: {answer.error}"], 1000
        if why:
            found.append(Failure(answer.suite, answer, own[0].kind, own[0].split, severity, why, own))
    return sorted(found, key=lambda failure: (-failure.severity, failure.suite, failure.answer.case))
