"""Cases put to one subject in this process, or to several in processes of their own; results in the cases' order."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from functools import cached_property
from multiprocessing import get_context, parent_process
from typing import NamedTuple, TypeVar

from evals.casebook.models import EnquiryCase, Suite
from evals.running.judge import judge, scored, unscored
from evals.running.mails import MAIL_METRICS, desk_of, mail_scores
from evals.running.observe import Task, ask
from evals.running.records import AnswerRecord, MetricRecord, Provenance
from evals.running.subject import Subject

T = TypeVar("T")

AT_ONCE = 16
"""How many cases a process takes, and reads ahead, at a time."""


class MailTask(NamedTuple):
    """A mail and the suite that it stands in."""

    suite: Suite
    case: EnquiryCase


Item = Task | MailTask


class Done(NamedTuple):
    """What came of an item: its records, the line of JSON to keep of its answer (a mail has none), the error that it
    ended with."""

    records: list[MetricRecord]
    line: str | None
    error: str | None


class Worker:
    """Asks and scores. The subject is opened at the first item: until then a worker can be sent to another process."""

    def __init__(
        self, open_subject: Callable[[], Subject], as_of: date, provenance: Provenance, *, timed: bool = False
    ) -> None:
        """`timed`: each case is read by itself and its time kept; else many are read ahead at once."""
        self._open, self._as_of, self._provenance, self._timed = open_subject, as_of, provenance, timed

    @cached_property
    def _subject(self) -> Subject:
        return self._open()

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(max_workers=1)

    def __call__(self, items: Sequence[tuple[Item, AnswerRecord | None]]) -> list[Done]:
        """Each item with the answer of an interrupted run, only to be scored, where there is one. Raises what opening
        raises, and BadRun."""
        if not self._timed:
            conversations = [item.case.turns for item, known in items if known is None and isinstance(item, Task)]
            subject = self._subject
            # What cannot be read ahead is met again, and kept in words, when its case is asked.
            self._tried(lambda: subject.read_ahead(conversations))
        return [self._done(item, known) for item, known in items]

    def _done(self, item: Item, known: AnswerRecord | None) -> Done:
        if isinstance(item, MailTask):
            return self._mail(item)
        answer = known or self._asked(item)
        records = judge([item], [answer], self._subject.evidence, self._provenance)
        return Done(records, answer.model_dump_json(), answer.error)

    def _asked(self, task: Task) -> AnswerRecord:
        subject = self._subject
        answer, error = self._tried(lambda: ask(subject, task, self._as_of, timed=self._timed))
        return answer or AnswerRecord(suite=task.suite, case=task.case.id, turns=task.case.turns, error=error)

    def _mail(self, task: MailTask) -> Done:
        suite, case = task
        desk = desk_of(self._subject, self._as_of)
        scores, error = self._tried(lambda: mail_scores(desk, case, self._as_of))
        if scores is None:
            failed = unscored(suite, case, self._provenance, MAIL_METRICS, error or "no scores")
            return Done(failed, None, error)
        return Done([scored(suite, case, self._provenance, each) for each in scores], None, None)

    def _tried(self, task: Callable[[], T]) -> tuple[T | None, str | None]:
        """What comes of it as a future: whatever error a case ends with is kept in words, and the run goes on."""
        future = self._thread.submit(task)
        error = future.exception()
        return (future.result(), None) if error is None else (None, f"{type(error).__name__}: {error}"[:500])


def work(worker: Worker, items: Sequence[tuple[Item, AnswerRecord | None]], jobs: int) -> Iterator[Done]:
    """What comes of each item, in their order, each as soon as it and those before it are done."""
    shares = [items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE)]
    if jobs == 1:
        for share in shares:
            yield from worker(share)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin, initargs=(worker,))
    try:
        for future in [pool.submit(_do, share) for share in shares]:
            yield from future.result()
    finally:
        pool.shutdown(cancel_futures=True)


_of_this_process: list[Worker] = []


def _begin(worker: Worker) -> None:
    """In a new process: Ctrl+C is the parent's to handle, and nobody works on when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _of_this_process.append(worker)


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(share: Sequence[tuple[Item, AnswerRecord | None]]) -> list[Done]:
    return _of_this_process[0](share)
