"""Runs commands: here in this process, or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli.main import main
from tests.conftest import ROOT


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """`run("ask", "…")` in this process; an empty data directory unless `data_dir` names one."""

    def command(*arguments: str, data_dir: Path | None = None, **environment: str) -> Done:
        monkeypatch.setenv("ASSISTANT_DATA_DIR", str(data_dir or tmp_path / "data"))
        monkeypatch.delenv("COLUMNS", raising=False)  # lines are wrapped to it, and who runs the tests may have set it
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        try:
            code = main(arguments)
        except SystemExit as exit:  # argparse ends so
            code = int(exit.code or 0)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return command


def process(*arguments: str, data_dir: Path, given: str | bytes = "", **environment: str) -> Done:
    """The command in a process of its own, with `given` on its standard input."""
    surroundings = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=ROOT,
        env={**surroundings, "ASSISTANT_DATA_DIR": str(data_dir), **environment},
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))
