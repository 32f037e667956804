"""The chat page on FastAPI: Gradio mounted behind the guard, the source panel's route, static files."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Query
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles

from assistant.web.chat import Chat, Service
from assistant.web.conversations import Conversations
from assistant.web.guard import Guard
from assistant.web.page import HEAD, chat_page
from assistant.web.places import Places
from assistant.web.render import Renderer
from assistant.web.sources import source_panel
from assistant.web.texts import CallPage, PageTexts

if TYPE_CHECKING:
    from assistant.records import Records

STATIC = Path(__file__).parent / "static"

_log = logging.getLogger(__name__)


def chat_server(
    service: Service,
    texts: PageTexts,
    call: CallPage,
    *,
    longest: int,
    official: frozenset[str] = frozenset(),
    places: Places | None = None,
    records: Records | None = None,
) -> FastAPI:
    """The application that serves the chat. `longest`: characters of a message; `official`: addresses that answers
    may link to; `places`: countries and regions to name and to choose from; `records`: keep the figures of answers."""
    import gradio as gr

    chat = Chat(service, Conversations(time.monotonic), Renderer(texts, official, places or Places()), longest, records)
    page = chat_page(chat, texts, call, longest)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(CORSMiddleware, allow_origins=[])  # its presence switches Gradio's permissive one off
    app.add_middleware(Guard, events=len(page.fns), texts=texts)  # added last: outermost

    @app.get("/healthz")
    def healthy() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @app.get("/favicon.ico")
    def icon() -> FileResponse:
        return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")

    @app.get("/source/{document}")
    def source(document: str, start: int = Query(ge=0), end: int = Query(ge=0)) -> HTMLResponse:
        try:
            stored = service.document(document)
        except KeyError:
            return HTMLResponse(texts.source_missing, status_code=404)
        return HTMLResponse(source_panel(stored, start, end, texts))

    app.mount("/web", StaticFiles(directory=STATIC))
    gr.mount_gradio_app(
        app,
        page,
        "/",
        show_error=False,
        run_history=False,
        footer_links=[],
        enable_monitoring=False,
        max_file_size=1,
        mcp_server=False,
        ssr_mode=False,
        pwa=False,
        allowed_paths=[],
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
        head=HEAD,
    )
    return app
