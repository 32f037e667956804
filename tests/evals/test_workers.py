"""Several processes give the records of one in its order; errors counted, resuming, problems with their remedy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from evals.casebook.load import load
from evals.casebook.models import Case, EnquiryCase, Split, Suite
from evals.running import run as running
from evals.running.records import AnswerRecord, MetricRecord, read_answers, read_run
from evals.running.run import Plan, run
from evals.running.subject import ServiceSubject
from index.errors import IndexDamaged
from tests.evals.build import question
from tests.evals.test_run import Scripted

EVERY = 300
"""Of every suite each so-manieth case of the tune split."""

MADE = [
    question(f"How long, for the {n}th time?", id=f"q-{n}", facts=[["36 months"]], family=f"f{n}") for n in range(9)
]


@pytest.fixture(autouse=True)
def _few_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    stamp: dict[str, Any] = {"commit": "c", "code": "d", "cases": "e", "suites": ["questions"], "split": "all"}
    monkeypatch.setattr(Plan, "stamp", lambda plan: {**stamp, "model": plan.model, "as_of": plan.as_of.isoformat()})
    monkeypatch.setattr(running, "load", lambda suite, split=None: MADE if suite == Suite.QUESTIONS else [])


def timeless(records: Sequence[MetricRecord]) -> list[MetricRecord]:
    return [record for record in records if not record.metric.endswith("_ms")]


def untimed(answers: Sequence[AnswerRecord]) -> list[dict[str, Any]]:
    return [each.model_dump(exclude={"total_ms": True, "answer": {"timings"}}) for each in answers]


def some_cases(suite: Suite) -> Sequence[Case]:
    return load(suite, split=Split.TUNE)[:: EVERY if suite is not Suite.ENQUIRIES else EVERY // 20]


def not_to_be_opened() -> ServiceSubject:
    raise IndexDamaged("The index is damaged.", why="A file is missing.", next="Build it again.")


def test_two_processes_give_what_one_gives_and_count_its_errors(tmp_path: Path) -> None:
    opened = partial(Scripted, broken=["q-2", "q-5"])
    one, two = (run(Plan(), opened, tmp_path / str(jobs), jobs=jobs) for jobs in (1, 2))
    assert timeless(one) == timeless(two)
    assert untimed(read_answers(tmp_path / "1")) == untimed(read_answers(tmp_path / "2"))
    assert read_run(tmp_path / "2")["errors"] == 2


def test_an_interrupted_run_of_two_processes_asks_only_what_is_missing(tmp_path: Path) -> None:
    whole = run(Plan(), Scripted, tmp_path, jobs=2)
    lines = (tmp_path / "answers.jsonl").read_text().splitlines(keepends=True)
    (tmp_path / "answers.jsonl").write_text("".join(lines[:6]) + lines[6][:40])
    note = (tmp_path / "run.json").read_text().replace('"finished": true', '"finished": false')
    (tmp_path / "run.json").write_text(note)
    ids = [f"q-{n}" for n in range(6)]
    resumed = run(Plan(), partial(Scripted, broken=ids), tmp_path, jobs=2)
    assert timeless(resumed) == timeless(whole)
    assert len(read_answers(tmp_path)) == len(MADE)


def test_what_keeps_a_process_from_opening_keeps_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged) as found:
        run(Plan(), not_to_be_opened, tmp_path, jobs=2)
    assert (found.value.why, found.value.next) == ("A file is missing.", "Build it again.")
    assert read_run(tmp_path)["finished"] is False


def test_the_assistant_gives_the_same_records_in_two_processes(
    assistant_of_call: Assistant, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = {suite: some_cases(suite) for suite in Suite}
    monkeypatch.setattr(running, "load", lambda suite, split=None: some[suite])
    one = run(Plan(), lambda: ServiceSubject(assistant_of_call), tmp_path / "one")
    two = run(Plan(), partial(ServiceSubject.open, data_dir=data_dir), tmp_path / "two", jobs=2)
    assert timeless(one) == timeless(two)
    assert untimed(read_answers(tmp_path / "one")) == untimed(read_answers(tmp_path / "two"))
    assert {record.suite for record in one} == set(Suite)
    assert all(record.unscored is None for record in one)


def test_a_mail_that_ends_in_an_error_is_unscored_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = next(case for case in load(Suite.ENQUIRIES, split=Split.TUNE) if isinstance(case, EnquiryCase))
    monkeypatch.setattr(running, "load", lambda suite, split=None: [mail] if suite == Suite.ENQUIRIES else [])

    class Careless(Scripted):
        def desk(self, as_of: object) -> object:
            return None  # what drafts nothing

    records = run(Plan(), Careless, tmp_path)
    assert {record.value for record in records} == {None}
    assert read_run(tmp_path)["errors"] == 1
