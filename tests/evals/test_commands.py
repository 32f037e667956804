"""`python -m evals` as a whole: usage, exit codes, what is printed where."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from evals.__main__ import COMMANDS, main
from evals.commands import run as run_command
from evals.commands.run import gate
from evals.metrics import Metric
from evals.other_calls import CALLS, cases_of, known_calls, split_of
from evals.running.records import ANSWERS, RECORDS, RUN, write_lines
from tests.evals.test_gate import record
from tests.evals.test_report import judged


@pytest.fixture(autouse=True)
def _environment_untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.__main__.harden_environment", lambda: None)


def finished_run(folder: Path, suffix: str = "") -> Path:
    folder.mkdir()
    records, answers = judged()
    write_lines(folder / RECORDS, records)
    write_lines(folder / ANSWERS, answers)
    (folder / RUN).write_text('{"stamp": {"split": "tune", "suites": ["questions"]}, "finished": true}')
    return folder


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        assert left.value.code == 0
    assert "usage: python -m evals" in capsys.readouterr().out


def test_no_command_brings_in_numpy_before_the_environment_is_set() -> None:
    """Numpy reads only then how many threads it may use: set later, the benchmark would time what no user gets."""
    told = """
import sys
from assistant import environment
environment.harden_environment = lambda: sys.exit("numpy" in sys.modules)
from evals.__main__ import main
main(["bench"])
"""
    assert subprocess.run([sys.executable, "-c", told], check=False, timeout=120).returncode == 0


def test_an_unknown_command_is_bad_usage() -> None:
    with pytest.raises(SystemExit) as left:
        main(["judge"])
    assert left.value.code == 2


def test_the_linter_finds_no_faults_in_the_shipped_cases_and_prints_counts(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = main(["lint"]), capsys.readouterr().out
    assert (code, printed.splitlines()[-1]) == (0, "0 faults"), printed


def test_faults_end_in_exit_code_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "attacks").mkdir()
    (tmp_path / "attacks" / "a.yaml").write_text("- {id: x}")
    assert main(["lint", "--cases", str(tmp_path)]) == 1
    assert "a.yaml: x: " in capsys.readouterr().out


def test_a_report_is_written_beside_its_run(tmp_path: Path) -> None:
    folder = finished_run(tmp_path / "a")
    assert main(["report", str(folder)]) == 0
    assert (folder / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_two_runs_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [str(finished_run(tmp_path / name)) for name in ("a", "b")]
    assert main(["compare", *runs, "--all"]) == 0
    assert "questions/correct" in capsys.readouterr().out


def test_a_folder_without_a_run_is_bad_usage_with_a_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path)]) == 2
    assert "Name a folder made by `run`." in capsys.readouterr().err


@pytest.mark.parametrize("stamp", ['"split": "tune"', '"split": "all", "most": 400'])
def test_floors_are_raised_by_all_cases_only(stamp: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = finished_run(tmp_path / "a")
    (folder / RUN).write_text(f'{{"stamp": {{{stamp}, "suites": ["questions"]}}, "finished": true}}')
    assert main(["floors", "--raise", str(folder)]) == 2
    assert "make evals-whole" in capsys.readouterr().err


def test_floors_have_a_history_that_only_rises() -> None:
    assert main(["floors", "--history"]) == 0


def test_the_gate_names_what_fell_below_its_floor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_command, "read_floors", lambda: {"questions": {"correct": 0.9, "leak": 0.0}})
    assert gate([record("a", Metric.CORRECT, 1.0), record("a", Metric.LEAK, 0.0)]) == 0
    assert gate([record("a", Metric.CORRECT, 0.0), record("a", Metric.LEAK, 0.0)]) == 1
    assert "questions/correct: 0.0 %, floor 90.0 %" in capsys.readouterr().err


def test_every_other_call_has_questions_whose_quotations_stand_in_its_documents() -> None:

    assert len(known_calls()) >= 3
    assert {split_of(call).value for call in known_calls()} == {"tune", "test"}
    for call in known_calls():
        files = (CALLS / call / "documents").iterdir()
        texts = "".join(re.sub(r"[\s*|_`]+", "", file.read_text("utf-8")) for file in files)
        for case in cases_of(call):
            quotes = [quote for quote, _ in case.expect.all_quotes()]
            missing = [quote for quote in quotes if re.sub(r"[\s*|_`]+", "", quote) not in texts]
            assert not missing, case.id
