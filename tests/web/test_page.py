"""The page in headless Chromium: an applicant's journey at desktop and phone width, and hostile texts (W-7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from assistant.answer import Claim
from assistant.web.texts import PageTexts
from tests.web.conftest import WIDTHS, FakeAssistant, answer_of, ask, citation_of, shot
from tests.web.payloads import PAYLOADS

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture
def requests() -> list[Request]:
    return []


@pytest.fixture
def open_page(browser: Browser, address: str, requests: list[Request]) -> Iterator[OpenPage]:
    contexts = []

    def opened(width: str = "desktop", **options: object) -> Page:
        size = {"width": WIDTHS[width][0], "height": WIDTHS[width][1]}
        context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request))
        page.goto(address)
        page.wait_for_selector("button.example")
        page.wait_for_selector("#announcement", state="attached")  # the page's own script has started
        return page

    yield opened
    for context in contexts:
        context.close()


def foreign(requests: list[Request], address: str) -> list[str]:
    return [r.url for r in requests if not r.url.startswith((address, "data:", "blob:"))]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_applicant_asks_an_example_and_sees_the_quoted_words(
    open_page: OpenPage, address: str, requests: list[Request], texts: PageTexts, width: str, scheme: str
) -> None:
    page = open_page(width, color_scheme=scheme)
    shot(page, f"{width}-{scheme}-1-start")
    page.click("button.example >> nth=0")
    expect(page.locator("#current .exchange")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#current .status")).to_have_text("Answered")
    shot(page, f"{width}-{scheme}-2-answer")

    cite = page.locator("#current .answer button.cite").first
    expect(cite).to_have_text("[1]")
    cite.click()
    mark = page.locator("#source mark")
    expect(mark).to_contain_text("minimum three cluster organisations")
    expect(mark).to_be_in_viewport()
    expect(page.locator("#source h2")).to_contain_text("EUROCLUSTERS")
    expect(page.locator("#source .section-text")).to_contain_text("In order to be eligible, the applicants")
    link = page.locator("#source .official a")
    assert (link.get_attribute("href") or "").startswith("https://eismea.ec.europa.eu/")
    expect(page.locator("#source h2")).to_be_focused()
    shot(page, f"{width}-{scheme}-3-source")

    page.keyboard.press("Escape")
    expect(cite).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert foreign(requests, address) == []


def test_the_ai_notice_stands_before_the_input_and_describes_it(open_page: OpenPage, texts: PageTexts) -> None:
    for width in WIDTHS:
        page = open_page(width)
        notice = page.locator("#ai-notice")
        expect(notice).to_be_in_viewport()
        expect(notice).to_contain_text(texts.ai_notice)
        assert notice.evaluate(
            "notice => !!(notice.compareDocumentPosition(document.querySelector('textarea')) & 4)"
        ), "the notice comes before the input in document order"
        expect(page.locator("#question textarea")).to_have_attribute("aria-describedby", "ai-notice")
        assert page.evaluate("document.documentElement.lang") == "en"


def test_the_whole_journey_works_without_a_mouse(open_page: OpenPage, texts: PageTexts) -> None:
    page = open_page()
    page.locator("button.example").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#question textarea")).to_be_focused()
    page.locator("#current button.cite").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name=texts.source_back)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#current button.cite").first).to_be_focused()


def test_an_example_that_is_chosen_before_the_page_listens_is_asked_all_the_same(
    open_page: OpenPage, served: FakeAssistant
) -> None:
    page = open_page()
    page.evaluate(
        """() => {
          window.lost = 0;
          const lose = (event) => {
            if (event.target.closest("#ask") && window.lost++ < 3) event.stopImmediatePropagation();
          };
          document.addEventListener("click", lose, true);
        }"""
    )
    before = len(served.asked)
    page.click("button.example >> nth=0")
    expect(page.locator("#current .exchange")).to_have_attribute("aria-busy", "false")
    assert page.evaluate("window.lost") >= 3
    page.wait_for_timeout(1_200)  # two more turns in which it could be asked again
    assert len(served.asked) == before + 1


def test_a_finished_answer_is_announced_once_and_without_markup(
    open_page: OpenPage, served: FakeAssistant, texts: PageTexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "pause", 0.15)
    page = open_page()
    page.evaluate(
        """() => {
          window.said = [];
          const live = document.querySelector('#announcement');
          new MutationObserver(() => window.said.push(live.textContent)).observe(live, {childList: true});
        }"""
    )
    ask(page, "How many?")
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert said[0].startswith(f"{texts.finished} Answered. At least three cluster organisations")
    assert "<" not in said[0]


def test_a_new_conversation_starts_empty_and_forgets_the_old_one(
    open_page: OpenPage, served: FakeAssistant, texts: PageTexts
) -> None:
    page = open_page()
    ask(page, "first question")
    ask(page, "second question")
    expect(page.locator("#history .words")).to_have_text("first question")
    assert served.asked[-1] == ["first question", "second question"]
    page.get_by_role("button", name=texts.new_conversation).click()
    expect(page.locator("button.example").first).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(0)
    ask(page, "third question")
    assert served.asked[-1] == ["third question"]


def test_sending_nothing_leaves_the_conversation_as_it_is(open_page: OpenPage, served: FakeAssistant) -> None:
    page = open_page()
    ask(page, "only question")
    asked = len(served.asked)
    for _ in range(5):
        page.press("#question textarea", "Enter")
        page.wait_for_timeout(150)
    expect(page.locator("#current .words")).to_have_text("only question")
    assert len(served.asked) == asked


def test_two_visitors_never_see_each_others_conversation(open_page: OpenPage, served: FakeAssistant) -> None:
    one, two = open_page(), open_page()
    ask(one, "canary of one")
    ask(two, "canary of two")
    ask(one, "and again")
    assert served.asked[-1] == ["canary of one", "and again"]
    assert "canary of two" not in one.inner_text("body")
    assert "canary of one" not in two.inner_text("body")


def test_the_page_leaves_no_cookie_and_nothing_in_the_browsers_stores(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "How many?")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.context.cookies() == []


def test_a_problem_gives_the_question_back_and_a_reference(open_page: OpenPage, served: FakeAssistant) -> None:
    served.scripted.append(RuntimeError("/srv/private/key.pem"))
    page = open_page()
    page.fill("#question textarea", "a question worth keeping")
    page.click("#ask")
    expect(page.locator("#current .status-failed")).to_be_visible()
    assert "key.pem" not in page.content()
    expect(page.locator("#question textarea")).to_have_value("a question worth keeping")
    shot(page, "desktop-light-4-problem")


def test_hostile_texts_stay_text_in_a_real_browser(
    open_page: OpenPage, served: FakeAssistant, address: str, requests: list[Request]
) -> None:
    hostile = PAYLOADS[::8]
    assert len(hostile) >= 40
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail("a dialog opened"))
    words = "minimum three cluster organisations"
    cited = citation_of(served.page, 1, words)
    for start in range(0, len(hostile), 8):
        group = hostile[start : start + 8]
        served.scripted.append(
            answer_of(
                "\n\n".join(f"{payload} [1]" for payload in group),
                claims=[Claim(text=payload, citations=[1]) for payload in group],
                citations=[cited.model_copy(update={"title": group[0], "section": [group[-1]]})],
                questions=[f"{payload} ?" for payload in group],
            )
        )
        ask(page, f"attack {start}")
        expect(page.locator("#current .missing li")).to_have_count(len(group))
    page.wait_for_timeout(300)
    assert page.evaluate("window.__xss") is None
    made = "#history :is(img,svg,iframe,form,input,video,audio,object,embed,style,link,meta,base,script,math,a,details)"
    assert page.locator(f"{made}, {made.replace('#history', '#current')}").count() == 0
    assert foreign(requests, address) == []
