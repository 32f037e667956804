"""What tests of all rooms share: fixed clock, built index, the assistant on it, a scripted chat model, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.calls import index_dir, load_call
from assistant.environment import harden_environment
from assistant.settings import Settings, load_settings
from assistant.shelf import embedding_model
from index import sync
from tests.assistant.scripted import Reply, ScriptedModel

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from assistant.answer import Answer
    from assistant.service import Assistant

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 22)  # the shipped call has been closed for 655 days
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure() -> None:
    harden_environment()  # before any test brings in numpy


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shipped corpus with a data directory of this test run. What `make setup` has built is copied to save time;
    where it is missing or out of date, `assistant_of_call` builds it."""
    data_dir = tmp_path_factory.mktemp("data")
    for name in ("index", "phrases"):
        if (ROOT / "var" / name).is_dir():
            shutil.copytree(ROOT / "var" / name, data_dir / name)
    return load_settings(data_dir=data_dir)


@pytest.fixture(scope="session")
def assistant_of_call(settings: Settings) -> Iterator[Assistant]:
    """The assistant on the shipped call with the real embedding model."""
    from assistant.service import Assistant, Clock

    call, model = load_call(settings), embedding_model(settings)
    folder = index_dir(settings, call.id)
    sync.apply(sync.plan(call.documents, folder, model=model), folder, model=model).close()
    with Assistant.open(settings, clock=Clock(TODAY)) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def data_dir(assistant_of_call: Assistant, settings: Settings) -> Path:
    """A data directory with the built index, for processes of their own. Not to be changed."""
    return settings.data_dir


@dataclass
class Scripted:
    """An assistant whose brain says what the test tells it; graph, tools and verification are the real ones."""

    assistant: Assistant
    model: ScriptedModel

    def answer(self, question: str, reply: Reply) -> Answer:
        self.model.reply, self.model.calls = reply, 0
        return self.assistant.answer([question])


@pytest.fixture(scope="session")
def scripted(data_dir: Path, settings: Settings) -> Iterator[Scripted]:
    from assistant.service import Assistant, Clock

    model = ScriptedModel()
    with Assistant.open(settings, clock=Clock(TODAY), model=model) as assistant:
        yield Scripted(assistant, model)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, one for all rooms: Playwright runs once in a process."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        pytest.fail("The browser tests need Chromium: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield started
        started.close()
