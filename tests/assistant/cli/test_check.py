"""`check`: files, words, standard input and lines; the contract's objects; no model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.cli.conftest import Run, process
from tests.contracts.schema import problems

WORDS = "Three clusters from Germany, France and Poland, all registered on the ECCP, and an SME from Calabria."
PARTNERS = [
    {"name": name, "country": country, "region": region, "kind": "cluster", "eccp": "registered", "role": "beneficiary"}
    for name, country, region in (("A", "DE", "DE21"), ("B", "FR", "FR10"), ("C", "PL", "PL21"))
]


def test_words_are_judged_and_the_summary_can_be_copied(run: Run) -> None:
    done = run("check", "--text", WORDS, "--as-of", "2025-01-10")
    assert done.code == 0
    assert "2025-01-10" in done.out.splitlines()[0]
    assert "Result: eligible on the facts given." in done.out
    assert "Only the granting authority" in " ".join(done.out.split())


def test_a_file_words_and_standard_input_give_the_same_verdict(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "consortium.json"
    file.write_text(json.dumps({"partners": PARTNERS}), encoding="utf-8")
    text = tmp_path / "mail.txt"
    text.write_text(WORDS, encoding="utf-8")
    from_file = json.loads(run("check", str(file), "--json").out)
    piped = json.loads(process("check", "--json", data_dir=tmp_path, given=file.read_text(encoding="utf-8")).out)
    assert problems("check", from_file) == [] and from_file == piped
    assert from_file["verdict"]["status"] == "eligible"
    assert json.loads(run("check", str(text), "--json").out) == json.loads(run("check", "--text", WORDS, "--json").out)


def test_lines_hold_turns_words_or_a_consortium(tmp_path: Path) -> None:
    lines = [
        {"id": "turns", "turns": ["Three clusters from Germany, France and Poland.", "What if we add a Latvian SME?"]},
        {"id": "words", "text": WORDS},
        {"id": "object", "consortium": {"partners": PARTNERS}},
        {"id": "nothing", "text": "Hello!"},
        {"id": "both", "text": WORDS, "consortium": {"partners": PARTNERS}},
        {"id": "none"},
        {"id": "wrong", "consortium": {"partners": [{"country": "Atlantis"}]}},
        {"id": "number", "text": 7},
    ]
    done = process("check", "--jsonl", "-", data_dir=tmp_path, given="\n".join(map(json.dumps, lines)))
    results = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, [result["id"] for result in results]) == (0, [line["id"] for line in lines])
    for result in results[:4]:
        assert problems("check", result) == []
    assert [set(result) for result in results[4:]] == [{"id", "error"}] * 4
    turns, words, _, nothing = results[:4]
    assert (words["verdict"]["status"], nothing["verdict"]) == ("eligible", None) and nothing["questions"]
    assert turns["verdict"]["before"]["status"] in {"undetermined", "not_eligible"}


def test_a_consortium_object_that_was_printed_can_be_checked_again(run: Run, tmp_path: Path) -> None:
    printed = json.loads(run("check", "--text", WORDS, "--json").out)
    file = tmp_path / "again.json"
    file.write_text(json.dumps(printed["consortium"]), encoding="utf-8")
    assert json.loads(run("check", str(file), "--json").out)["verdict"] == printed["verdict"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "/nowhere.yaml"), "nowhere.yaml"),
        (("check", "/nowhere.txt"), "nowhere.txt"),
        (("check", "--text", ""), "empty"),
        (("check", "--text", "\ud800"), "valid text"),
        (("check", "--text", "a", "--jsonl", "-"), "only one"),
        (("check", "--text", WORDS, "--call", "nowhere"), "Known calls"),
    ],
)
def test_what_cannot_be_checked_is_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert (said in done.err and "Next:" in done.err) or "usage" in done.err


def test_a_call_without_rules_says_that_it_cannot_judge(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "calls" / "own-call" / "documents"
    folder.mkdir(parents=True)
    (folder / "page.md").write_text("# Page\n\nWords.\n", encoding="utf-8")
    done = run("check", "--text", WORDS, "--call", "own-call")
    assert (done.code, done.out) == (1, "")
    assert "I cannot judge consortia for this call" in done.err
