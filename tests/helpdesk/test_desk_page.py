"""The desk in headless Chromium: paste, draft, open a source, edit a number and see it flagged, approve, export."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from assistant.helpdesk.frame import officer_texts
from assistant.helpdesk.review import Review
from assistant.service import Assistant
from assistant.web.desk import desk_server
from assistant.web.texts import page_texts
from tests.conftest import ROOT
from tests.helpdesk.conftest import serve
from tests.helpdesk.mails import mail

SCREENSHOTS = ROOT / "var" / "screenshots"
ENQUIRY = mail(
    "Dear helpdesk,\n\n1. When is the deadline?\n2. How many projects will be funded?\n\n"
    "Our consortium is a cluster in Lyon, a cluster in Sofia and a university in Graz. Is our consortium eligible?\n\n"
    "Kind regards\nAlex Example\n<img src=x onerror=\"document.title='owned'\">"
).decode()

pytestmark = pytest.mark.browser


@pytest.fixture
def address(review: Review, assistant_of_call: Assistant) -> Iterator[str]:
    labels = officer_texts(ROOT / "corpus")["support"]
    with serve(desk_server(review, assistant_of_call.document, labels, page_texts("en"), most_bytes=1_000_000)) as url:
        yield url


@pytest.fixture
def requests() -> list[Request]:
    return []


@pytest.fixture
def page(browser: Browser, address: str, requests: list[Request]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(60_000)
    opened = context.new_page()
    opened.on("request", lambda request: requests.append(request))
    opened.goto(address)
    yield opened
    context.close()


def shot(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"desk-{name}.png", full_page=True)


def test_an_officers_journey(page: Page, address: str, requests: list[Request], tmp_path: Path) -> None:
    expect.set_options(timeout=60_000)
    page.click("#take-in")
    expect(page.locator("#problem")).to_contain_text("The pasted text holds no text.")
    page.fill("#pasted", ENQUIRY)
    page.click("#take-in")
    expect(page.locator("#state")).to_have_text("drafted")
    expect(page.locator("#asked li")).to_have_count(3)
    expect(page.locator("#summary")).to_contain_text("sentences checked")
    page.click("#sources button >> nth=0")
    expect(page.locator("#source mark")).to_contain_text("5 February 2025")
    assert page.evaluate("() => window.scrollY") == 0  # the sources scroll, not the reply beside them
    shot(page, "source")
    page.click("#source-close")
    expect(page.locator("#source")).to_be_hidden()
    expect(page.locator("#sources button >> nth=0")).to_be_focused()

    text = page.input_value("#text")
    page.fill("#text", text.replace("funded: 16", "funded: 61", 1))
    expect(page.locator("#flagged li").first).to_contain_text("number 61")
    expect(page.locator("#changed")).to_have_text("2")
    page.fill("#officer", "A. Officer")
    page.click("#approve")
    expect(page.locator("#problem")).to_contain_text("flagged")
    shot(page, "flagged")

    page.fill("#text", text.replace("does not meet", "does meet", 1))
    expect(page.locator("#flagged li").first).to_contain_text("“not” was taken out")
    shot(page, "turned")

    page.fill("#text", text)
    expect(page.locator("#flagged li")).to_have_count(0)
    page.click("#approve")
    expect(page.locator("#approved")).to_contain_text("A. Officer")
    for form in ("docx", "eml", "md"):
        with page.expect_download() as download:
            page.click(f"#export button[data-format={form}]")
        download.value.save_as(tmp_path / f"reply.{form}")
        assert (tmp_path / f"reply.{form}").stat().st_size > 500
    expect(page.locator("#state")).to_have_text("exported")
    shot(page, "exported")

    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("() => document.documentElement.scrollWidth <= 390")
    shot(page, "phone")
    page.reload()
    page.click("#enquiries button >> nth=0")
    expect(page.locator("#text")).to_have_value(text)
    expect(page.locator("#stale")).to_be_hidden()
    page.click("#change summary")
    page.fill("#mail-text", "How long may a project last?")
    page.click("#keep-mail")
    expect(page.locator("#stale")).to_contain_text("the enquiry has changed")
    shot(page, "stale")

    page.once("dialog", lambda dialog: dialog.accept())
    page.click("#erase")
    expect(page.locator("#no-enquiries")).to_be_visible()

    assert page.title() == "Enquiry desk"
    assert all(request.url.startswith((address.rstrip("/"), "blob:")) for request in requests)
    assert page.context.cookies() == []
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def request(address: str, method: str, path: str, body: object = None, **headers: str) -> tuple[int, str]:
    host = address.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(host, timeout=60)
    given = {"content-type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection.request(method, path, json.dumps(body) if body is not None else None, given)
    answer = connection.getresponse()
    text = answer.read().decode()
    assert "content-security-policy" in {name.lower() for name, _ in answer.getheaders()}
    connection.close()
    return answer.status, text


def test_what_is_not_asked_by_the_page_itself_is_refused(address: str) -> None:
    text = {"text": "When is the deadline?"}
    assert request(address, "POST", "/enquiries", text, origin="https://evil.example")[0] == 403
    assert request(address, "GET", "/enquiries", sec_fetch_site="cross-site")[0] == 403
    assert request(address, "GET", "/enquiries", host="evil.example")[0] == 403
    assert request(address, "POST", "/enquiries", text, content_type="text/plain")[0] == 415
    assert request(address, "POST", "/enquiries", {"text": "x" * 3_000_000})[0] in (409, 413)
    assert request(address, "PUT", "/enquiries", text)[0] == 405
    for path in ("/docs", "/openapi.json", "/enquiries/../x", "/enquiries/1", "/gradio_api/upload", "/web/../desk.py"):
        assert request(address, "GET", path)[0] in (404, 422), path


def test_problems_are_told_without_details(address: str, review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    status, told = request(address, "POST", "/enquiries", {"text": "..."})
    assert status == 409 and "no text" in told
    assert request(address, "GET", f"/enquiries/{'0' * 32}")[0] == 409

    def fails() -> None:
        raise RuntimeError("secret-of-a-mail")

    monkeypatch.setattr(review, "list", fails)
    status, told = request(address, "GET", "/enquiries")
    assert status == 500 and "reference" in told and "secret" not in told
