"""How long an answer is, for each question of the message."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evals.casebook.models import QuestionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, said, yes_no
from evals.metrics import Metric

ALLOWED = 120
"""Words for a question."""


def word_count(markdown: str) -> int:
    """Words as a reader counts them: no links' addresses, no citation markers, no bare signs."""
    text = re.sub(r"\]\([^)]*\)|\[\d{1,3}\]", " ", markdown)
    return len(re.findall(r"\w[\w'’.,/@%-]*", text))


class Length:
    metrics = (Metric.WORDS, Metric.LONG)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if not isinstance(case, QuestionCase):
            return
        words = word_count(said(case, seen)) / max(1, len(case.expect.parts))
        yield Score(Metric.WORDS.value, words)
        yield yes_no(Metric.LONG, words > ALLOWED, f"{words:.0f} words" if words > ALLOWED else "")
