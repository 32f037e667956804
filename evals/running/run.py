"""A run: cases asked, answers kept, records written, and a note of what it was made with."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any, NamedTuple

from evals.casebook.load import load
from evals.casebook.models import Case, EnquiryCase, Split, Suite
from evals.casebook.sample import sample
from evals.running.observe import Task
from evals.running.provenance import cases_digest, code_digest, commit
from evals.running.records import (
    ANSWERS,
    RECORDS,
    RUN,
    AnswerRecord,
    BadRun,
    MetricRecord,
    Provenance,
    read_answers,
    read_run,
    write_lines,
)
from evals.running.subject import Subject
from evals.running.workers import Done, Item, MailTask, Worker, work

AS_OF = date(2026, 11, 1)
"""The day of a run unless told: fixed, so that the same commit gives the same numbers next year."""

SUITES = (
    Suite.QUESTIONS, Suite.ATTACKS, Suite.CONSORTIA, Suite.DESCRIPTIONS, Suite.NEAR_MISSES, Suite.ENQUIRIES,
    Suite.MAILS,
)  # fmt: skip
"""The default suites."""


OWN = ("model", "as_of", "commit", "code", "cases")
"""What a run knows of its provenance by itself; the rest comes with each answer."""


class Plan(NamedTuple):
    """What to run: which suites and split, with which model and clock, and whether for time."""

    suites: Sequence[Suite] = SUITES
    split: Split | None = None
    model: str = "offline"
    as_of: date = AS_OF
    timed: bool = False
    """Each case read by itself, and its time kept."""
    most: int | None = None
    """About how many cases of a suite are chosen to stand for it; None for all."""

    def items(self) -> list[Item]:
        """The cases in their order, mails last: they are drafted rather than asked."""
        items = [_item(suite, case) for suite in self.suites for case in self._cases(suite)]
        return sorted(items, key=lambda item: isinstance(item, MailTask))

    def _cases(self, suite: Suite) -> Sequence[Case]:
        cases = load(suite, split=self.split)
        return cases if self.most is None else sample(suite, cases, self.most)

    def stamp(self) -> dict[str, Any]:
        """What must be equal for answers to be used again."""
        return {
            "commit": commit(),
            "code": code_digest(),
            "cases": cases_digest(),
            "model": self.model,
            "as_of": self.as_of.isoformat(),
            "suites": [suite.value for suite in self.suites],
            "split": self.split.value if self.split else "all",
            "timed": self.timed,
            "most": self.most,
        }


def _item(suite: Suite, case: Case) -> Item:
    return MailTask(suite, case) if isinstance(case, EnquiryCase) else Task(suite, case)


def default_folder(root: Path, stamp: dict[str, Any]) -> Path:
    """One folder for each state of the system and choice of cases."""
    name = [stamp["split"], *stamp["suites"], stamp["model"].replace("/", "_"), stamp["code"], stamp["cases"]]
    name += ["timed"] if stamp["timed"] else []
    name += [f"most{stamp['most']}"] if stamp["most"] else []
    return root / "evals" / "-".join(name)


def _resumable(folder: Path, stamp: dict[str, Any]) -> bool:
    """Whether the folder holds an interrupted run of the same; raises BadRun where it holds another."""
    if not (folder / RUN).is_file():
        return False
    note = read_run(folder)
    if note["stamp"] != stamp:
        raise BadRun(
            f"{folder} holds another run.",
            why="Its code, cases, model, clock or choice of suites differ.",
            next="Name another --out, or remove the folder.",
        )
    return not note["finished"]


def run(
    plan: Plan, open_subject: Callable[[], Subject], folder: Path, *, jobs: int = 1, progress: bool = False
) -> list[MetricRecord]:
    """Asks, scores and writes; an interrupted run of the same plan goes on where it stopped. `jobs`: how many processes
    share the cases. With more than one, `open_subject` is sent to each and must be of a kind that can be."""
    from tqdm import tqdm

    stamp, started = plan.stamp(), time.perf_counter()
    known = _answered(folder) if _resumable(folder, stamp) else {}
    folder.mkdir(parents=True, exist_ok=True)
    note: dict[str, Any] = {"stamp": stamp, "finished": False}
    _write_note(folder, note)
    items = [(item, known.get((item.suite, item.case.id))) for item in plan.items()]
    write_lines(folder / ANSWERS, [answer for _, answer in items if answer is not None])
    worker = Worker(
        open_subject,
        plan.as_of,
        Provenance(index="", prompts="", settings="", **{k: stamp[k] for k in OWN}),
        timed=plan.timed,
    )
    done: list[Done] = []
    with (folder / ANSWERS).open("a", encoding="utf-8") as out:
        for each in tqdm(work(worker, items, jobs), "cases", len(items), unit="case", disable=not progress):
            done.append(each)
            if each.line is not None and items[len(done) - 1][1] is None:
                out.write(each.line + "\n")
                out.flush()
    records = [record for each in done for record in each.records]
    (folder / ANSWERS).write_text("".join(f"{each.line}\n" for each in done if each.line is not None), encoding="utf-8")
    write_lines(folder / RECORDS, records)
    note |= {
        "finished": True,
        "cases": len(items),
        "errors": sum(each.error is not None for each in done),
        "jobs": jobs,
        "run_s": round(time.perf_counter() - started, 3),
        "peak_memory_mb": round(max(_memory(RUSAGE_SELF), _memory(RUSAGE_CHILDREN)) / 1024),
    }
    _write_note(folder, note)
    return records


def _answered(folder: Path) -> dict[tuple[Suite, str], AnswerRecord]:
    """What an interrupted run has answered; errors are asked again."""
    if not (folder / ANSWERS).is_file():
        return {}
    return {(answer.suite, answer.case): answer for answer in read_answers(folder) if answer.error is None}


def _memory(who: int) -> int:
    """The most that this process, or the largest of its ended children, has held, in KB."""
    return getrusage(who).ru_maxrss


def _write_note(folder: Path, note: dict[str, Any]) -> None:
    (folder / RUN).write_text(json.dumps(note, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
