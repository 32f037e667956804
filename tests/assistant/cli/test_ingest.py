"""`ingest`: documents of the user's own become a call, or join one; what cannot be read is named, the rest goes on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.calls import load_call, own_documents_dir
from assistant.cli import ingest as command
from assistant.ingest import keep, prepare
from assistant.settings import Settings, load_settings
from index.errors import DocumentRefused, StorageProblem
from tests.assistant.cli.conftest import Run

SHIPPED = "smp-cosme-2024-cluster"
GUIDE = """# Guide to the Lighthouse call

## Budget

The total budget of the Lighthouse call is EUR 12 million.

## Deadline

Proposals are to be submitted by 3 March 2027, 17:00 Brussels time.
"""


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path / "data")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    file = tmp_path / "Guide to the call.md"
    file.write_text(GUIDE, encoding="utf-8")
    return file


def test_a_new_id_makes_a_call_whose_documents_answer(run: Run, guide: Path, tmp_path: Path, data_dir: Path) -> None:
    shutil.copytree(data_dir / "phrases", tmp_path / "data" / "phrases")  # as `make setup` leaves them
    bad = tmp_path / "picture.txt"
    bad.write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty.md").touch()
    done = run("ingest", str(bad), str(guide), str(tmp_path / "empty.md"), "/nowhere/x.md", "--call", "Lighthouse-1")
    assert done.code == 1
    assert [name in done.err for name in ("picture.txt", "empty.md", "/nowhere/x.md")] == [True] * 3
    assert "3 added, 0 changed, 0 removed" in done.out
    answer = json.loads(run("ask", "--json", "--call", "lighthouse-1", "What is the total budget?").out)
    assert [c["quote"] for c in answer["citations"]] == ["The total budget of the Lighthouse call is EUR 12 million."]

    again = run("ingest", str(guide), "--call", "lighthouse-1")
    assert (again.code, "0 added, 0 changed, 0 removed, 3 unchanged" in again.out) == (0, True)
    guide.write_text(GUIDE.replace("12 million", "13 million"), encoding="utf-8")
    changed = run("ingest", str(guide), "--call", "lighthouse-1")
    assert (changed.code, "0 added, 1 changed, 0 removed, 2 unchanged" in changed.out) == (0, True)
    assert "EUR 13 million" in run("search", "-k", "1", "total budget", "--call", "lighthouse-1").out


def test_where_no_file_can_be_read_no_call_is_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    done = run("ingest", str(tmp_path / "notes.pdf"), str(tmp_path / "missing.md"), "--call", "new-call")
    assert (done.code, done.out) == (1, "")
    assert not (tmp_path / "data").exists()


def test_documents_of_a_shipped_call_are_not_replaced(own: Settings, tmp_path: Path) -> None:
    shipped = next(file for file in (own.corpus_dir / SHIPPED / "documents").glob("call-page.md"))
    copy = tmp_path / "mine.md"
    shutil.copyfile(shipped, copy)
    intake = prepare(own, [copy], SHIPPED)
    assert not intake.accepted
    assert "already has a document with the id 'call-page'" in intake.refused[0].why


def test_added_documents_are_read_as_the_plan_had_them(own: Settings, guide: Path) -> None:
    intake = prepare(own, [guide], SHIPPED)
    keep(intake.accepted)
    assert load_call(own, SHIPPED).documents == intake.documents


def test_files_of_one_name_or_one_id_do_not_overwrite_each_other(own: Settings, guide: Path, tmp_path: Path) -> None:
    same_name = tmp_path / "other" / guide.name
    same_id = tmp_path / "Guide--to the CALL.txt"
    same_name.parent.mkdir()
    same_name.write_text("Other words.", encoding="utf-8")
    same_id.write_text("Yet other words.", encoding="utf-8")
    intake = prepare(own, [guide, same_name, same_id], "own-call")
    assert list(intake.accepted.values()) == [guide]
    assert len(intake.refused) == 2


def test_a_folder_stands_for_the_documents_in_it(own: Settings, guide: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    intake = prepare(own, [guide.parent, tmp_path / "other"], "own-call")
    assert list(intake.accepted.values()) == [guide]
    assert "holds no file" in intake.refused[0].why


def test_a_broken_document_of_the_call_is_named_and_can_be_replaced(own: Settings, guide: Path, tmp_path: Path) -> None:
    folder = own_documents_dir(own, "own-call")
    folder.mkdir(parents=True)
    (folder / guide.name).write_bytes(b"\xff")
    assert prepare(own, [guide], "own-call").accepted
    other = tmp_path / "other.md"
    other.write_text("Words.", encoding="utf-8")
    with pytest.raises(DocumentRefused, match="Guide to the call"):
        prepare(own, [other], "own-call")


def test_a_copy_that_fails_leaves_nothing_behind(own: Settings, guide: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.md"
    second.write_text("Words.", encoding="utf-8")
    intake = prepare(own, [guide, second], "own-call")
    second.unlink()
    with pytest.raises(StorageProblem):
        keep(intake.accepted)
    assert list(own_documents_dir(own, "own-call").iterdir()) == []


def test_the_plan_is_shown_before_anything_is_copied(
    run: Run, guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: object) -> None:
        raise DocumentRefused("Stopped.", why="The test stops here.", next="Nothing.")

    monkeypatch.setattr(command, "keep", stop)
    done = run("ingest", str(guide), "--call", "own-call")
    assert "added: guide-to-the-call#budget/1" in done.out
    assert not (tmp_path / "data").exists()
