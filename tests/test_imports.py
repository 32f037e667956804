"""Imports go one way, index <- assistant <- app.py, evals; and importing does nothing."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Which rooms each room may import from, besides itself.
ALLOWED = {"index": set[str](), "assistant": {"index"}, "evals": {"index", "assistant"}, "app": {"index", "assistant"}}
ROOMS = {*ALLOWED, "tests"}
# The rooms of the reader of descriptions, each of which imports from those before it alone.
READER = (
    "tokens", "partners", "grammar", "layout", "registrations", "composed", "profiles", "rewriting", "standing",
    "later", "changes", "checks",
)  # fmt: skip
HEAVY = {"torch", "sentence_transformers", "chromadb", "gradio", "langchain", "langchain_core", "langgraph", "lingua"}


def files(room: str) -> list[Path]:
    return [ROOT / "app.py"] if room == "app" else sorted((ROOT / room).rglob("*.py"))


def whole_names(path: Path) -> Iterator[str]:
    """The names of all modules that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def imported(path: Path) -> Iterator[str]:
    """The first part of each of those names."""
    return (name.split(".")[0] for name in whole_names(path))


def modules() -> list[str]:
    found = []
    for room in ALLOWED:
        for path in files(room):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_from_rooms_below_it(room: str) -> None:
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files(room)
        for name in imported(path)
        if name in ROOMS - ALLOWED[room] - {room}
    }
    assert wrong == set()


@pytest.mark.parametrize("room", READER)
def test_a_room_of_the_reader_imports_only_from_those_before_it(room: str) -> None:
    reader = "assistant.eligibility.reader."
    before = {*READER[: READER.index(room)], room}
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / reader.replace(".", "/") / room).rglob("*.py"))
        for name in whole_names(path)
        if name.startswith(reader) and name.removeprefix(reader).split(".")[0] not in before
    }
    assert wrong == set()


WATCHED = """
import importlib, json, os, sys
events = []
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def watch(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING and arguments[0] != "/dev/null":
        events.append(f"{event} {arguments[0]}")
    elif event in ("socket.connect", "socket.getaddrinfo", "os.mkdir", "os.rename", "subprocess.Popen", "os.putenv"):
        events.append(f"{event} {arguments[:1]}")

importlib.import_module("app")  # libraries may look around when they are first imported; ours may not
PRELOADED
sys.addaudithook(watch)
before = dict(os.environ)
for name in json.loads(sys.stdin.read()):
    importlib.import_module(name)
if dict(os.environ) != before:
    events.append("environment changed")
print(json.dumps({"events": events, "heavy": sorted(HEAVY & set(sys.modules))}))
"""


def run_watched(names: list[str], home: Path, preloaded: str) -> dict[str, list[str]]:
    code = WATCHED.replace("HEAVY", repr(HEAVY)).replace("PRELOADED", preloaded)
    home.chmod(0o500)
    run = subprocess.run(
        [sys.executable, "-B", "-c", code],
        input=json.dumps(names),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "TMPDIR": str(home)},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    result: dict[str, list[str]] = json.loads(run.stdout.splitlines()[-1])
    return result


def test_importing_a_module_writes_connects_and_starts_nothing(tmp_path: Path) -> None:
    """Third-party packages are imported beforehand: what they do when imported is not ours."""
    others = "\n".join(f"import {name}" for name in ("gradio", "langchain.agents", "sqlalchemy.orm", "lingua"))
    result = run_watched([m for m in modules() if not m.endswith("__main__")], tmp_path, others)
    assert result["events"] == []
    assert list(tmp_path.iterdir()) == []


def test_what_every_command_imports_is_light(tmp_path: Path) -> None:
    names = [name for name in modules() if name.startswith("assistant.cli") or name == "index"]
    assert run_watched([*names, "app", "evals.__main__"], tmp_path, "")["heavy"] == []
