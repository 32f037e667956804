"""A desk on the real assistant, and its work on a store of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.helpdesk.drafting import Desk
from assistant.helpdesk.review import Review
from assistant.helpdesk.store import Store
from tests.conftest import TODAY
from tests.web.conftest import serve

if TYPE_CHECKING:
    from assistant.service import Assistant

__all__ = ["serve"]


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, days: int) -> None:
        self.time += timedelta(days=days)


@pytest.fixture(scope="session")
def desk(assistant_of_call: Assistant) -> Desk:
    return Desk(assistant_of_call, lambda: TODAY)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    opened = Store(tmp_path / "desk", clock)
    yield opened
    opened.close()


@pytest.fixture
def review(assistant_of_call: Assistant, desk: Desk, store: Store) -> Review:
    return Review(assistant_of_call, desk, store)
