"""A fake assistant with the interface of `assistant.service`, over the real call page; a served page."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Page, expect

from assistant.answer import Answer, Citation, Claim, Provenance, Timings
from assistant.by_hand import ByHand
from assistant.calls import load_call
from assistant.dialogue import Dialogue, Edited
from assistant.eligibility.verdict import judge
from assistant.environment import harden_environment
from assistant.events import Event, Finished, Progress, Sentence
from assistant.gazetteer import Gazetteer
from assistant.reading.lexicon import Lexicon
from assistant.settings import load_settings
from assistant.statuses import Status
from assistant.web.places import Places
from assistant.web.server import chat_server
from assistant.web.texts import PageTexts, call_page, page_texts
from index.loading import load_document
from index.types import Document

ROOT = Path(__file__).resolve().parents[2]
CALL = "smp-cosme-2024-cluster"
TODAY = date(2026, 11, 22)
SCREENSHOTS = ROOT / "var" / "screenshots"
WIDTHS = {"desktop": (1280, 860), "phone": (390, 844)}

expect.set_options(timeout=30_000)  # machines that test may be busy; nothing here is a speed test


def ask(page: Page, question: str) -> None:
    """Asks and waits for the answer. Gradio drops what is sent before it has heard that the last answer is complete."""
    page.fill("#question textarea", question)
    for _ in range(200):
        page.press("#question textarea", "Enter")
        page.wait_for_timeout(100)
        if question in page.locator("#current").inner_text():
            break
    expect(page.locator("#current .exchange")).to_have_attribute("aria-busy", "false")


def shot(page: Page, name: str, *, whole: bool = False) -> None:
    """A screenshot of the window, or of the `whole` page."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled", full_page=whole)


def answer_of(text: str, *, status: Status = Status.ANSWERED, **fields: object) -> Answer:
    """An answer object with the given Markdown and whatever `fields` change."""
    made = {
        "status": status,
        "answer": text,
        "language": "en",
        "provenance": Provenance(model="offline", index="i", prompts="p", settings="s", as_of="2026-11-22"),
        "timings": Timings(search_ms=1.0, total_ms=2.0),
    }
    return Answer.model_validate({**made, **fields})


def citation_of(document: Document, n: int, words: str) -> Citation:
    """The citation of `words`, which must stand in `document` as they are."""
    start = document.text.index(words)
    block = next(block for block in document.blocks if block.start <= start < block.end)
    return Citation(
        n=n,
        document=document.id,
        title=document.title,
        section=list(block.section),
        quote=words,
        start=start,
        end=start + len(words),
        url=document.url,
    )


@lru_cache(maxsize=1)
def by_hand() -> ByHand:
    """Judges by the rules of the shipped call, on a fixed day. Holds nothing, so that all tests share it."""
    settings = load_settings()
    call = load_call(settings, CALL)
    assert call.eligibility is not None
    return ByHand(Gazetteer.load(settings.corpus_dir), call.eligibility, "Granting Authority", lambda: TODAY)


class FakeAssistant:
    """Answers every question from two sentences of the call page, and judges what describes a consortium; `scripted`
    answers or errors go first."""

    def __init__(self, page: Document) -> None:
        self.page = page
        self.scripted: list[Answer | Exception] = []
        self.asked: list[list[str]] = []
        self.by_hand: ByHand | None = by_hand()
        self._dialogue = Dialogue(self.by_hand.gazetteer, Lexicon.load(load_settings().corpus_dir, "en"))
        self.pause = 0.0

    def document(self, id: str) -> Document:
        return {self.page.id: self.page}[id]

    def stream(self, turns: list[str], *, edited: Edited | None = None) -> Iterator[Event]:
        self.asked.append(turns)
        yield Progress("Searching the documents")
        answer = self.scripted.pop(0) if self.scripted else self._checked(turns, edited) or self._answer()
        if isinstance(answer, Exception):
            raise answer
        for claim in answer.claims:
            time.sleep(self.pause)
            yield Sentence(claim)
        time.sleep(self.pause)
        yield Finished(answer, "" if answer.verdict else None)

    def _checked(self, turns: list[str], edited: Edited | None) -> Answer | None:
        turn = self._dialogue(turns, edited)
        if not turn.invoked or turn.consortium is None or self.by_hand is None:
            return None
        before = turn.before if turn.hypothetical else None
        judgement = judge(turn.consortium, self.by_hand.rules, self.by_hand.gazetteer, before=before)
        for finding in judgement.verdict.findings:
            finding.citation = 1
        return answer_of(
            "Judged. [1]",
            verdict=judgement.verdict,
            consortium=turn.consortium,
            questions=judgement.questions,
            citations=[citation_of(self.page, 1, "Proposals must be submitted by a consortium")],
        )

    def _answer(self) -> Answer:
        clusters = "minimum three cluster organisations (as defined in the call text) or cluster networks from at least"
        applicants = "Proposals must be submitted by a consortium of at least three applicants"
        claims = [
            Claim(
                text="At least three cluster organisations or networks from three different Member States.",
                citations=[1],
            ),
            Claim(text="The consortium needs at least three applicants.", citations=[2]),
        ]
        return answer_of(
            "**At least three** cluster organisations or networks from three different Member States. [1]\n\n"
            f"The consortium needs at least three applicants. [2]\n\n> {clusters} [1]",
            claims=claims,
            citations=[citation_of(self.page, 1, clusters), citation_of(self.page, 2, applicants)],
        )


@pytest.fixture(scope="session")
def texts() -> PageTexts:
    return page_texts("en")


@pytest.fixture(scope="session")
def page_document() -> Document:
    return load_document(ROOT / "corpus" / CALL / "documents" / "call-page.md", call=CALL)


@pytest.fixture
def assistant(page_document: Document) -> FakeAssistant:
    return FakeAssistant(page_document)


@pytest.fixture(scope="session")
def served(page_document: Document) -> FakeAssistant:
    """The fake behind `app`, which is built once."""
    return FakeAssistant(page_document)


@pytest.fixture(scope="session")
def app(served: FakeAssistant, texts: PageTexts) -> FastAPI:
    harden_environment()

    async def built() -> FastAPI:
        call = call_page(load_call(load_settings(), CALL))
        places = Places.of(Gazetteer.load(load_settings().corpus_dir))
        return chat_server(served, texts, call, longest=8_000, places=places)

    # Outside a running loop Gradio makes loops of its own and leaves them open; in this thread Playwright may run one.
    with ThreadPoolExecutor() as threads:
        return threads.submit(lambda: asyncio.run(built())).result()


@pytest.fixture(scope="session")
def address(app: FastAPI) -> Iterator[str]:
    """The page served on a free port of this machine."""
    with serve(app) as url:
        yield url


class serve:  # noqa: N801 - used as a context manager function
    """`with serve(app) as url:` runs uvicorn in a thread."""

    def __init__(self, app: FastAPI) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = probe.getsockname()[1]
        self._server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=self._port, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        return f"http://127.0.0.1:{self._port}/"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(timeout=10)
