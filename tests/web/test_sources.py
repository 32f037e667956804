"""The source panel: a whole section with the quoted words marked."""

from __future__ import annotations

from datetime import date

from assistant.web.sources import source_panel
from assistant.web.texts import PageTexts
from index.types import Block, BlockKind, Document
from tests.web.conftest import citation_of
from tests.web.payloads import assert_closed_set


def test_every_block_of_the_call_page_can_be_shown_with_exactly_its_words_marked(
    page_document: Document, texts: PageTexts
) -> None:
    for block in page_document.blocks:
        html = source_panel(page_document, block.start, block.end, texts)
        assert_closed_set(html, frozenset({page_document.url or ""}))
        marked = html.split("<mark", 1)[1].split(">", 1)[1].split("</mark>")[0]
        words = page_document.text[block.start : block.end]
        assert assert_closed_set(f"<p>{marked}</p>").words == words


def test_the_whole_section_is_shown_and_no_other(page_document: Document, texts: PageTexts) -> None:
    citation = citation_of(page_document, 1, "Maximum project duration: 36 months")
    words = assert_closed_set(
        source_panel(page_document, citation.start, citation.end, texts), frozenset({page_document.url or ""})
    ).words
    assert "Available budget: EUR 42 000 000" in words
    assert "Budget and project duration" in words
    assert "Eligible applicants" not in words


def test_title_dates_standing_and_official_address_are_shown(texts: PageTexts) -> None:
    block = Block(BlockKind.LIST_ITEM, 0, 5, section=("Group", "Solar"), metadata={"article": "Article 4(1)(a)"})
    document = Document(
        "d",
        "Annex of an act",
        "facts",
        "Solar",
        (block,),
        url="https://eur-lex.europa.eu/x",
        act="Regulation (EU) 2024/1735",
        date=date(2024, 6, 13),
        valid_from=date(2024, 6, 29),
        confidence="confirmed",
    )
    words = assert_closed_set(source_panel(document, 0, 5, texts), frozenset({"https://eur-lex.europa.eu/x"})).words
    for shown in ("Annex of an act", "Group › Solar", "Regulation (EU) 2024/1735, Article 4(1)(a)", "13 June 2024"):
        assert shown in words
    assert "from 29 June 2024" in words
    assert "Confirmed against an official source" in words


def test_offsets_outside_the_document_mark_nothing(page_document: Document, texts: PageTexts) -> None:
    assert "<mark" not in source_panel(page_document, 10**9, 10**9 + 5, texts)
