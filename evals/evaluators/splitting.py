"""Several questions in one message: each answered, in order."""

from __future__ import annotations

from collections.abc import Iterable

from evals.casebook.models import PartExpectation, QuestionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, said, share, yes_no
from evals.metrics import Metric
from evals.text.matching import find


def position(part: PartExpectation, text: str) -> int | None:
    """Where the part's first fact starts in the answer; None when one of its facts is missing."""
    starts = [[span[0] for spelling in fact if (span := find(spelling, text))] for fact in part.facts]
    return min(starts[0]) if starts and all(starts) else None


class Splitting:
    """Parts without facts (those that the documents do not answer) are judged by what must not be said, elsewhere."""

    metrics = (Metric.PARTS_ANSWERED, Metric.PARTS_IN_ORDER)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if not isinstance(case, QuestionCase):
            return
        parts = [part for part in case.expect.parts if part.facts]
        places = [position(part, said(case, seen)) for part in parts]
        missed = [part.facts[0][0] for part, place in zip(parts, places, strict=True) if place is None]
        yield from share(
            Metric.PARTS_ANSWERED, len(parts) - len(missed), len(parts), f"not answered: {missed}" if missed else ""
        )
        answered = [place for place in places if place is not None]
        if len(answered) > 1:
            yield yes_no(Metric.PARTS_IN_ORDER, answered == sorted(answered))
