"""The desk as a process of its own: what it leaves behind, and what is lost when it is killed while someone types."""

from __future__ import annotations

import base64
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.helpdesk.canaries import CANARIES, TOKEN, canary_mail

MOST_LOST = 3.0  # seconds of typing; the page keeps what is typed every two
STARTING = 180.0  # seconds; models are loaded, and machines that test may be busy

pytestmark = pytest.mark.browser


class DeskProcess:
    """`python app.py desk` with folders of its own for data, home, temporary files and its log."""

    def __init__(self, folder: Path, data_dir: Path) -> None:
        self.data, self.home, self.scratch = (folder / name for name in ("data", "home", "scratch"))
        for name in ("index", "phrases"):
            if (data_dir / name).is_dir():
                shutil.copytree(data_dir / name, self.data / name)
        self.home.mkdir()
        self.scratch.mkdir()
        self.log = folder / "desk.log"
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            **os.environ,
            "ASSISTANT_DATA_DIR": str(self.data),
            "ASSISTANT_LOG_LEVEL": "DEBUG",
            "HOME": str(self.home),
            "TMPDIR": str(self.scratch),
        }
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, str(ROOT / "app.py"), "desk", "--port", str(self.port)],
                env=environment,
                stdout=log,
                stderr=log,
                cwd=self.scratch,
            )
        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            assert self.running.poll() is None, self.log.read_text()
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.3)
        raise AssertionError("the desk did not start")

    def kill(self) -> None:
        if self.running is not None and self.running.poll() is None:
            self.running.send_signal(signal.SIGKILL)
            self.running.wait(30)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        given = None if body is None else body if isinstance(body, str) else json.dumps(body)
        connection.request(method, path, given, {"content-type": "application/json"})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, data

    def done(self, path: str, body: Any) -> Any:
        status, data = self.ask("POST", path, body)
        assert status == 200, data
        return json.loads(data)

    def files(self) -> Iterator[Path]:
        """Everything that the process may have written, but the desk's own store."""
        yield self.log
        for area in (self.data, self.home, self.scratch):
            yield from (each for each in area.rglob("*") if each.is_file() and self.store not in each.parents)

    @property
    def store(self) -> Path:
        return self.data / "desk"


@pytest.fixture
def process(tmp_path: Path, data_dir: Path) -> Iterator[DeskProcess]:
    made = DeskProcess(tmp_path, data_dir)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def test_nothing_of_a_mail_leaves_the_store_and_a_kill_loses_seconds_at_most(process: DeskProcess, page: Page) -> None:
    expect.set_options(timeout=60_000)
    id = _whole_work(process)

    page.goto(f"http://127.0.0.1:{process.port}/")
    page.click(f"#enquiries button[data-enquiry='{id}']")
    expect(page.locator("#title")).to_be_focused()  # the enquiry is open
    page.locator("#text").focus()
    page.keyboard.press("Control+End")
    typed = _type_until_killed(page, process)
    process.start()
    status, data = process.ask("GET", f"/enquiries/{id}")
    kept = json.loads(data)["draft"]["text"] if status == 200 else ""
    last = max((number for number in range(len(typed)) if f"w{number:03}" in kept), default=-1)
    assert last >= 0, "nothing of what was typed was kept"
    assert typed[-1] - typed[last] <= MOST_LOST
    expect(page.locator("#kept")).to_have_text("Kept")  # the page still holds it all, and sends it again
    assert f"w{len(typed) - 1:03}" in json.loads(process.ask("GET", f"/enquiries/{id}")[1])["draft"]["text"]

    outside = list(process.files())
    assert len(outside) > 3
    assert _found(outside) == []
    assert _found(process.store.iterdir()) != []
    for entry in json.loads(process.ask("GET", "/enquiries")[1]):
        process.done(f"/enquiries/{entry['id']}/erase", {})
    assert _found([*process.files(), *process.store.iterdir()]) == []


def _whole_work(process: DeskProcess) -> str:
    """An officer's steps on a mail full of personal data, wrong turns included; the id of the enquiry."""
    raw = base64.b64encode(canary_mail()).decode()
    id = str(process.done("/enquiries", {"file": raw, "name": f"{TOKEN}.eml"})["id"])
    text = process.done(f"/enquiries/{id}/draft", {})["draft"]["text"]
    process.done(f"/enquiries/{id}/text", {"text": f"{text}\n{TOKEN}"})
    process.done(f"/enquiries/{id}/approve", {"name": "A. Officer", "despite": True})
    for form in ("docx", "eml", "md"):
        assert process.ask("POST", f"/enquiries/{id}/export", {"format": form})[0] == 200
    for body in (
        {"text": CANARIES[0], "unknown": CANARIES[2]},
        {"file": CANARIES[2], "name": TOKEN},
        {"file": base64.b64encode(b"\x00" + CANARIES[2].encode()).decode(), "name": f"{TOKEN}.txt"},
        f"{{{CANARIES[2]}",
    ):
        assert process.ask("POST", "/enquiries", body)[0] in (409, 422)
    assert process.ask("POST", f"/enquiries/{id}/approve", {"name": ""})[0] in (409, 422)
    return id


def _type_until_killed(page: Page, process: DeskProcess) -> list[float]:
    """Types without a pause for some seconds, the process dying under it; when each word was typed."""
    begun = time.monotonic()
    typed: list[float] = []
    while time.monotonic() - begun < 6.0 and len(typed) < 1_000:
        page.keyboard.type(f" w{len(typed):03}", delay=10)
        typed.append(time.monotonic())
    process.kill()
    return typed


def _found(paths: Iterator[Path] | list[Path]) -> list[tuple[str, str]]:
    """Canaries in the files, as they are and as a file of the web would hold them."""
    found: list[tuple[str, str]] = []
    for path in paths:
        data = path.read_bytes()
        found += [(path.name, canary) for canary in CANARIES if canary.encode() in data]
    return found
