"""Asking: a case put to the subject once, and searched for where it has a passage to be found."""

from __future__ import annotations

import time
from datetime import date
from typing import NamedTuple

from evals.casebook.models import QuestionCase, Suite
from evals.evaluators.base import TurnCase
from evals.running.records import AnswerRecord, HitRecord
from evals.running.subject import Subject

DEPTH = 10
"""How many hits are kept for the retrieval metrics."""


class Task(NamedTuple):
    suite: Suite
    case: TurnCase


def clock(case: TurnCase, as_of: date) -> date:
    """The day on which a case is asked: its own, or the run's."""
    return (case.as_of if isinstance(case, QuestionCase) else None) or as_of


def is_searched(task: Task) -> bool:
    """Whether a ranking for the case is scored: a question of one turn with passages to be found."""
    suite, case = task
    if suite is not Suite.QUESTIONS or not isinstance(case, QuestionCase):
        return False
    return len(case.turns) == 1 and bool(case.expect.all_quotes())


def ask(subject: Subject, task: Task, as_of: date, *, timed: bool = True) -> AnswerRecord:
    """One case asked and searched for; raises what the subject raises. Its time is kept if it is `timed`."""
    case = task.case
    started = time.perf_counter()
    answer = subject.answer(case.turns, id=case.id, as_of=clock(case, as_of))
    total_ms = (time.perf_counter() - started) * 1000
    hits = subject.search(case.turns[0], DEPTH) if is_searched(task) else []
    return AnswerRecord(
        suite=task.suite,
        case=case.id,
        turns=case.turns,
        answer=answer,
        hits=[
            HitRecord(
                id=h.id,
                document=h.span.document,
                start=h.span.start,
                end=h.span.end,
                score=round(h.score, 5),
                dense=round(h.dense, 5),
            )
            for h in hits
        ],
        understood=subject.understood(case.turns, as_of=clock(case, as_of)) if isinstance(case, QuestionCase) else [],
        total_ms=total_ms if timed else None,
    )
