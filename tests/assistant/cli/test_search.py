"""`search` and `index`: hits as the contract has them, the index brought up to date."""

from __future__ import annotations

import json
from pathlib import Path

from tests.assistant.cli.conftest import Run
from tests.contracts.schema import problems


def test_hits_follow_the_contract_best_first(run: Run, data_dir: Path) -> None:
    done = run("search", "--json", "-k", "3", "minimum three cluster organisations", data_dir=data_dir)
    found = json.loads(done.out)
    assert (done.code, problems("search", found), len(found["hits"])) == (0, [], 3)
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert any("minimum three cluster organisations" in hit["text"] for hit in found["hits"])


def test_lines_of_queries_are_answered_in_order(run: Run, data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('{"id": "a", "query": "deadline"}\n{"id": "b"}\n{"id": "c", "query": "budget"}\n', encoding="utf-8")
    done = run("search", "--jsonl", str(file), data_dir=data_dir)
    results = [json.loads(line) for line in done.out.splitlines()]
    assert [result["id"] for result in results] == ["a", "b", "c"]
    assert [problems(kind, r) for kind, r in zip(("search", "error", "search"), results, strict=True)] == [[], [], []]


def test_people_read_numbered_passages_with_their_place(run: Run, data_dir: Path) -> None:
    done = run("search", "-k", "2", "deadline", data_dir=data_dir)
    assert done.code == 0
    assert done.out.startswith("1. ") and "\n2. " in done.out and "score" in done.out


def test_an_index_that_is_up_to_date_is_left_alone(run: Run, data_dir: Path) -> None:
    before = sorted(path.name for path in (data_dir / "index").glob("*/releases/*"))
    done = run("index", data_dir=data_dir)
    assert (done.code, "The index is up to date." in done.out) == (0, True)
    assert sorted(path.name for path in (data_dir / "index").glob("*/releases/*")) == before


def test_as_many_passages_as_asked_are_found_each_once(run: Run, data_dir: Path) -> None:
    done = run("search", "--json", "-k", "20", "cluster organisations", data_dir=data_dir)
    hits = json.loads(done.out)["hits"]
    assert len({hit["id"] for hit in hits}) == len(hits) == 20
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_a_quotation_is_found_first_among_as_many_as_asked(run: Run, data_dir: Path) -> None:
    words = "minimum three cluster organisations (as defined in the call text) or cluster networks"
    hits = json.loads(run("search", "--json", "-k", "4", words, data_dir=data_dir).out)["hits"]
    assert (len(hits), words in hits[0]["text"]) == (4, True)
