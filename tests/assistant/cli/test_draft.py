"""`draft`: a folder of mails becomes replies and sheets for the officer; one bad mail stops nothing and is named."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tests.assistant.cli.conftest import Done, Run
from tests.contracts.schema import problems
from tests.helpdesk.mails import mail

MAILS = {
    "a.eml": mail("Dear helpdesk,\n\n1. When is the deadline?\n2. Who decides?\n\nKind regards\nAlex Example\n"),
    "b.eml": b"\x00\x01\x02" * 50,
    "c.txt": "Bonjour,\nquel est le budget de l’appel ?\nMerci\n".encode(),
    "d.eml": b"From: a@b.example\nSubject: x\n\n" + b"a" * 10_000_000,
    "e.txt": b"How long may a project last? \xed\xa0\x80",
    "f.eml": b'From: a@b.example\nSubject: =?utf-8?B?x\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n\nA?\n--y',
    "notes.pdf": b"no mail",
}
GOOD, BAD = ["a", "c", "e", "f"], ["b.eml", "d.eml"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mails"
    made.mkdir()
    for name, raw in MAILS.items():
        (made / name).write_bytes(raw)
    return made


def test_a_batch_is_drafted_whatever_one_mail_holds(run: Run, folder: Path, data_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "replies"
    done: Done = run("draft", str(folder), "--out", str(out), "--format", "eml", "--json", data_dir=data_dir)
    assert done.code == 1
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["id"] for line in lines] == [name for name in sorted(MAILS) if name != "notes.pdf"]
    assert [line["id"] for line in lines if "error" in line] == BAD
    assert not [problem for line in lines if "error" not in line for problem in problems("draft", line)]
    assert sorted(path.name for path in out.iterdir()) == sorted(
        f"{stem}.{kind}" for stem in GOOD for kind in ("officer.md", "reply.eml")
    )
    for name in BAD:
        assert f"Not drafted: {name}" in done.err
    assert "6/6" in done.err and "Traceback" not in done.err and "When is the deadline" not in done.err
    reply = message_from_bytes((out / "a.reply.eml").read_bytes(), policy=policy.default)
    assert (reply["To"], reply["In-Reply-To"]) == ("Alex Example <alex@example.org>", "<enquiry@example.org>")
    assert reply["X-Unsent"] == "1" and "to be checked" in reply["X-Drafted-By"]
    assert "5 February 2025" in reply.get_content() and "> 1. When is the deadline?" in reply.get_content()


def test_a_word_file_is_a_whole_package(run: Run, folder: Path, data_dir: Path, tmp_path: Path) -> None:
    """Every part is well-formed and every part that another names is there, as word processors demand."""
    out = tmp_path / "replies"
    assert run("draft", str(folder / "a.eml"), "--out", str(out), "--format", "docx", data_dir=data_dir).code == 0
    with ZipFile(out / "a.reply.docx") as package:
        assert package.testzip() is None
        parts = {name: package.read(name) for name in package.namelist()}
    trees = {name: ElementTree.fromstring(raw) for name, raw in parts.items() if name.endswith((".xml", ".rels"))}
    named = [entry for name, tree in trees.items() if name.endswith(".rels") for entry in tree]
    inside = [entry.attrib["Target"] for entry in named if entry.attrib.get("TargetMode") != "External"]
    assert inside and all(any(name.endswith(target.lstrip("./")) for name in parts) for target in inside)
    text = "".join(trees["word/document.xml"].itertext())
    assert "Dear Alex Example," in text and "5 February 2025" in text


def test_a_word_file_needs_a_folder(run: Run, folder: Path) -> None:
    assert run("draft", str(folder), "--format", "docx").code == 2
