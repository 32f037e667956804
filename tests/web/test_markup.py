"""W-7: what users, models and documents write never becomes markup."""

from __future__ import annotations

import pytest

from assistant.answer import Citation, Claim
from assistant.statuses import Status
from assistant.web import markdown
from assistant.web.exchange import Exchange
from assistant.web.html import Html, MarkupError, element, link, text
from assistant.web.render import Renderer
from assistant.web.sources import source_panel
from assistant.web.texts import PageTexts
from index.types import Block, BlockKind, Document
from tests.web.conftest import answer_of
from tests.web.payloads import PAYLOADS, assert_closed_set

OFFICIAL = frozenset({"https://eismea.ec.europa.eu/call_en"})


def assert_no_link(html: str) -> None:
    assert "href" not in dict(assert_closed_set(html).attributes)


def plain_marker(n: int) -> Html:
    return text(f"[{n}]")


def test_there_are_at_least_300_different_payloads() -> None:
    assert len(set(PAYLOADS)) >= 300


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_payload_in_an_answer_stays_text(payload: str) -> None:
    html = markdown.render(f"Before {payload} after [1].\n\n{payload}", plain_marker, OFFICIAL)
    assert_no_link(html)


@pytest.mark.parametrize("payload", PAYLOADS[::7], ids=range(len(PAYLOADS[::7])))
def test_a_payload_anywhere_in_an_exchange_stays_text(payload: str, texts: PageTexts) -> None:
    renderer = Renderer(texts, OFFICIAL)
    citation = Citation(
        n=1, document=payload, title=payload, section=[payload], quote=payload[:400], start=0, end=1, url=payload
    )
    answer = answer_of(payload, questions=[payload], id=payload, citations=[citation])
    assert_closed_set(renderer.finished(Exchange(payload, answer, payload)))
    assert_closed_set(renderer.working(payload, payload, [Claim(text=payload, citations=[1])], "exchange-1"))
    assert_closed_set(renderer.problem(payload, "Failed", [payload], "exchange-1"))


@pytest.mark.parametrize("payload", PAYLOADS[::7], ids=range(len(PAYLOADS[::7])))
def test_a_payload_in_a_document_stays_text_in_the_source_panel(payload: str, texts: PageTexts) -> None:
    blocks = tuple(Block(kind, 0, len(payload), section=(payload,)) for kind in BlockKind)
    document = Document("d", payload, "page", payload, blocks, url="javascript:window.__xss=1", act=payload)
    assert_no_link(source_panel(document, 1, len(payload) - 1, texts))


def test_only_an_exact_official_address_becomes_a_link() -> None:
    address = next(iter(OFFICIAL))
    assert 'href="https://eismea.ec.europa.eu/call_en"' in link("Call page", address, OFFICIAL)
    for other in (f"{address}/", f"{address}?q=1", f"{address}#x", address.upper(), f" {address}", None):
        assert link("Call page", other, OFFICIAL) == "Call page"


def test_only_the_contacts_own_mail_address_becomes_a_link() -> None:
    official = frozenset({"mailto:HELP-DESK@ec.europa.eu"})

    def shown(words: str) -> str:
        return markdown.render(words, plain_marker, official)

    linked = '<a href="mailto:HELP-DESK@ec.europa.eu">HELP-DESK@ec.europa.eu</a>'
    assert shown("Please ask: HELP-DESK@ec.europa.eu.") == f"<p>Please ask: {linked}.</p>"
    for other in (
        "x@ec.europa.eu",
        "xHELP-DESK@ec.europa.eu",
        "HELP-DESK@ec.europa.eu.evil.example",
        "a@HELP-DESK@ec.europa.eu",
    ):
        assert "href" not in shown(f"Please ask {other}")
    assert "href" not in shown("a" * 50_000 + "@")


def test_an_element_or_attribute_outside_the_closed_set_is_refused() -> None:
    with pytest.raises(MarkupError):
        element("img")
    with pytest.raises(MarkupError):
        element("p", onclick="x")


def test_lone_surrogates_controls_and_direction_overrides_do_not_reach_the_page() -> None:
    assert text("a\ud800b\x07c\u202ed").encode("utf-8").decode() == "a\ufffdb\ufffdc\ufffdd"


def test_the_small_markdown_gives_paragraphs_bold_lists_quotations_and_markers() -> None:
    html = markdown.render(
        "**Yes.** See *here*. [1]\n\n- one\n- two\n  - deep\n\n1. first\n2. second\n\n"
        "> quoted\n> words [2]\n\n### Part",
        lambda n: element("button", f"[{n}]"),
        OFFICIAL,
    )
    assert html == (
        "<p><strong>Yes.</strong> See <em>here</em>. <button>[1]</button></p>"
        "<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>"
        "<ol><li>first</li><li>second</li></ol>"
        "<blockquote><p>quoted&#10;words <button>[2]</button></p></blockquote>"
        '<p class="part"><strong>Part</strong></p>'
    )


def test_amounts_products_and_snake_case_are_not_taken_for_emphasis() -> None:
    assert markdown.render("3 * 4 * 5 and a_b_c and 2*3*4", plain_marker, OFFICIAL) == (
        "<p>3 * 4 * 5 and a_b_c and 2*3*4</p>"
    )


def test_a_long_run_of_marks_does_not_hang() -> None:
    for hostile in ("*" * 20_000, "[" * 20_000, "**a" * 7_000, "> " * 10_000, "[a](" * 5_000, "- " * 10_000):
        assert_closed_set(markdown.render(hostile, plain_marker, OFFICIAL))


def test_a_marker_without_citation_is_text_and_not_a_button(texts: PageTexts) -> None:
    html = Renderer(texts).finished(Exchange("q", answer_of("See [7].", status=Status.ANSWERED), "x"))
    assert "<button" not in html
    assert "[7]" in html
