"""In front of the desk: this machine only, this page only, JSON of bounded length only.

The desk has pages of its own rather than Gradio's: it takes in mails and gives out files, and the upload, file and
session routes that Gradio brings for that would put what people wrote into temporary folders.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.boundary import Boundary
from assistant.web.guard import SECURITY_HEADERS, with_headers
from assistant.web.texts import PageTexts

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    **SECURITY_HEADERS,
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",  # what people wrote stays out of the browser's cache
}


class DeskGuard:
    """ASGI middleware. `most`: bytes of a request's body. An unforeseen error ends here: further out the server would
    log it with its message, which may hold what people wrote."""

    def __init__(self, app: ASGIApp, most: int, texts: PageTexts) -> None:
        self._app, self._most, self._texts = app, most, texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        guarded = with_headers(send, HEADERS)
        refusal = self._refusal(scope)
        if refusal is not None:
            await PlainTextResponse(refusal[1], status_code=refusal[0])(scope, receive, guarded)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await guarded(message)

        with Boundary(self._texts) as boundary:
            await self._app(scope, self._bounded(receive), sending)
        if boundary.lines and not started:
            await JSONResponse({"problem": boundary.lines}, status_code=500)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if urlsplit(f"//{host}").hostname not in LOOPBACK:  # another name that points here: DNS rebinding
            return 403, "This machine only"
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return 403, "Another origin"
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return 405, "Not allowed"
        if scope["method"] != "POST":
            return None
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return 403, "Another origin"
        if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            return 415, "JSON only"
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > self._most:
            return 413, "Too large"
        return None

    def _bounded(self, receive: Receive) -> Receive:
        """No more is read than was announced and let in."""
        read = 0

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            return message if read <= self._most else {"type": "http.disconnect"}

        return bounded
