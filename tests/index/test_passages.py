from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Document, Passage, document_passages, load_document, passage_digest
from index.markdown import markdown_document
from index.passages import TARGET_LENGTH

TEXT = """# Call

Intro with a mark[1].

## Who

Applicants must:

- be legal entities
- be established in:
  - a Member State
  - Norway

## When

On time.

[1] What the mark means.
"""


@pytest.fixture
def document() -> Document:
    return markdown_document(TEXT, "call.md")


@pytest.fixture
def passages(document: Document) -> dict[str, Passage]:
    return {passage.text: passage for passage in document_passages(document)}


def test_every_passage_is_a_run_of_the_stored_text(document: Document) -> None:
    for passage in document_passages(document):
        assert document.text[passage.start : passage.end] == passage.text


def test_a_list_item_carries_its_lead_ins_and_headings_beside_its_text(passages: dict[str, Passage]) -> None:
    norway = passages["Norway"]
    assert norway.section == ("Call", "Who")
    assert norway.metadata["context"] == "Call\nWho\nApplicants must:\nbe established in:"
    assert norway.metadata["depth"] == 2
    assert norway.metadata["lead_in"] == passages["be established in:"].id


def test_items_of_one_list_know_each_other(passages: dict[str, Passage]) -> None:
    first, second = passages["be legal entities"], passages["be established in:"]
    assert first.metadata["list"] == second.metadata["list"] == first.id
    assert passages["Norway"].metadata["list"] == passages["a Member State"].id


def test_footnotes_go_with_their_marker_both_ways(passages: dict[str, Passage]) -> None:
    assert "What the mark means." in passages["Intro with a mark[1]."].metadata["context"]
    note = passages["[1] What the mark means."]
    assert "Intro with a mark[1]." in note.metadata["context"]
    assert note.id == "call#footnote-1"


def test_ids_name_document_heading_and_place(passages: dict[str, Passage]) -> None:
    assert passages["be legal entities"].id == "call#who/2"


def test_an_edit_elsewhere_changes_neither_id_nor_digest(passages: dict[str, Passage]) -> None:
    edited = markdown_document(TEXT.replace("Intro", "A much longer intro").replace("On time.", "Late."), "call.md")
    for passage in document_passages(edited):
        if passage.section == ("Call", "Who"):
            assert passages[passage.text].id == passage.id
            assert passage_digest(passages[passage.text]) == passage_digest(passage)


def test_another_lead_in_changes_the_digest(passages: dict[str, Passage]) -> None:
    edited = markdown_document(TEXT.replace("Applicants must:", "Applicants must not:"), "call.md")
    norway = next(passage for passage in document_passages(edited) if passage.text == "Norway")
    assert passage_digest(norway) != passage_digest(passages["Norway"])


def test_long_paragraphs_are_cut_at_sentence_ends_only() -> None:
    sentence = "Costs under Art. 4(1) No. 2 are eligible, i.e. those of the action. "
    document = markdown_document(sentence * 40, "long.md")
    passages = document_passages(document)
    assert len(passages) > 1
    assert all(passage.text.endswith("of the action.") for passage in passages)
    assert all(len(passage.text) <= TARGET_LENGTH for passage in passages)
    assert " ".join(passage.text for passage in passages) == document.text


def test_a_sentence_longer_than_a_passage_stays_whole() -> None:
    document = markdown_document("word " * 400 + "end.", "long.md")
    assert [passage.text for passage in document_passages(document)] == [document.text]


def test_a_heading_with_nothing_below_it_can_be_found() -> None:
    document = markdown_document("# Top\n\nText.\n\n## Lonely\n\n## Last\n\nText.\n", "a.md")
    kinds = {p.text: p.metadata["kind"] for p in document_passages(document)}
    assert kinds == {"Top": "heading", "Text.": "paragraph", "Lonely": "heading"}


def test_facts_give_their_ids_and_metadata_to_passages(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(
        "id: f\ntitle: Facts\nurl: https://example.europa.eu/\nconfidence: official\n"
        "sections: [{heading: H, lead: 'These:',"
        " items: [{id: one, text: A fact., article: 3(2), confidence: derived}]}]"
    )
    passage = document_passages(load_document(path))[-1]
    assert passage.id == "f#one"
    assert passage.metadata["article"] == "3(2)"
    assert passage.metadata["confidence"] == "derived"
    assert passage.metadata["url"] == "https://example.europa.eu/"
    assert passage.metadata["context"] == "Facts\nH\nThese:"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "# H",
                "## S",
                "- a",
                "  - b",
                "1. c",
                "text[1]",
                "[1] note",
                "| a | b |",
                "",
                "<p>x",
                "> q",
                "***",
                "***b",
                "a. B. C.",
            ]
        )
    )
)
def test_whatever_the_markdown_passages_are_unique_runs_of_the_text(lines: list[str]) -> None:
    document = markdown_document("start\n\n" + "\n".join(lines), "any.md")
    passages = document_passages(document)
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.text.strip()
