"""The call page ships word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import BlockKind, Document, load_document
from tests.corpus.places import CALL

PRINTED = Path(__file__).parent / "data" / "call-page.txt"
# No content: the skip link, the captions of logo and banner, one of the two printed "Questions on the call?".
REMOVED = ["Skip to main content", "European Commission logo", "Euroclusters web banner", "Questions on the call?"]


@pytest.fixture(scope="module")
def page() -> Document:
    return load_document(CALL / "documents" / "call-page.md")


def _printed_words() -> list[str]:
    lines = [line.strip() for line in PRINTED.read_text(encoding="utf-8").splitlines()]
    for removed in REMOVED:
        lines.remove(removed)
    return [word for line in lines for word in line.removeprefix("•").split()]


def test_the_stored_page_has_the_words_of_the_printed_page_and_no_others(page: Document) -> None:
    assert page.text.split() == _printed_words()


def test_the_words_are_stored_in_blocks_without_a_gap(page: Document) -> None:
    blocks = [page.text[block.start : block.end] for block in page.blocks]
    assert " ".join(blocks).split() == page.text.split()


def test_no_markup_or_bullet_sign_is_left_in_the_text(page: Document) -> None:
    assert not set("•#*\\\u00a0") & set(page.text)


def test_the_deadline_stands_in_one_block_under_its_label(page: Document) -> None:
    assert any(
        page.text[block.start : block.end] == "Deadline date\n5 February 2025, 17:00 (CET)" for block in page.blocks
    )


def test_empty_labels_closed_and_the_line_of_the_agency_stay(page: Document) -> None:
    blocks = {page.text[block.start : block.end] for block in page.blocks}
    assert {"Publication date", "Opening date", "Deadline model", "Closed"} <= blocks
    assert "European Innovation Council and SMEs Executive Agency (EISMEA)" in blocks


def test_both_footnotes_are_found_with_their_markers(page: Document) -> None:
    assert [block.marker for block in page.blocks if block.kind is BlockKind.FOOTNOTE] == ["1", "2"]


def test_the_two_groups_of_countries_hang_on_their_own_item(page: Document) -> None:
    inner = [block for block in page.blocks if block.kind is BlockKind.LIST_ITEM and block.level == 2]
    assert len(inner) == 2
    for block in inner:
        assert block.lead_in is not None
        lead = page.blocks[block.lead_in]
        assert page.text[lead.start : lead.end].startswith("be established in one of the eligible countries")


def test_headings_are_those_of_the_page(page: Document) -> None:
    headings = [page.text[block.start : block.end] for block in page.blocks if block.kind is BlockKind.HEADING]
    assert headings[1:] == [
        "Eligible applicants",
        "Budget and project duration",
        "Important for submission",
        "Info session",
        "Questions on the call?",
    ]
