"""Faults planted in the real server: a reference in log and answer, no word of a user in the log, no secret in either
(D-1, W-6)."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.web.failing_server import SECRET

CANARY = "mrs-canary@mail.example"
PLACES = ["brain", "stream", "renderer", "transcript", "records", "chat", "problem"]
REFERENCE = re.compile(r"reference ([0-9a-f]{8})")


@dataclass
class Served:
    """A running server and the file that takes all it prints."""

    port: int
    printed: Path

    def request(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"content-type": "application/json"}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def call(self, data: list[Any], session: str, event: int = 0) -> str:
        """What the page would get for an event with `data`."""
        body = {"data": data, "fn_index": event, "session_hash": session, "trigger_id": 1, "event_data": None}
        status, text = self.request("POST", "/gradio_api/queue/join", body)
        return self.request("GET", f"/gradio_api/queue/data?session_hash={session}")[1] if status == 200 else text

    def log(self) -> str:
        return self.printed.read_text(encoding="utf-8", errors="replace")


@contextmanager
def started(page: str, data_dir: Path, folder: Path) -> Iterator[tuple[Served, subprocess.Popen[bytes]]]:
    """A server that is on its way; ended in the end."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        served = Served(probe.getsockname()[1], folder / "printed.txt")
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(data_dir), "ASSISTANT_LOG_LEVEL": "INFO"}
    environment["ASSISTANT_RECORDS_URL"] = f"sqlite:///{folder / 'records.sqlite'}"
    command = [sys.executable, "-m", "tests.web.failing_server", page, "--port", str(served.port)]
    with served.printed.open("wb") as printed:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=printed, stderr=subprocess.STDOUT)
        try:
            yield served, process
        finally:
            process.terminate()
            process.wait(timeout=20)


def ready(served: Served, process: subprocess.Popen[bytes]) -> Served:
    for _ in range(1800):
        if process.poll() is not None:
            pytest.fail(f"the server has ended:\n{served.log()}")
        try:
            served.request("GET", "/healthz")
            break
        except OSError:
            time.sleep(0.1)
    return served


@pytest.fixture(scope="module")
def both(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Served]]:
    """Chat and desk, started at the same time: loading takes most of it."""
    with (
        started("chat", data_dir, tmp_path_factory.mktemp("chat")) as chat,
        started("desk", data_dir, tmp_path_factory.mktemp("desk")) as desk,
    ):
        yield {"chat": ready(*chat), "desk": ready(*desk)}


@pytest.fixture(scope="module")
def chat(both: dict[str, Served]) -> Served:
    return both["chat"]


@pytest.fixture(scope="module")
def desk(both: dict[str, Served]) -> Served:
    return both["desk"]


def silent(served: Served) -> None:
    log = served.log()
    assert CANARY not in log
    assert SECRET not in log
    assert "Traceback" not in log


@pytest.mark.parametrize("place", PLACES)
def test_a_fault_on_the_way_of_a_question_is_told_with_a_reference(chat: Served, place: str) -> None:
    told = chat.call([f"When is the deadline, asks {CANARY} at-{place}?", None], f"session{place}")
    if place != "records":
        assert (found := REFERENCE.search(told)), told
        assert found[1] in chat.log()
        assert "try again" in told
    assert SECRET not in told
    silent(chat)


@pytest.mark.parametrize(
    "data",
    [
        [CANARY],
        [],
        [{"text": CANARY}, None],
        [[CANARY], {"a": CANARY}],
        [CANARY, {"key": CANARY}],
        [CANARY, CANARY, CANARY],
        [CANARY * 1000, None],
        [None, None],
    ],
)
@pytest.mark.parametrize("event", [0, 1, 2])
def test_calls_that_the_page_would_not_make_leave_no_word_in_the_log(chat: Served, data: list[Any], event: int) -> None:
    chat.call(data, "malformed", event)
    silent(chat)


def test_a_fault_aside_of_requests_leaves_no_word_in_the_log(chat: Served) -> None:
    chat.call([f"When is the deadline, asks {CANARY} at-aside?", None], "aside")
    assert "Planted" in chat.log()
    silent(chat)


def test_a_fault_of_a_source_is_told_with_a_reference(chat: Served) -> None:
    status, told = chat.request("GET", f"/source/at-source-{CANARY.replace('@', '.')}?start=0&end=1")
    assert status == 500 and (found := REFERENCE.search(told))
    assert found[1] in chat.log()
    assert SECRET not in told
    silent(chat)


def test_the_log_of_a_served_chat_holds_no_address_of_a_visitor(chat: Served) -> None:
    chat.call([f"When is the deadline, {CANARY}?", None], "visitor")
    assert "status=answered" in chat.log()
    assert set(re.findall(r"127\.0\.0\.1:\d+", chat.log())) <= {f"127.0.0.1:{chat.port}"}
    silent(chat)


@pytest.mark.parametrize("place", ["brain", "store"])
def test_a_fault_at_the_desk_is_told_with_a_reference(desk: Served, place: str) -> None:
    mail = f"Dear helpdesk,\n\nWhen is the deadline at-{place}?\n\nRegards\n{CANARY}"
    status, told = desk.request("POST", "/enquiries", {"text": mail})
    if place == "brain":
        status, told = desk.request("POST", f"/enquiries/{json.loads(told)['id']}/draft")
    assert status == 500 and (found := REFERENCE.search(told))
    assert found[1] in desk.log()
    assert SECRET not in told and CANARY not in told
    silent(desk)
