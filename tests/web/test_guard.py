"""The guard: which requests reach the page, and the headers of every response."""

from __future__ import annotations

import json
import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.web.guard import MOST_BODY_BYTES, SECURITY_HEADERS
from tests.web.conftest import FakeAssistant

JOIN = "/gradio_api/queue/join"
CLOSED = [
    *["/gradio_api/upload", "/gradio_api/upload_progress", "/gradio_api/file=/etc/passwd", "/file=/etc/passwd"],
    *["/gradio_api/deep_link", "/gradio_api/proxy=http://x", "/gradio_api/run/predict", "/gradio_api/run/ask"],
    *[
        "/gradio_api/api/predict",
        "/gradio_api/call/ask",
        "/gradio_api/info",
        "/gradio_api/app_id",
        "/gradio_api/reset",
        "/gradio_api/cancel",
    ],
    *["/gradio_api/component_server", "/gradio_api/mcp/sse", "/gradio_api/mcp/schema", "/gradio_api/stream/x"],
    *["/gradio_api/vibe-edit", "/gradio_api/custom_component", "/monitoring", "/monitoring/summary", "/login"],
    *["/logout", "/token", "/user", "/openapi.json", "/docs", "/redoc", "/svelte/x", "/pwa_icon", "/dev/reload"],
    *["/web/../app.py", "/assets/../../routes.py", "/source/../x", "/assets/..%2f..%2froutes.py"],
]


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


@pytest.fixture
def broken(served: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources cannot be opened, with a secret in the error."""

    def fails(id: str) -> None:
        raise RuntimeError("/srv/private/key.pem")

    monkeypatch.setattr(served, "document", fails)


def join(**changes: object) -> dict[str, object]:
    return {"data": ["", None], "fn_index": 0, "session_hash": "abc123", "trigger_id": 1, "event_data": None, **changes}


@pytest.mark.parametrize("path", CLOSED)
def test_a_route_that_the_page_does_not_need_does_not_exist(client: TestClient, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"):
        assert client.request(method, path).status_code in {404, 405}


def test_a_deep_link_cannot_be_opened(client: TestClient) -> None:
    assert client.get("/", params={"deep_link": "x"}).status_code == 404


def test_the_page_and_what_it_needs_are_served(client: TestClient) -> None:
    for path in ("/", "/config", "/theme.css", "/favicon.ico", "/web/frame.css", "/web/chat.js", "/healthz"):
        assert client.get(path).status_code == 200, path


def test_every_response_carries_the_security_headers(client: TestClient, broken: None) -> None:
    paths = {"/": 200, "/nothing": 404, "/web/chat.js": 200, "/web/none.js": 404, "/source/x": 422}
    for path, status in {**paths, "/source/x?start=0&end=1": 500}.items():
        response = client.get(path)
        assert response.status_code == status
        for name, value in SECURITY_HEADERS.items():
            assert response.headers[name] == value, path
    assert "unsafe-eval" not in SECURITY_HEADERS["content-security-policy"]


def test_an_error_of_a_route_shows_a_reference_and_none_of_its_text(
    client: TestClient, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/source/call-page?start=0&end=1")
    found = re.fullmatch(r"Something went wrong, reference ([0-9a-f]{8})\.\n.*", response.text)
    assert found is not None
    assert found[1] in caplog.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:7860", "https://127.0.0.1:1"])
def test_a_call_from_another_origin_is_refused(client: TestClient, origin: str) -> None:
    response = client.post(JOIN, json=join(), headers={"origin": origin})
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers


def test_reading_from_another_origin_gets_no_permission(client: TestClient) -> None:
    response = client.get("/config", headers={"origin": "http://evil.example"})
    assert "access-control-allow-origin" not in response.headers


def test_only_json_of_bounded_size_is_accepted(client: TestClient) -> None:
    assert client.post(JOIN, content=b"{}", headers={"content-type": "text/plain"}).status_code == 415
    large = json.dumps(join(data=["x" * MOST_BODY_BYTES])).encode()
    assert client.post(JOIN, content=large, headers={"content-type": "application/json"}).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 30_000,
        json.dumps(join(data=["\ud800", None])).encode(),
        json.dumps(join(fn_index=99)).encode(),
        json.dumps(join(fn_index=-1)).encode(),
        json.dumps(join(fn_index=True)).encode(),
        json.dumps(join(fn_index="0")).encode(),
        json.dumps(join(fn_index=None)).encode(),
        json.dumps(join(session_hash=["x"])).encode(),
        json.dumps(join(session_hash="../x")).encode(),
        json.dumps(join(data={"a": 1})).encode(),
    ],
)
def test_a_malformed_call_is_refused_before_it_reaches_gradio(client: TestClient, body: bytes) -> None:
    assert client.post(JOIN, content=body, headers={"content-type": "application/json"}).status_code == 422


def test_the_source_of_a_citation_is_a_fragment_with_the_words_marked(client: TestClient) -> None:
    response = client.get("/source/call-page", params={"start": 0, "end": 10})
    assert response.status_code == 200
    assert "<mark" in response.text
    assert client.get("/source/unknown", params={"start": 0, "end": 10}).status_code == 404
    assert client.get("/source/call-page", params={"start": -1, "end": 10}).status_code == 422
