"""`ask`: the contract's objects, one a line, whatever the lines hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.assistant.cli.conftest import Done, Run, process
from tests.contracts.schema import problems

if TYPE_CHECKING:
    from assistant.service import Assistant

GOOD = [
    {"id": "deadline", "turns": ["When is the deadline?"]},
    {"id": "follow-up", "turns": ["What must strand 1 projects do?", "And strand 2?"]},
    {"id": "two", "turns": ["What is the budget? How long may a project last?"]},
    {"id": "silent", "turns": ["How many pages may the proposal have?"]},
    {"id": "off", "turns": ["Who won the football match yesterday?"]},
    {"id": "hello", "turns": ["Hello!"]},
    {"id": 7, "turns": ["Can a Swiss cluster take part?"]},
    {"turns": ["Is Calabria a less developed region?"]},
]
BAD = [
    b"no JSON at all",
    b'["a", "list"]',
    b'"a text"',
    b"null",
    b'{"id": "no turns"}',
    b'{"id": "empty turns", "turns": []}',
    b'{"id": "number", "turns": ["a", 3]}',
    b'{"id": "text", "turns": "When is the deadline?"}',
    b'{"id": "blank", "turns": ["   "]}',
    b'{"id": "surrogate", "turns": ["\\ud800 deadline?"]}',
    b'{"id": "\\udfff", "turns": ["\\udfff"]}',
    b'{"id": "long", "turns": ["' + b"word " * 20_000 + b'"]}',
    b'{"id": "deep", "turns": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"id": "bytes", "turns": ["\xff\xfe"]}',
    b'{"id": "huge", "n": ' + b"9" * 5_000 + b"}",
    b'{"id": "cut", "turns": ["When is',
]


@pytest.fixture(scope="module")
def runs(data_dir: Path) -> Iterator[dict[str, Future[Done]]]:
    """Two processes at the same time: loading takes most of it."""
    plain = {"COLUMNS": "60", "PYTHONIOENCODING": "ascii"}
    with ThreadPoolExecutor() as threads:
        yield {
            "lines": threads.submit(process, "ask", "--jsonl", "-", data_dir=data_dir, given=given_lines()),
            "people": threads.submit(process, "ask", data_dir=data_dir, given="When is the deadline?\n", **plain),
        }


@pytest.fixture(scope="module")
def run_of_lines(runs: dict[str, Future[Done]]) -> Done:
    return runs["lines"].result()


def given_lines() -> bytes:
    """Good and bad lines in turn, with an empty line between them."""
    lines: list[bytes] = []
    for number, bad in enumerate(BAD):
        lines += [bad, b""]
        if number < len(GOOD):
            lines.append(json.dumps(GOOD[number]).encode())
    return b"\n".join(lines)


@pytest.fixture(scope="module")
def results(run_of_lines: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run_of_lines.out.splitlines()]


def test_every_line_has_its_object_in_order_and_the_run_ends_well(
    run_of_lines: Done, results: list[dict[str, Any]]
) -> None:
    assert run_of_lines.code == 0
    assert len(results) == len(GOOD) + len(BAD)
    answered = [result for result in results if "error" not in result]
    assert [result["id"] for result in answered] == [line.get("id") for line in GOOD]


def test_answers_follow_the_published_contract(results: list[dict[str, Any]]) -> None:
    for result in results:
        if "error" not in result:
            assert problems("answer", result) == []
            numbers = {citation["n"] for citation in result["citations"]}
            assert {n for claim in result["claims"] for n in claim["citations"]} <= numbers


def test_a_bad_line_gives_id_and_error_only(results: list[dict[str, Any]]) -> None:
    errors = [result for result in results if "error" in result]
    assert len(errors) == len(BAD)
    for error in errors:
        assert set(error) == {"id", "error"} and problems("error", error) == []
        assert "Traceback" not in error["error"] and "wrong, reference" not in error["error"]
    by_id = {error["id"]: error["error"] for error in errors}
    assert by_id["long"].startswith("The message is too long")
    assert "lone surrogate" in by_id["surrogate"] and "lone surrogate" in by_id["\udfff"]


def test_quotations_are_the_characters_of_the_stored_document(
    results: list[dict[str, Any]], assistant_of_call: Assistant
) -> None:
    quotations = [citation for result in results for citation in result.get("citations", [])]
    assert quotations
    for quotation in quotations:
        text = assistant_of_call.document(quotation["document"]).text
        assert text[quotation["start"] : quotation["end"]] == quotation["quote"]


def test_json_is_one_line_and_nothing_else_on_standard_output(run: Run, data_dir: Path) -> None:
    done = run("ask", "--json", "--as-of", "2025-01-10", "Can we still apply?", data_dir=data_dir)
    answer = json.loads(done.out)
    assert (done.code, done.out.count("\n"), problems("answer", answer)) == (0, 1, [])
    assert answer["provenance"]["as_of"] == "2025-01-10"
    assert "26 days" in answer["answer"]


def test_people_read_the_answer_first_and_its_sources_below(runs: dict[str, Future[Done]]) -> None:
    done = runs["people"].result()
    assert done.code == 0
    answer, _, sources = done.out.partition("\nSources\n")
    assert "5 February 2025" in answer and "https://eismea.ec.europa.eu/" in sources
    assert all(len(line) <= 60 for line in done.out.splitlines() if "https://" not in line and "\\u" not in line)


@pytest.mark.parametrize("question", ["", "   ", "\x00\x01", "?!", "\ud800 when", "a" * 100_000, "\u200b" * 9])
def test_a_message_that_cannot_be_read_is_refused_with_its_remedy(run: Run, question: str) -> None:
    done = run("ask", question)
    assert (done.code, done.out) == (2, "")
    assert [line.split(":")[0] for line in done.err.splitlines()[1:]] == ["Why", "Next"]


def test_control_characters_do_not_disturb_a_question(run: Run, data_dir: Path) -> None:
    done = run("ask", "--json", "When\x00 is\x07 the \u202edeadline?\x1b[2J", data_dir=data_dir)
    assert (done.code, json.loads(done.out)["status"]) == (0, "answered")
    assert "\x1b" not in done.out


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    for arguments, given in (([b"\xff\xfe?".decode(errors="surrogateescape")], b""), ([], b"\xff\xfe when?")):
        done = process("ask", *arguments, data_dir=tmp_path, given=given)
        assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", "The message is not valid text.")


def test_of_endless_input_only_what_is_needed_is_read(tmp_path: Path) -> None:
    done = process("ask", data_dir=tmp_path, given="ä" * 3_000_000)
    assert (done.code, done.err.partition(":")[0]) == (2, "The message is too long")
