"""Retrieval sets in BEIR's layout and acts in Formex."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.beir import BadCollection, measure, read_collection
from evals.benchmark.formex import BadAct, paragraphs, passages

ACT = """<?xml version="1.0" encoding="UTF-8"?>
<ACT><TITLE><TI><P>Regulation</P></TI></TITLE><CONSID><NP><NO.P>(1)</NO.P><TXT>Applicants in 3 Member States have to be
 able to rely on the rules of the call as they were published.</TXT></NP></CONSID></ACT>"""
HOSTILE = f"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<ACT><P>{"word " * 20}&x;</P></ACT>"""
BAD_FILES = [
    ("corpus.jsonl", "{"),
    ("qrels/test.tsv", "head\nq1 d1 1\n"),
    ("queries.jsonl", None),
    ("queries.jsonl", '{"_id": "q1"}\n'),
    ("corpus.jsonl", '{"text": "without an id"}\n'),
]


def collection(folder: Path) -> Path:
    (folder / "qrels").mkdir()
    (folder / "corpus.jsonl").write_text(
        '{"_id": "d1", "title": "Cats", "text": "drink milk"}\n{"_id": "d2", "text": ""}\n'
        '{"_id": "d3", "text": "dogs"}\n'
    )
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "cats"}\n{"_id": "q2", "text": "unjudged"}\n')
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td3\t1\n")
    return folder


def test_a_collection_is_read_with_titles_and_judged_queries_only(tmp_path: Path) -> None:
    found = read_collection(collection(tmp_path))
    assert [(p.id, p.text) for p in found.passages] == [("d1", "Cats\ndrink milk"), ("d3", "dogs")]
    assert (found.queries, found.qrels) == ({"q1": "cats"}, {"q1": {"d1": 2, "d3": 1}})


def test_what_is_judged_and_not_there_is_said(tmp_path: Path) -> None:
    (collection(tmp_path) / "qrels" / "test.tsv").write_text(
        "query\tdocument\tscore\nq1\td1\t1\nq1\td2\t1\nq9\td1\t1\n"
    )
    assert read_collection(tmp_path).gaps() == [
        "1 of 2 relevant documents are not in corpus.jsonl",
        "1 judged queries are not in queries.jsonl",
    ]
    (tmp_path / "qrels" / "test.tsv").write_text("query\tdocument\tscore\nq9\td1\t1\n")
    with pytest.raises(BadCollection, match="nothing to ask"):
        read_collection(tmp_path)


def test_measures_are_the_known_values() -> None:
    values = measure({"q1": [("x", 0.9), ("d1", 0.8)], "q2": []}, {"q1": {"d1": 1, "d3": 1}, "q2": {"d1": 1}})
    assert values["RR@10"] == {"q1": 0.5, "q2": 0.0}
    assert values["R@5"] == {"q1": 0.5, "q2": 0.0}
    assert values["AP@100"]["q1"] == 0.25
    assert values["all@10"] == {"q1": 0.0, "q2": 0.0}


@pytest.mark.parametrize(("file", "text"), BAD_FILES)
def test_a_bad_collection_is_named_with_its_file(tmp_path: Path, file: str, text: str | None) -> None:
    collection(tmp_path)
    if text is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_text(text)
    with pytest.raises(BadCollection, match=Path(file).name):
        read_collection(tmp_path)


def test_paragraphs_come_out_whole_and_headings_do_not(tmp_path: Path) -> None:
    act = tmp_path / "act.xml"
    act.write_text(ACT, encoding="utf-8")
    assert paragraphs(act) == [
        "(1)Applicants in 3 Member States have to be able to rely on the rules of the call as they were published."
    ]


def test_more_passages_are_made_by_variation_and_none_is_there_twice(tmp_path: Path) -> None:
    act = tmp_path / "act.xml"
    act.write_text(ACT, encoding="utf-8")
    found = passages([act], 50)
    assert len({p.text for p in found}) == len({p.id for p in found}) == 50


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    act = tmp_path / "act.xml"
    act.write_text(HOSTILE, encoding="utf-8")
    assert "root:" not in " ".join(paragraphs(act))


def test_what_is_no_xml_is_refused(tmp_path: Path) -> None:
    act = tmp_path / "act.xml"
    act.write_text("no xml", encoding="utf-8")
    with pytest.raises(BadAct, match="cannot be read"):
        paragraphs(act)
