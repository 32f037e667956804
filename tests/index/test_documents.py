"""Files -> documents."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest

from index import BlockKind, Document, load_document, load_documents
from index.errors import DocumentRefused
from index.passages import passages_of
from index.plain import plain_document

MARKDOWN = """---
id: guide
title: A guide
kind: guide
url: https://example.europa.eu/guide
date: 2024-10-15
valid_from: 2024-11-01
confidence: official
---
# A **guide**

An intro[1] with [a link](https://example.org) and *stress*.\\
Second line.

Applicants must:

- be legal   entities
- be established in:
  - a Member State
  - an associated country
- pay less than <75% & more

## Amounts

| item | EUR |
|------|-----|
| one  | 10  |

<p>Kept <b>words</b><br>here</p>
<!-- hidden orders -->

[1] The words of the note.
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


@pytest.fixture
def guide(tmp_path: Path) -> Document:
    return load_document(written(tmp_path, "any.md", MARKDOWN), call="some-call")


def test_markdown_is_stored_without_markup(guide: Document) -> None:
    assert guide.text.startswith(
        "A guide\n\nAn intro[1] with a link and stress.\nSecond line.\n\nApplicants must:\n\n"
        "be legal entities\nbe established in:\na Member State\nan associated country\npay less than <75% & more\n\n"
        "Amounts"
    )


def test_the_front_matter_describes_the_document(guide: Document) -> None:
    assert (guide.id, guide.title, guide.call, guide.date) == ("guide", "A guide", "some-call", date(2024, 10, 15))
    assert guide.valid_from == date(2024, 11, 1)


def test_list_items_hang_on_their_lead_in_at_their_depth(guide: Document) -> None:
    items = [b for b in guide.blocks if b.kind is BlockKind.LIST_ITEM]
    leads = [guide.text[guide.blocks[b.lead_in].start : guide.blocks[b.lead_in].end] for b in items if b.lead_in]
    assert leads[:5] == [
        "Applicants must:",
        "Applicants must:",
        "be established in:",
        "be established in:",
        "Applicants must:",
    ]
    assert [b.level for b in items[:5]] == [1, 1, 2, 2, 1]


def test_headings_make_the_section_path(guide: Document) -> None:
    amounts = next(b for b in guide.blocks if b.section == ("A guide", "Amounts"))
    assert guide.text[amounts.start : amounts.end] == "item | EUR"


def test_table_rows_hang_on_their_head(guide: Document) -> None:
    row = next(b for b in guide.blocks if guide.text[b.start : b.end] == "one | 10")
    assert row.lead_in is not None
    assert guide.text[guide.blocks[row.lead_in].start :].startswith("item | EUR")


def test_words_in_html_stay_and_comments_do_not(guide: Document) -> None:
    assert "Kept words\nhere" in guide.text
    assert "hidden" not in guide.text


def test_a_marked_paragraph_is_a_footnote_only_if_its_marker_stands_elsewhere(tmp_path: Path) -> None:
    document = load_document(written(tmp_path, "n.md", "Text[1].\n\n[1] Note.\n\n[2] Not a note.\n"))
    assert texts(document, BlockKind.FOOTNOTE) == ["[1] Note."]
    assert "[2] Not a note." in texts(document, BlockKind.PARAGRAPH)


def test_a_users_markdown_is_named_after_its_file_and_heading(tmp_path: Path) -> None:
    document = load_document(written(tmp_path, "My Call (final).md", "# Call for *clusters*\n\nText.\n"))
    assert (document.id, document.title, document.confidence) == ("my-call-final", "Call for clusters", "as_given")


FACTS = """
id: countries
title: Countries
url: https://example.europa.eu/list
act: Regulation 1
confidence: official
sections:
- heading: Associated
  lead: "Associated are:"
  article: "5"
  items:
  - {id: norway, text: Norway is associated., article: 5(a)}
  - {id: far, text: Far is not., confidence: derived, valid_from: 2024-01-01, note: as of 2024}
  sections:
  - heading: Deeper
    items: [{text: A fact without an id.}]
"""


def test_facts_inherit_from_section_and_document(tmp_path: Path) -> None:
    document = load_document(written(tmp_path, "facts.yaml", FACTS))
    norway, far, deep = (b for b in document.blocks if b.kind is BlockKind.LIST_ITEM)
    assert document.text.startswith("Associated\n\nAssociated are:\n\nNorway is associated.\nFar is not.\n\nDeeper")
    assert norway.metadata["article"] == "5(a)"
    assert (far.metadata["article"], far.metadata["confidence"], far.metadata["valid_from"]) == (
        "5",
        "derived",
        "2024-01-01",
    )
    assert deep.section == ("Associated", "Deeper")
    assert (deep.metadata["article"], deep.metadata["act"]) == ("5", "Regulation 1")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.md", "---\nid: a\ntitle: [\n---\ntext", "Line"),
        ("a.md", "---\nid: a\ntitle: A\ncolour: red\n---\ntext", "colour"),
        ("a.md", "---\nid: a b\ntitle: A\n---\ntext", "id"),
        ("a.md", "---\ntitle: A\n---\ntext", "id"),
        ("a.md", "---\nid: a\ntitle: A\nvalid_from: soon\n---\ntext", "valid_from"),
        ("a.md", "---\nid: a\ntitle: A\nurl: javascript:alert(1)\n---\ntext", "url"),
        ("a.md", "---\nid: a\ntitle: A\nvalid_from: 2025-01-01\nvalid_to: 2024-01-01\n---\ntext", "valid_to"),
        ("a.md", "<!-- only this -->", "words"),
        ("a.txt", "\n \n", "words"),
        ("a.yaml", "id: a\ntitle: A\n", "sections"),
        ("a.yaml", "id: a\ntitle: A\nsections: [{heading: H, items: [{txt: x}]}]", "sections[0].items[0].txt"),
        ("a.yaml", "id: a\ntitle: A\nsections: [{heading: H, items: [{text: ''}]}]", "sections[0].items[0].text"),
        ("a.yaml", "id: a\ntitle: A\nsections: [{items: [{id: x, text: a}, {id: x, text: b}]}]", "'x'"),
        ("a.yaml", "id: a\ntitle: A\nsections: [{items: [{text: [1]}]}]", "must be a text"),
        ("a.yaml", "id: a\ntitle: A\nsections: [!!python/object:os.system {}]", "YAML"),
        ("a.docx", "x", ".docx"),
    ],
)
def test_a_bad_file_is_refused_by_name_with_the_place_and_a_remedy(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    with pytest.raises(DocumentRefused) as caught:
        load_document(written(tmp_path, name, text))
    assert name in str(caught.value)
    assert said in str(caught.value)
    assert caught.value.next


def test_a_list_that_repeats_itself_without_end_is_refused(tmp_path: Path) -> None:
    bomb = "id: a\ntitle: A\nx: &x {text: word}\n"
    items = "sections: [{items: &a [" + "{text: word}, " * 200 + "]}" + ", {items: *a}" * 200 + "]\n"
    with pytest.raises(DocumentRefused):
        load_document(written(tmp_path, "a.yaml", bomb.replace("x: &x {text: word}\n", "") + items))


def test_other_encodings_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"fine\nna\xefve\n")
    with pytest.raises(DocumentRefused, match=r"Line 2.*UTF-8"):
        load_document(path)


def test_more_than_a_megabyte_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused, match="1 MB"):
        load_document(written(tmp_path, "a.txt", "word " * 250_000))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused, match="cannot be opened"):
        load_document(tmp_path / "absent.md")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf# Title\r\n\r\nText.\r\n")
    assert load_document(path).text == "Title\n\nText."


def test_hidden_characters_are_taken_out_and_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        document = load_document(written(tmp_path, "a.txt", "Vis\u200bible\x07 text\U000e0041 \u202eonly\u202c."))
    assert document.text == "Visible text only."
    assert "5 control or invisible characters" in caplog.text


def test_surrogates_from_yaml_escapes_do_not_get_in(tmp_path: Path) -> None:
    text = 'id: a\ntitle: A\nsections: [{items: [{text: "bad \\ud800 sign"}]}]'
    try:
        document = load_document(written(tmp_path, "a.yaml", text))
    except DocumentRefused:
        return
    document.text.encode("utf-8")


PLAIN = """CALL FOR CLUSTERS

This call supports clusters. It is
open until spring.

Who can apply

Applicants must:
• be legal entities
• be established in:
    - a Member State
    - Norway
1. Lastly, sign.

A short line
Another short line
"""


def test_plain_text_has_headings_paragraphs_and_nested_lists(tmp_path: Path) -> None:
    document = load_document(written(tmp_path, "call.txt", PLAIN))
    assert texts(document, BlockKind.HEADING) == ["CALL FOR CLUSTERS", "Who can apply"]
    assert "This call supports clusters. It is open until spring." in document.text
    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert [b.level for b in items] == [1, 1, 2, 2, 1]
    assert items[0].section == ("CALL FOR CLUSTERS", "Who can apply")
    assert document.title == "CALL FOR CLUSTERS"


def test_two_documents_with_one_id_are_refused(tmp_path: Path) -> None:
    paths = [written(tmp_path, "a.md", "# A\n\nx"), written(tmp_path, "a.txt", "Text here.")]
    with pytest.raises(DocumentRefused, match="already has the id"):
        load_documents(paths)


def test_the_digest_changes_with_the_words_and_with_the_description(tmp_path: Path) -> None:
    first = load_document(written(tmp_path, "a.md", MARKDOWN))
    same = load_document(written(tmp_path, "b.md", MARKDOWN))
    words = load_document(written(tmp_path, "c.md", MARKDOWN.replace("intro", "outro")))
    source = load_document(written(tmp_path, "d.md", MARKDOWN.replace("kind: guide", "kind: act")))
    assert first.digest == same.digest
    assert len({first.digest, words.digest, source.digest}) == 3


def test_a_question_with_its_answer_on_the_lines_below_is_a_heading() -> None:
    text = "Help page\n\nPARTNERS\n\n1. May a school\nlead a project?\nYes. It may.\n\nQ2. Is there a fee?\nNo.\n"
    document = plain_document(text, "faq.txt")
    answers = [(passage.section[-1], passage.text) for passage in passages_of([document]) if passage.section]
    assert ("May a school lead a project?", "Yes. It may.") in answers
    assert ("Q2. Is there a fee?", "No.") in answers
