"""Asking: every case put to the subject once, its answer written as soon as it is there, an interrupted run resumed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evals.casebook.models import QuestionCase, Suite
from evals.evaluators.base import TurnCase
from evals.running.records import ANSWERS, AnswerRecord, HitRecord, read_answers
from evals.running.subject import Subject

DEPTH = 10
"""How many hits are kept for the retrieval metrics."""


class Task(NamedTuple):
    suite: Suite
    case: TurnCase


def clock(case: TurnCase, as_of: date) -> date:
    """The day on which a case is asked: its own, or the run's."""
    return (case.as_of if isinstance(case, QuestionCase) else None) or as_of


def ask(subject: Subject, task: Task, as_of: date) -> AnswerRecord:
    """One case asked and searched for; raises what the subject raises."""
    case = task.case
    started = time.perf_counter()
    answer = subject.answer(case.turns, id=case.id, as_of=clock(case, as_of))
    total_ms = (time.perf_counter() - started) * 1000
    searched = isinstance(case, QuestionCase) and len(case.turns) == 1
    hits = subject.search(case.turns[0], DEPTH) if searched else []
    return AnswerRecord(
        suite=task.suite,
        case=case.id,
        turns=case.turns,
        answer=answer,
        hits=[
            HitRecord(
                id=h.id, document=h.span.document, start=h.span.start, end=h.span.end, score=h.score, dense=h.dense
            )
            for h in hits
        ],
        understood=subject.understood(case.turns, as_of=clock(case, as_of)) if isinstance(case, QuestionCase) else [],
        total_ms=total_ms,
    )


def observe(
    subject: Subject, tasks: Sequence[Task], as_of: date, folder: Path, *, resume: bool, progress: bool
) -> list[AnswerRecord]:
    """The answers to all tasks, in their order. Those already in the folder are not asked again when resuming.

    Each case runs as a future: whatever error it ends with is kept as that case's result, and the run goes on.
    """
    from tqdm import tqdm

    file = folder / ANSWERS
    known = {(a.suite, a.case): a for a in read_answers(folder) if a.error is None} if resume and file.is_file() else {}
    kept = [known[task.suite, task.case.id] for task in tasks if (task.suite, task.case.id) in known]
    done = {(record.suite, record.case): record for record in kept}
    missing = [task for task in tasks if (task.suite, task.case.id) not in done]
    bar: Iterable[Task] = tqdm(
        missing, desc="cases", unit="case", initial=len(kept), total=len(tasks), disable=not progress
    )
    with file.open("w", encoding="utf-8") as out, ThreadPoolExecutor(max_workers=1) as pool:
        out.writelines(record.model_dump_json() + "\n" for record in kept)
        for task in bar:
            future = pool.submit(ask, subject, task, as_of)
            error = future.exception()
            record = future.result() if error is None else _failed(task, error)
            out.write(record.model_dump_json() + "\n")
            out.flush()
            done[task.suite, task.case.id] = record
    return [done[task.suite, task.case.id] for task in tasks]


def _failed(task: Task, error: BaseException) -> AnswerRecord:
    reason = f"{type(error).__name__}: {error}"[:500]
    return AnswerRecord(suite=task.suite, case=task.case.id, turns=task.case.turns, error=reason)
