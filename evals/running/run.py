"""A run: cases asked, answers kept, records written, and a note of what it was made with."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from evals.casebook.load import load
from evals.casebook.models import EnquiryCase, Split, Suite
from evals.running.judge import judge
from evals.running.mails import mail_records
from evals.running.observe import Task, observe
from evals.running.provenance import cases_digest, code_digest, commit
from evals.running.records import ANSWERS, RECORDS, RUN, BadRun, MetricRecord, Provenance, read_run, write_lines
from evals.running.subject import Subject

AS_OF = date(2026, 11, 1)
"""The day of a run unless told: fixed, so that the same commit gives the same numbers next year."""

SUITES = (
    Suite.QUESTIONS, Suite.ATTACKS, Suite.CONSORTIA, Suite.DESCRIPTIONS, Suite.NEAR_MISSES, Suite.ENQUIRIES,
)  # fmt: skip
"""The default suites."""


OWN = ("model", "as_of", "commit", "code", "cases")
"""What a run knows of its provenance by itself; the rest comes with each answer."""


class Plan(NamedTuple):
    """What to run: which suites and split, with which model and clock."""

    suites: Sequence[Suite] = SUITES
    split: Split | None = None
    model: str = "offline"
    as_of: date = AS_OF

    def tasks(self) -> list[Task]:
        cases = [(suite, case) for suite in self.suites for case in load(suite, split=self.split)]
        return [Task(suite, case) for suite, case in cases if not isinstance(case, EnquiryCase)]

    def mails(self) -> list[EnquiryCase]:
        """The mails, which are drafted rather than asked."""
        chosen = load(Suite.ENQUIRIES, split=self.split) if Suite.ENQUIRIES in self.suites else []
        return [case for case in chosen if isinstance(case, EnquiryCase)]

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
        }


def default_folder(root: Path, stamp: dict[str, Any]) -> Path:
    """One folder for each state of the system and choice of cases."""
    name = [stamp["split"], *stamp["suites"], stamp["model"].replace("/", "_"), stamp["code"], stamp["cases"]]
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


def run(plan: Plan, open_subject: Callable[[], Subject], folder: Path, *, progress: bool = False) -> list[MetricRecord]:
    """Asks, scores and writes; an interrupted run of the same plan goes on where it stopped."""
    stamp = plan.stamp()
    resume = _resumable(folder, stamp)
    started = time.perf_counter()
    subject = open_subject()
    opened = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    note: dict[str, Any] = {"stamp": stamp, "finished": False}
    _write_note(folder, note)
    tasks = plan.tasks()
    answers = observe(subject, tasks, plan.as_of, folder, resume=resume, progress=progress)
    own = Provenance(index="", prompts="", settings="", **{key: stamp[key] for key in OWN})
    mails = plan.mails()
    records = judge(tasks, answers, subject.evidence, own) + mail_records(subject, mails, plan.as_of, own)
    write_lines(folder / ANSWERS, answers)
    write_lines(folder / RECORDS, records)
    note |= {
        "finished": True,
        "cases": len(tasks) + len(mails),
        "errors": sum(answer.error is not None for answer in answers),
        "open_s": round(opened - started, 3),
        "run_s": round(time.perf_counter() - opened, 3),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    _write_note(folder, note)
    return records


def _write_note(folder: Path, note: dict[str, Any]) -> None:
    (folder / RUN).write_text(json.dumps(note, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
