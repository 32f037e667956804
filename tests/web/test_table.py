"""The partners' table in headless Chromium: a cell is changed, the consortium judged anew, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.web.texts import PageTexts
from tests.web.conftest import WIDTHS, ask, shot

pytestmark = pytest.mark.browser

OPEN = "Three clusters from Germany, France and Poland, and a university from Spain."
ELIGIBLE = "Three clusters from Germany, France and Calabria, all registered on the ECCP."
FAILED = "Two clusters from Germany and France and a university from Norway. The project lasts 40 months."
STATUS = "#current .verdict"


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.goto(address)
    opened.wait_for_selector("button.example")
    yield opened
    context.close()


def cell(page: Page, field: str, partner: int) -> str:
    return f"#current section.partners tbody >> nth={partner} >> select[data-field={field}]"


def name(page: Page) -> str:
    return "phone" if (page.viewport_size or {})["width"] < 600 else "desktop"


def uncovered(page: Page, selector: str) -> bool:
    """Whether the middle of an element is what a click there would meet."""
    found = page.locator(selector).evaluate(
        """element => {
          const {x, y, width, height} = element.getBoundingClientRect();
          return document.elementFromPoint(x + width / 2, y + height / 2) === element;
        }"""
    )
    return bool(found)


def test_changed_cells_are_judged_at_once_and_the_focus_stays(page: Page, texts: PageTexts) -> None:
    ask(page, OPEN)
    expect(page.locator(STATUS)).to_have_text("Cannot be determined yet")
    shot(page, f"{name(page)}-check-1-open", whole=True)
    for partner in (0, 1):
        page.locator(cell(page, "eccp", partner)).select_option("registered")
    page.locator(cell(page, "region", 2)).scroll_into_view_if_needed()
    before = page.locator(cell(page, "region", 2)).bounding_box()
    page.locator(cell(page, "region", 2)).select_option("PL81")
    expect(page.locator(STATUS)).to_have_text("Eligible on the facts given")
    expect(page.locator(cell(page, "region", 2))).to_be_focused()
    after = page.locator(cell(page, "region", 2)).bounding_box()
    assert before and after and abs(after["y"] - before["y"]) < 150, "the cell has left the reader's eyes"
    expect(page.locator(STATUS)).to_be_in_viewport()
    assert page.locator(cell(page, "eccp", 1)).input_value() == "registered"
    shot(page, f"{name(page)}-check-2-edited", whole=True)


def test_a_question_leads_to_the_cell_that_answers_it(page: Page) -> None:
    ask(page, OPEN)
    question = page.locator("button.missing-fact", has_text="regions or towns")
    question.focus()
    page.keyboard.press("Enter")
    expect(page.locator(cell(page, "region", 1))).to_be_focused()
    page.keyboard.type("Cors")
    page.keyboard.press("Enter")
    expect(page.locator("#current .reply")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(cell(page, "region", 1))).to_have_value("FRM0")


def test_partners_are_added_and_removed(page: Page) -> None:
    ask(page, FAILED)
    expect(page.locator(STATUS)).to_have_text("Not eligible on the facts given")
    shot(page, f"{name(page)}-check-3-failed", whole=True)
    rows = page.locator("#current section.partners tbody")
    page.click("button.partner-add")
    expect(rows).to_have_count(4)
    expect(page.locator(cell(page, "country", 3))).to_be_focused()
    assert uncovered(page, cell(page, "country", 3)), "a new partner stands behind the input"
    page.locator(cell(page, "country", 3)).select_option("LV")
    expect(page.locator(f"{cell(page, 'region', 3)} >> option")).to_have_count(2)
    page.locator("button.partner-remove").nth(2).click()
    expect(rows).to_have_count(3)
    expect(page.locator(cell(page, "country", 2))).to_have_value("LV")
    expect(page.locator("button.partner-remove").nth(2)).to_be_focused()


def test_a_partner_with_a_long_name_can_be_removed(page: Page) -> None:
    ask(page, "Three clusters: Cluster Zielona Energia Lubelszczyzna Sp. z o.o. from Lublin, one from Lyon.")
    page.locator("button.partner-remove").first.scroll_into_view_if_needed()
    right = page.locator("button.partner-remove").first.bounding_box()
    card = page.locator("#current .card").bounding_box()
    assert right and card and right["x"] + right["width"] < card["x"] + card["width"]
    assert page.locator("#current section.partners .table").evaluate("table => table.scrollWidth <= table.clientWidth")


def test_another_country_takes_its_region_away(page: Page) -> None:
    ask(page, ELIGIBLE)
    expect(page.locator(STATUS)).to_have_text("Eligible on the facts given")
    shot(page, f"{name(page)}-check-4-eligible", whole=True)
    page.locator(cell(page, "country", 2)).select_option("FI")
    expect(page.locator(STATUS)).to_have_text("Cannot be determined yet")  # the French one may be overseas
    expect(page.locator(cell(page, "region", 2))).to_have_value("")
    expect(page.locator("#current .before")).to_contain_text("Eligible on the facts given")


def test_the_next_message_speaks_of_the_consortium_as_changed(page: Page) -> None:
    ask(page, "Three clusters from Germany, France and Poland, all registered on the ECCP.")
    page.locator(cell(page, "country", 2)).select_option("CZ")
    expect(page.locator("#current .before")).to_be_visible()
    ask(page, "What if we add a Latvian SME?")
    expect(page.locator(cell(page, "country", 2))).to_have_value("CZ")
    expect(page.locator(STATUS)).to_have_text("Eligible on the facts given")
    expect(page.locator("#history select")).to_have_count(0)
    then = page.locator("#history details")
    expect(then.locator(".partners")).to_be_hidden()
    then.locator("summary").first.click()
    expect(then.locator(".partners")).to_be_visible()
    shot(page, f"{name(page)}-check-5-what-if", whole=True)


def test_the_same_description_sent_again_describes_it_anew(page: Page) -> None:
    ask(page, OPEN)
    page.locator(cell(page, "country", 0)).select_option("FI")
    expect(page.locator("#current .before")).to_be_visible()
    page.fill("#question textarea", OPEN)
    page.press("#question textarea", "Enter")
    expect(page.locator("#history .exchange")).to_have_count(1)
    expect(page.locator("#current section.partners tbody")).to_have_count(4)
    expect(page.locator(cell(page, "country", 0))).to_have_value("DE")


def test_the_check_is_copied_as_text(page: Page, texts: PageTexts) -> None:
    ask(page, ELIGIBLE)
    page.get_by_role("button", name=texts.copy_text).click()
    expect(page.get_by_role("button", name=texts.copied)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Eligibility check for SMP-COSME-2024-CLUSTER, 2026-11-22\nResult: eligible")
    assert "Only the granting authority" in copied
    expect(page.locator("#current .summary")).to_be_visible()


def test_nothing_of_the_check_is_wider_than_the_window(page: Page) -> None:
    ask(page, FAILED)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tables = page.locator("#current .table").evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
    assert tables == [0, 0]
    labels = page.locator("#current select").evaluate_all("cells => cells.map(cell => cell.ariaLabel)")
    assert len(labels) == len(set(labels)) and all(labels)
