"""The suite of mails: drafted by the desk, judged, and written as records like those of the other suites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from evals.casebook.models import EnquiryCase, Suite
from evals.enquiries import Judged, run
from evals.metrics import Metric
from evals.running.records import BadRun, MetricRecord, Provenance

if TYPE_CHECKING:
    from assistant.helpdesk.drafting import Desk

COUNTED = {"facts": Metric.FACT_RECALL, "statuses": Metric.QUESTION_STATUS, "verdicts": Metric.VERDICT_RIGHT}
"""Measure of `evals.enquiries` -> the metric that counts the same."""


@runtime_checkable
class DraftingSubject(Protocol):
    """A subject that also drafts replies to mails."""

    def desk(self, as_of: date) -> Desk: ...


def mail_records(
    subject: object, cases: Sequence[EnquiryCase], as_of: date, provenance: Provenance
) -> list[MetricRecord]:
    """The records of all mails, in their order. Raises BadRun where the subject drafts none."""
    if not cases:
        return []
    if not isinstance(subject, DraftingSubject):
        raise BadRun(
            "This subject drafts no replies.",
            why="The suite of enquiries needs the desk.",
            next="Choose other suites with --suite.",
        )
    judged = run(subject.desk(as_of), cases, as_of)
    return [record for case, each in zip(cases, judged, strict=True) for record in _records(case, each, provenance)]


def _records(case: EnquiryCase, judged: Judged, provenance: Provenance) -> Iterable[MetricRecord]:
    """Shares as counts, so that they add up over mails; what a mail does not ask for has no record."""
    right, found, expected = judged.split
    unsaid, forbidden = judged.counts["not said"]
    counts = {Metric.QUESTION_F1: (2 * right, found + expected)}
    counts |= {metric: judged.counts[measure] for measure, metric in COUNTED.items()}
    if forbidden:
        counts[Metric.FORBIDDEN_SAID] = (int(unsaid < forbidden), 1)
    for metric, (part, whole) in counts.items():
        if whole:
            yield MetricRecord(
                suite=Suite.ENQUIRIES,
                case=case.id,
                kind=case.kind,
                family=case.family,
                split=case.split,
                metric=metric.value,
                value=part / whole,
                numerator=part,
                denominator=whole,
                detail="; ".join(judged.faults) if part != whole or metric is Metric.FORBIDDEN_SAID else "",
                provenance=provenance,
            )
