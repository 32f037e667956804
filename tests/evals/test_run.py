"""Runs: records with provenance, errors counted, resuming, and the same numbers twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from evals.casebook.models import Suite
from evals.casebook.sample import sample
from evals.evaluators import Evidence, Shown
from evals.running import run as running
from evals.running.observe import Task, ask, clock
from evals.running.records import BadRun, read_answers, read_records, read_run
from evals.running.run import AS_OF, Plan, run
from evals.running.selective import curve_of
from evals.running.summary import figures, overall
from evals.understood import Route, Understood
from tests.evals.build import DOCUMENTS, answer, cite, passages, question


class Scripted:
    """Answers every question with the duration; `broken` ids raise; `asked` are those put to it, `ahead` those
    announced."""

    def __init__(self, broken: Sequence[str] = ()) -> None:
        self.evidence = Evidence(DOCUMENTS, passages())
        self.broken, self.asked, self.ahead = set(broken), list[tuple[str, date]](), list[Sequence[str]]()

    def read_ahead(self, conversations: Sequence[Sequence[str]]) -> None:
        self.ahead += conversations

    def answer(self, turns: Sequence[str], *, id: str, as_of: date) -> Answer:
        self.asked.append((id, as_of))
        if id in self.broken:
            raise RuntimeError("no answer today")
        return answer("36 months [1].", cite("Maximum project duration: 36 months"))

    def search(self, query: str, k: int) -> list[Shown]:
        return [Shown(f"p{n}", span, 1.0 - n) for n, span in enumerate(passages()[:k])]

    def understood(self, turns: Sequence[str], *, as_of: date) -> list[Understood]:
        return [Understood(asked=turns[-1], route=Route.POINT, point="duration", matched=0.9)]


CASES = [
    question(
        "How long?", id="q-1", facts=[["36 months"]], quotes=["Maximum project duration: 36 months"], document="page"
    ),
    question("How much?", id="q-2", family="g", facts=[["42 000 000"]], quotes=["Available budget"], document="page"),
    question("Page limit?", id="q-3", family="h", status="not_in_documents"),
]


@pytest.fixture(autouse=True)
def _few_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load", lambda suite, split=None: CASES if suite == Suite.QUESTIONS else [])
    stamp: dict[str, Any] = {"commit": "c", "code": "d", "cases": "e", "suites": ["questions"], "split": "all"}
    monkeypatch.setattr(Plan, "stamp", lambda plan: {**stamp, "model": plan.model, "as_of": plan.as_of.isoformat()})


def test_every_record_says_what_it_was_made_with(tmp_path: Path) -> None:
    records = run(Plan(), Scripted, tmp_path)
    assert read_records(tmp_path) == records
    assert {r.provenance.commit for r in records} == {"c"}
    assert {r.provenance.model for r in records} == {"scripted"}
    values = {(r.case, r.metric): r.value for r in records}
    assert (values["q-1", "correct"], values["q-2", "correct"], values["q-3", "status_right"]) == (1.0, 0.0, 0.0)


def test_an_error_is_unscored_and_counted_never_a_nought(tmp_path: Path) -> None:
    records = run(Plan(), lambda: Scripted(broken=["q-2"]), tmp_path)
    row = next(row for row in overall(records) if row.metric == "correct")
    assert (row.cases, row.unscored, row.figure and row.figure.value) == (2, 1, 0.5)
    assert {r.value for r in records if r.case == "q-2"} == {None}
    assert read_run(tmp_path)["errors"] == 1


def test_two_runs_give_the_same_numbers(tmp_path: Path) -> None:
    runs = [run(Plan(), Scripted, tmp_path / name) for name in ("a", "b")]
    first, second = ([r for r in records if not r.metric.endswith("_ms")] for records in runs)
    assert first == second
    assert figures(first) == figures(second)


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    whole = run(Plan(), Scripted, tmp_path)
    lines = (tmp_path / "answers.jsonl").read_text().splitlines(keepends=True)
    (tmp_path / "answers.jsonl").write_text(lines[0] + lines[1][:40])
    note = (tmp_path / "run.json").read_text().replace('"finished": true', '"finished": false')
    (tmp_path / "run.json").write_text(note)
    subject = Scripted()
    resumed = run(Plan(), lambda: subject, tmp_path)
    assert [id for id, _ in subject.asked] == ["q-2", "q-3"]
    assert [(r.case, r.metric) for r in resumed] == [(r.case, r.metric) for r in whole]
    assert len(read_answers(tmp_path)) == len(CASES)


def test_a_finished_run_is_asked_anew_and_another_one_is_not_overwritten(tmp_path: Path) -> None:
    run(Plan(), Scripted, tmp_path)
    subject = Scripted()
    run(Plan(), lambda: subject, tmp_path)
    assert len(subject.asked) == len(CASES)
    with pytest.raises(BadRun, match="holds another run"):
        run(Plan(model="another"), Scripted, tmp_path)


def test_a_case_is_asked_on_its_own_day() -> None:
    early = question("Open?")
    dated = early.model_copy(update={"as_of": date(2024, 12, 1)})
    assert (clock(early, AS_OF), clock(dated, AS_OF)) == (AS_OF, date(2024, 12, 1))


def test_only_questions_of_one_turn_with_a_passage_to_be_found_are_searched_for() -> None:
    assert len(ask(Scripted(), Task(Suite.QUESTIONS, CASES[0]), AS_OF).hits) == 4
    gold = {"quotes": ["Maximum project duration"], "document": "page"}
    for suite, case in [
        (Suite.QUESTIONS, question("How long?", "and in years?", **gold)),
        (Suite.QUESTIONS, CASES[2]),
        (Suite.ATTACKS, CASES[0]),
    ]:
        assert ask(Scripted(), Task(suite, case), AS_OF).hits == []


def test_a_missing_run_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadRun, match="Name a folder"):
        read_records(tmp_path)


def test_how_the_brain_understood_a_question_is_kept_and_makes_the_curve(tmp_path: Path) -> None:
    records = run(Plan(), Scripted, tmp_path)
    assert [part.point for a in read_answers(tmp_path) for part in a.understood] == ["duration"] * 3
    curve = curve_of(records)
    assert curve is not None
    assert curve.aurc.value == pytest.approx(2 / 3)


def test_cases_are_read_ahead_unless_each_is_timed(tmp_path: Path) -> None:
    ahead, timed = Scripted(), Scripted()
    records = run(Plan(), lambda: ahead, tmp_path / "ahead")
    timed_records = run(Plan(timed=True), lambda: timed, tmp_path / "timed")
    assert ahead.ahead == [case.turns for case in CASES]
    assert timed.ahead == []
    assert [r for r in timed_records if not r.metric.endswith("_ms")] == records
    assert {r.metric for r in timed_records} - {r.metric for r in records} == {"total_ms", "search_ms"}


def test_what_cannot_be_read_ahead_is_met_when_it_is_asked(tmp_path: Path) -> None:
    class Stumbles(Scripted):
        def read_ahead(self, conversations: Sequence[Sequence[str]]) -> None:
            raise ValueError("a text that no model takes")

    assert run(Plan(), Stumbles, tmp_path / "stumbles") == run(Plan(), Scripted, tmp_path / "plain")


def test_a_part_of_a_suite_is_whole_families_and_the_same_every_time() -> None:
    cases = [question("How long?", id=f"q-{n}", family=f"f{n // 2}") for n in range(100)]
    part = sample(Suite.QUESTIONS, cases, 31)
    assert len(part) == 32
    assert Counter(Counter(case.family for case in part).values()) == {2: 16}
    assert [case for case in cases if case in part] == part
    assert {c.id for c in sample(Suite.QUESTIONS, cases, 20)} < {c.id for c in part}
    assert sample(Suite.ATTACKS, cases, 31) != part
    assert sample(Suite.QUESTIONS, cases, 100) == cases
    grown = [*cases, question("How much?", id="q-new", family="new")]
    assert len({case.id for case in sample(Suite.QUESTIONS, grown, 31)} ^ {case.id for case in part}) <= 3
