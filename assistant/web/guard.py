"""In front of everything: which requests are let in, and the headers that every response carries.

Gradio brings about 40 routes (upload, file, proxy, deep links, login …) and a new hole in one of them every few months;
the page needs the few below. What is not listed does not exist.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.boundary import Boundary
from assistant.web.texts import PageTexts

READ_PATHS = re.compile(
    r"/|/config|/theme\.css|/favicon\.ico|/manifest\.json|/robots\.txt|/healthz"
    r"|/(?:assets|static)/[\w./-]+|/web/[\w.-]+|/source/[\w.-]+"
    r"|/gradio_api/(?:queue/data|heartbeat/\w+|startup-events)"
)
WRITE_PATHS = re.compile(r"/gradio_api/queue/join")
MOST_BODY_BYTES = 64_000
_SESSION = re.compile(r"\w{1,64}")

SECURITY_HEADERS: dict[str, str] = {
    # 'unsafe-inline': Gradio's own page has inline scripts and styles. There is no 'unsafe-eval' and no foreign host.
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; media-src 'none'; frame-src 'none'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class Guard:
    """ASGI middleware. `events`: how many Gradio events the page has; a call to any other is refused. An unforeseen
    error ends here: further out the server would log it with its message, which may hold what a user typed."""

    def __init__(self, app: ASGIApp, events: int, texts: PageTexts) -> None:
        self._app, self._events, self._texts = app, events, texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # the page uses no web sockets
        guarded = with_headers(send)
        refusal = _refusal(scope)
        body = b""
        if refusal is None and scope["method"] == "POST":
            received = await _body(receive)
            refusal = (413, "Too large") if received is None else _wrong_call(received, self._events)
            body = received or b""
        if refusal is not None:
            await PlainTextResponse(refusal[1], status_code=refusal[0])(scope, receive, guarded)
            return
        if scope["method"] == "POST":
            receive = _replayed(body, receive)
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await guarded(message)

        with Boundary(self._texts) as boundary:
            await self._app(scope, receive, sending)
        if boundary.lines and not started:
            await PlainTextResponse("\n".join(boundary.lines), status_code=500)(scope, receive, guarded)


def _refusal(scope: Scope) -> tuple[int, str] | None:
    """Status and text for a request that is not let in, judged by its head alone."""
    method, path, headers = scope["method"], scope["path"], Headers(scope=scope)
    allowed = WRITE_PATHS if method == "POST" else READ_PATHS
    if method not in {"GET", "HEAD", "POST"}:
        return 405, "Not allowed"
    if ".." in path or not allowed.fullmatch(path) or b"deep_link" in scope["query_string"]:
        return 404, "Not found"
    if method != "POST":
        return None
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return 403, "Another origin"
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return 403, "Another origin"
    if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        return 415, "JSON only"
    return None


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or None if it is longer than MOST_BODY_BYTES."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return body
        body += bytes(message.get("body", b""))
        if len(body) > MOST_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return body


def _wrong_call(body: bytes, events: int) -> tuple[int, str] | None:
    """What is wrong with the JSON of a call; lone surrogates would break the stream that answers it."""
    try:
        call = json.loads(body.decode("utf-8"))
        json.dumps(call, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        return 422, "Not valid JSON in UTF-8"
    if not isinstance(call, dict):
        return 422, "Not an object"
    session = call.get("session_hash")
    if not (isinstance(session, str) and _SESSION.fullmatch(session)):
        return 422, "No session"
    event, data = call.get("fn_index"), call.get("data")
    if isinstance(event, bool) or not isinstance(event, int) or not 0 <= event < events or not isinstance(data, list):
        return 422, "Unknown event"
    return None


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A channel that gives the body read already, then whatever comes after it."""
    pending = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


def with_headers(send: Send, added: Mapping[str, str] = SECURITY_HEADERS) -> Send:
    """`send`, adding headers to each response."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in added.items():
                headers[name] = value
        await send(message)

    return sending
