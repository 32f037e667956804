"""Create, open, search."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import Hit, Index, Passage, SearchOptions, SentenceModel, document_passages
from index.errors import IndexMissing, IndexOutdated, PassageRefused, QueryRefused, StorageProblem
from index.markdown import markdown_document
from tests.index.fakes import WordModel, numbered_passages

CALL = """# Call for bakers

## Who

Applicants must:

- be bakers with an oven
- be established in Norway

## When

Send the form by 3 May 2030.
"""


def summary(hits: list[Hit]) -> list[tuple[str, float]]:
    return [(hit.passage.id, hit.score) for hit in hits]


def test_every_passage_is_found_by_its_own_words(opened: Index) -> None:
    found = opened.search_many([passage.text for passage in opened.passages], 1)
    assert [hits[0].passage.id for hits in found] == [passage.id for passage in opened.passages]


def test_hits_come_best_first_each_passage_once(opened: Index) -> None:
    hits = opened.search("The cluster must cover item 7", 20)
    assert len({hit.passage.id for hit in hits}) == len(hits) == 20
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 and -1 <= hit.dense <= 1.0001 and hit.lexical >= 0 for hit in hits)


def test_the_cosine_of_a_hit_is_the_exact_one(opened: Index) -> None:
    from index.vectors import embedded_texts

    query = "which budget extends the annex"
    vector = opened.model.encode([query])[0]
    for hit in opened.search(query, 5):
        own = opened.model.encode(embedded_texts(hit.passage, opened.model.max_tokens))
        assert hit.dense == pytest.approx(float(np.max(own @ vector)), abs=1e-5)


def test_more_results_than_passages_gives_all_passages(tmp_path: Path, model: WordModel) -> None:
    with Index.create(tmp_path, numbered_passages(7), model=model) as index:
        assert {hit.passage.id for hit in index.search("cluster", 100)} == {passage.id for passage in index.passages}


def test_many_queries_give_what_each_gives_alone(opened: Index) -> None:
    queries = ["budget item", "", "strand 7 lists", "budget item"]
    together = opened.search_many(queries, 4)
    assert [summary(hits) for hits in together] == [summary(opened.search(query, 4)) for query in queries]


def test_the_same_passages_give_the_same_order_in_a_second_index(
    tmp_path: Path, opened: Index, model: WordModel
) -> None:
    queries = [f"{passage.text} requires" for passage in opened.passages[::10]]
    with Index.create(tmp_path, opened.passages, model=model) as again:
        assert again.digest == opened.digest
        assert [summary(h) for h in again.search_many(queries, 10)] == [
            summary(h) for h in opened.search_many(queries, 10)
        ]


@pytest.mark.parametrize("query", ["", "   ", "\n\t", "\u200b", "\ud800", "\x00"])
def test_a_blank_query_finds_nothing(opened: Index, query: str) -> None:
    assert opened.search(query, 3) == []


@pytest.mark.parametrize(
    "query", ["zzz qqq", "?!", "\ud800 budget \x00", "word " * 20_000, "日本語", "'; DROP TABLE x; --"]
)
def test_any_other_text_is_searched_for(opened: Index, query: str) -> None:
    assert len(opened.search(query, 3)) == 3


@pytest.mark.parametrize("k", [0, -1, 1.5, None, True, "3"])
def test_fewer_than_one_result_cannot_be_asked_for(opened: Index, k: object) -> None:
    with pytest.raises(QueryRefused, match="at least 1") as caught:
        opened.search("budget", k)  # type: ignore[arg-type]
    assert isinstance(caught.value, ValueError)


def test_a_query_must_be_a_text(opened: Index) -> None:
    with pytest.raises(QueryRefused, match="not a text"):
        opened.search(None, 3)  # type: ignore[arg-type]


def test_passages_come_back_as_they_were_given(tmp_path: Path, model: WordModel) -> None:
    given = [
        Passage(
            "a/1",
            "First  words\nhere",
            "a",
            ("Top", "Below"),
            3,
            20,
            {"article": "4(1)", "n": 3, "x": 1.5, "yes": True},
        ),
        Passage("b", "No offsets, no section", "b"),
    ]
    with Index.create(tmp_path, iter(given), model=model) as index:
        assert list(index.passages) == given
        assert index.passage("a/1") == given[0]
        assert {hit.passage.id: hit.passage for hit in index.search("words", 2)} == {p.id: p for p in given}
        with pytest.raises(KeyError):
            index.passage("absent")


def test_a_passage_without_context_is_found_by_its_heading(tmp_path: Path, model: WordModel) -> None:
    under = Passage("under", "Ten persons at most.", "d", ("Rules", "Ovens"))
    with Index.create(tmp_path, [*numbered_passages(20), under], model=model) as index:
        assert index.search("rules for ovens", 1)[0].passage == under


def test_documents_are_stored_with_their_passages(tmp_path: Path, model: WordModel) -> None:
    document = markdown_document(CALL, "bakers.md", call="bakers")
    with Index.create(tmp_path, document_passages(document), documents=[document], model=model) as index:
        assert index.document("bakers") == document
        hit = index.search("baker with oven", 1)[0]
        assert document.text[hit.passage.start : hit.passage.end] == hit.passage.text == "be bakers with an oven"
        assert (
            index.search("Must applicants be established in Norway?", 1)[0].passage.text == "be established in Norway"
        )


def test_a_long_passage_is_one_hit_found_by_its_last_words(tmp_path: Path, model: WordModel) -> None:
    long = Passage("long", "The budget covers ovens. " * 60 + "Zebras graze quietly.", "d")
    with Index.create(tmp_path, [*numbered_passages(20), long], model=model) as index:
        hits = index.search("zebras graze quietly", 21)
        assert [hit.passage.id for hit in hits].count("long") == 1
        assert hits[0].passage == long
        whole = model.encode([long.text]) @ model.encode(["zebras graze quietly"])[0]
        assert hits[0].dense > 2 * whole[0]


GOOD = Passage("a", "text", "d")


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        ([], "nothing to index"),
        ([GOOD, replace(GOOD, text="other")], "twice"),
        ([replace(GOOD, text=" \n")], "empty"),
        ([replace(GOOD, text=None)], "not a text"),
        ([replace(GOOD, id="")], "id"),
        ([replace(GOOD, id=7)], "id"),
        ([replace(GOOD, document=None)], "document"),
        ([replace(GOOD, section="Top")], "section"),
        ([replace(GOOD, section=(1,))], "section"),
        ([replace(GOOD, start="0")], "offsets"),
        ([replace(GOOD, metadata={"a": [1]})], "plain value"),
        ([replace(GOOD, text="\ud800")], "surrogate"),
        (["text"], "not a Passage"),
        ([None], "not a Passage"),
    ],
)
def test_bad_passages_are_refused_by_name_and_leave_nothing(
    tmp_path: Path, model: WordModel, passages: list[Passage], said: str
) -> None:
    with pytest.raises(PassageRefused, match=said) as caught:
        Index.create(tmp_path / "index", passages, model=model)
    assert isinstance(caught.value, ValueError)
    assert not (tmp_path / "index").exists()


def test_an_absent_index_says_how_to_build_it(tmp_path: Path, model: WordModel) -> None:
    with pytest.raises(IndexMissing, match="python -m assistant index"):
        Index.open(tmp_path / "nowhere", model=model)


def test_a_file_in_place_of_the_folder_is_an_operators_problem(tmp_path: Path, model: WordModel) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageProblem):
        Index.create(tmp_path / "file" / "index", [GOOD], model=model)
    with pytest.raises(StorageProblem):
        Index.create(tmp_path / "file", [GOOD], model=model)


def test_another_embedding_model_asks_for_a_rebuild(two_releases: Path) -> None:
    with pytest.raises(IndexOutdated, match=r"embedding model.*--rebuild"):
        Index.open(two_releases, model=WordModel("words-2"))


@pytest.mark.parametrize("part", ["chromadb", "chunker", "tokenizer", "split", "format"])
def test_another_version_asks_for_a_rebuild(
    two_releases: Path, model: WordModel, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import release

    changed = {**release.software(), part: "999"}
    monkeypatch.setattr(release, "software", lambda: changed)
    with pytest.raises(IndexOutdated, match=rf"{part}.*--rebuild"):
        Index.open(two_releases, model=model)


def test_the_weight_decides_between_meaning_and_words(two_releases: Path, model: WordModel) -> None:
    query = "cluster cluster cluster 17"
    for weight, measure in ((0.0, "dense"), (1.0, "lexical")):
        with Index.open(two_releases, model=model, options=SearchOptions(weight=weight)) as index:
            values = [getattr(hit, measure) for hit in index.search(query, 10)]
            assert values == sorted(values, reverse=True)


def test_rare_terms_tell_more_than_common_ones(opened: Index) -> None:
    assert opened.idf("absent") > opened.idf("cluster") > opened.idf("item")
    assert opened.terms("Clusters of Article 4(1)") == [
        "cluster",
        "articl",
        "4(1)",
        "4",
        "1",
        "articl 4(1)",
        "articl 4",
    ]


def test_opening_and_searching_changes_no_stored_file_and_closing_leaves_no_copy(
    two_releases: Path, model: WordModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = {p: p.read_bytes() for p in two_releases.rglob("*") if p.is_file()}
    index = Index.open(two_releases, model=model)
    index.search("budget", 3)
    assert any(tmp_path.iterdir())
    index.close()
    index.close()
    assert {p: p.read_bytes() for p in two_releases.rglob("*") if p.is_file()} == before
    assert not any(tmp_path.iterdir())
    with pytest.raises(QueryRefused, match="closed"):
        index.search("budget", 3)


def test_copies_left_by_killed_processes_are_cleared_and_those_in_use_are_not(
    two_releases: Path, model: WordModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "call-index-run-dead").mkdir()
    (tmp_path / "call-index-run-dead.lock").touch()
    with Index.open(two_releases, model=model) as first, Index.open(two_releases, model=model):
        assert not (tmp_path / "call-index-run-dead").exists()
        assert len([p for p in tmp_path.iterdir() if p.is_dir()]) == 2
        assert first.search("budget", 1)


def test_several_threads_may_search_at_once(opened: Index) -> None:
    queries = [passage.text for passage in opened.passages[:40]]
    alone = [summary(opened.search(query, 3)) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: summary(opened.search(query, 3)), queries)) == alone


def test_the_vector_stores_own_embedding_configuration_is_never_used(
    two_releases: Path, model: WordModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.utils import embedding_functions as known

    def used(*_: object, **__: object) -> None:
        raise AssertionError("an embedding function was built")

    for function in set(known.known_embedding_functions.values()):
        monkeypatch.setattr(function, "build_from_config", used)
        monkeypatch.setattr(function, "__init__", used)
    with Index.open(two_releases, model=model) as index:
        assert index.search("budget", 3)


def test_importing_the_index_loads_no_heavy_library() -> None:
    heavy = ("torch", "chromadb", "sentence_transformers", "bm25s", "numpy")
    code = f"import sys, index; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        env=os.environ,
        check=True,
    )
    assert run.stdout.strip() == "[]"


def test_the_bundled_model_finds_a_paraphrase(tmp_path: Path, minilm: SentenceModel) -> None:
    document = markdown_document(CALL, "bakers.md")
    with Index.create(tmp_path, document_passages(document), model=minilm) as index:
        assert (
            index.search("What is the closing date for submissions?", 1)[0].passage.text
            == "Send the form by 3 May 2030."
        )
        hits = index.search("What is the closing date for submissions?", 1)
        assert summary(hits) == summary(index.search("What is the closing date for submissions?", 1))
