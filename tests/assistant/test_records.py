"""Records hold figures and no text; they go by id and by age; and a store that fails stops nobody."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Answer, Provenance, Timings
from assistant.records import Records
from assistant.settings import Settings, SettingsRefused, load_settings
from assistant.statuses import Status
from assistant.web.chat import Chat
from assistant.web.conversations import Conversations
from assistant.web.render import Renderer
from assistant.web.texts import page_texts

if TYPE_CHECKING:
    from assistant.service import Assistant

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CANARIES = [
    "Zebulon Quarrymoss",
    "z.quarrymoss@canary-mail.example",
    "+32 470 99 88 77",
    "BE71 0961 2345 6769",
    "PIC 998877665",
    "Canarystraat 17",
    "31 February 1961",
    "hyperfeatherosis",
    "EX7788990",
    "203.0.113.77",
    "Dr. Z. Quarrymoss, Head of Feathers",
    "yellow sings at dawn",
]


def answer(text: str = "words of an answer") -> Answer:
    return Answer(
        status=Status.ANSWERED,
        answer=text,
        language="en",
        provenance=Provenance(model="offline", index="i", prompts="p", settings="s", as_of="2026-11-22"),
        timings=Timings(search_ms=1.5, total_ms=20.0),
    )


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    made = Records(f"sqlite:///{tmp_path / 'new' / 'records.sqlite'}", 30, clock)
    yield made
    made.close()


def rows(tmp_path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "new" / "records.sqlite")
    found = connection.execute("select * from answers").fetchall()
    connection.close()
    return found


def test_an_answer_is_recorded_by_its_figures(records: Records, tmp_path: Path) -> None:
    identifier = records.add(answer(), "When is the deadline?")
    (row,) = rows(tmp_path)
    assert identifier in row and "answered" in row and 20.0 in row and "offline" in row
    assert not any("deadline" in str(value) or "words" in str(value) for value in row)


def test_equal_questions_are_seen_as_equal_in_one_run_only(tmp_path: Path) -> None:
    for _ in range(2):
        store = Records(f"sqlite:///{tmp_path / 'new' / 'records.sqlite'}", 30)
        for question in ("Same?", "Same?", "Other?"):
            store.add(answer(), question)
        store.close()
    hashes = [row[-1] for row in rows(tmp_path)]
    assert (len(hashes), len(set(hashes)), len(set(hashes[:3]))) == (6, 4, 2)


def test_a_record_goes_by_its_id(records: Records, tmp_path: Path) -> None:
    first, second = records.add(answer(), "one"), records.add(answer(), "two")
    assert first and second
    assert records.delete(first) and not records.delete(first)
    assert [row[0] for row in rows(tmp_path)] == [second]


def test_on_day_31_nothing_of_day_0_is_left(records: Records, clock: Clock, tmp_path: Path) -> None:
    old = records.add(answer(), "old")
    clock.now = NOW + timedelta(days=30)
    assert records.delete_older_than(30) == 0
    clock.now = NOW + timedelta(days=31)
    new = records.add(answer(), "new")
    assert [row[0] for row in rows(tmp_path)] == [new] != [old]


def test_a_locked_store_does_not_stop_an_answer(
    records: Records, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    records.add(answer(), "first")
    other = sqlite3.connect(tmp_path / "new" / "records.sqlite")
    other.execute("begin exclusive")
    assert records.add(answer(), "second") is None
    assert "An answer was not recorded" in caplog.text and "second" not in caplog.text
    other.rollback()
    other.close()
    assert records.add(answer(), "third")


def test_a_store_that_cannot_be_made_does_not_stop_an_answer(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Records(f"sqlite:///{tmp_path / 'file' / 'records.sqlite'}", 30)
    assert store.add(answer(), "question") is None


@pytest.mark.parametrize("url", ["no address", "nosuchdatabase://host/name"])
def test_an_address_that_is_none_is_told_to_the_operator(url: str) -> None:
    with pytest.raises(SettingsRefused, match="ASSISTANT_RECORDS_URL"):
        Records.of(load_settings(records_url=url))


def test_thirty_chats_with_canaries_leave_none_of_them_on_disk_or_in_the_log(
    assistant_of_call: Assistant, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """D-1: twelve canaries in each chat on the page; everything below the data directory is searched."""
    caplog.set_level(logging.DEBUG)
    store = Records.of(settings)
    chat = Chat(assistant_of_call, Conversations(lambda: 0.0), Renderer(page_texts("en")), 8_000, store)
    for number in range(30):
        *_, greeted = chat.ask("Hello!", None)
        *_, view = chat.ask(f"When is deadline number {number}? I am {'; '.join(CANARIES)}.", greeted.conversation)
        assert CANARIES[0] in view.current
        chat.forget(view.conversation)
    store.close()
    with closing(sqlite3.connect(settings.data_dir / "records.sqlite")) as connection:
        assert connection.execute("select count(*) from answers").fetchone() == (60,)
    written = [path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file()]
    assert written
    for canary in CANARIES:
        assert canary not in caplog.text
        for encoded in (canary.encode(), canary.encode("utf-16-le"), canary.lower().encode()):
            assert not any(encoded in data for data in written)


def test_the_page_shows_an_answer_that_cannot_be_recorded(assistant_of_call: Assistant, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Records(f"sqlite:///{tmp_path / 'file' / 'records.sqlite'}", 30)
    chat = Chat(assistant_of_call, Conversations(lambda: 0.0), Renderer(page_texts("en")), 8_000, store)
    *_, view = chat.ask("When is the deadline?", None)
    assert "5 February 2025" in view.current
