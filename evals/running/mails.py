"""The suite of mails: drafted by the desk and judged, with scores like those of the other suites."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from evals.casebook.models import EnquiryCase
from evals.enquiries import run
from evals.evaluators.base import Score, share, yes_no
from evals.metrics import Metric
from evals.running.records import BadRun

if TYPE_CHECKING:
    from assistant.helpdesk.drafting import Desk

COUNTED = {"facts": Metric.FACT_RECALL, "statuses": Metric.QUESTION_STATUS, "verdicts": Metric.VERDICT_RIGHT}
"""Measure of `evals.enquiries` -> the metric that counts the same."""

MAIL_METRICS = (Metric.QUESTION_F1, *COUNTED.values(), Metric.FORBIDDEN_SAID)


@runtime_checkable
class DraftingSubject(Protocol):
    """A subject that also drafts replies to mails."""

    def desk(self, as_of: date) -> Desk: ...


def desk_of(subject: object, as_of: date) -> Desk:
    """Raises BadRun where the subject drafts no replies."""
    if isinstance(subject, DraftingSubject):
        return subject.desk(as_of)
    raise BadRun(
        "This subject drafts no replies.",
        why="The suite of enquiries needs the desk.",
        next="Choose other suites with --suite.",
    )


def mail_scores(desk: Desk, case: EnquiryCase, as_of: date) -> list[Score]:
    """Shares as counts, so that they add up over mails; what a mail does not ask for has no score."""
    return list(_scores(desk, case, as_of))


def _scores(desk: Desk, case: EnquiryCase, as_of: date) -> Iterable[Score]:
    judged = run(desk, [case], as_of)[0]
    right, found, expected = judged.split
    faults = "; ".join(judged.faults)
    counts = {Metric.QUESTION_F1: (2 * right, found + expected)}
    counts |= {metric: judged.counts[measure] for measure, metric in COUNTED.items()}
    for metric, (part, whole) in counts.items():
        yield from share(metric, part, whole, faults if part != whole else "")
    unsaid, forbidden = judged.counts["not said"]
    if forbidden:
        yield yes_no(Metric.FORBIDDEN_SAID, unsaid < forbidden, faults)
