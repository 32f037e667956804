"""The desk's page on FastAPI: a list of enquiries, each with its mail and draft side by side.

It listens to this machine only, keeps everything in the desk's store, and sends nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field

from assistant.helpdesk.export import MEDIA_TYPES, Format
from assistant.helpdesk.intake import MailRefused
from assistant.helpdesk.review import Opened, Review
from assistant.web.boundary import explain
from assistant.web.desk_guard import DeskGuard
from assistant.web.desk_view import entry, whole
from assistant.web.sources import source_panel
from assistant.web.texts import PageTexts
from index import Document
from index.errors import UserProblem

STATIC = Path(__file__).parent / "static"
Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Given(_Body):
    """An enquiry that comes in: pasted `text`, or a `file` in Base64 with its `name`."""

    text: str = ""
    file: str = ""
    name: Annotated[str, Field(max_length=200)] = ""


class Text(_Body):
    text: str


class Approval(_Body):
    name: str
    despite: bool = False


class Export(_Body):
    format: Format


def desk_server(
    review: Review,
    document: Callable[[str], Document],
    labels: dict[str, str],
    texts: PageTexts,
    *,
    most_bytes: int,
) -> FastAPI:
    """The application. `document` gives a stored document or raises KeyError; `labels` names the kinds of support;
    `most_bytes`: of a mail."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(DeskGuard, most=2 * most_bytes + 10_000, texts=texts)  # Base64 and JSON make it longer

    _add_problems(app, texts)
    app.include_router(_pages(document, texts))
    app.include_router(_work(review, labels))
    app.mount("/web", StaticFiles(directory=STATIC))
    return app


def _add_problems(app: FastAPI, texts: PageTexts) -> None:
    """What the officer can mend becomes a few lines; all else ends at the guard."""

    @app.exception_handler(UserProblem)
    def refused(request: Request, problem: UserProblem) -> JSONResponse:
        return JSONResponse({"problem": explain(problem, texts)}, status_code=409)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> PlainTextResponse:
        return PlainTextResponse("Not a valid request", status_code=422)  # without the values that were sent


def _pages(document: Callable[[str], Document], texts: PageTexts) -> APIRouter:
    routes = APIRouter()

    @routes.get("/")
    def page() -> FileResponse:
        return FileResponse(STATIC / "desk.html", media_type="text/html; charset=utf-8")

    @routes.get("/healthz")
    def healthy() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @routes.get("/favicon.ico")
    def icon() -> FileResponse:
        return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")

    @routes.get("/source/{name}")
    def source(name: str, start: int = Query(ge=0), end: int = Query(ge=0)) -> HTMLResponse:
        try:
            stored = document(name)
        except KeyError:
            return HTMLResponse(texts.source_missing, status_code=404)
        return HTMLResponse(source_panel(stored, start, end, texts))

    return routes


def _work(review: Review, labels: dict[str, str]) -> APIRouter:
    """The steps of the work on an enquiry."""
    routes = APIRouter()

    def shown(opened: Opened) -> dict[str, Any]:
        return whole(opened, labels, review.retention)

    @routes.get("/enquiries")
    def enquiries() -> list[dict[str, Any]]:
        return [entry(*each, review.retention) for each in review.list()]

    @routes.get("/retention")
    def retention() -> dict[str, int]:
        return {"closed_days": review.retention.closed_days, "open_days": review.retention.open_days}

    @routes.post("/enquiries")
    def add(given: Given) -> dict[str, Any]:
        id = review.add(_file(given), given.name or "mail.eml") if given.file else review.paste(given.text)
        return shown(review.open(id))

    @routes.get("/enquiries/{id}")
    def opened(id: Id) -> dict[str, Any]:
        return shown(review.open(id))

    @routes.post("/enquiries/{id}/draft")
    def draft(id: Id) -> dict[str, Any]:
        return shown(review.draft(id))

    @routes.post("/enquiries/{id}/text")
    def edit(id: Id, body: Text) -> dict[str, Any]:
        return shown(review.edit(id, body.text))

    @routes.post("/enquiries/{id}/mail")
    def change_mail(id: Id, body: Text) -> dict[str, Any]:
        return shown(review.change_mail(id, body.text))

    @routes.post("/enquiries/{id}/approve")
    def approve(id: Id, body: Approval) -> dict[str, Any]:
        return shown(review.approve(id, body.name, despite=body.despite))

    @routes.post("/enquiries/{id}/export")
    def export(id: Id, body: Export) -> Response:
        name, data = review.export(id, body.format)
        disposition = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(data, media_type=MEDIA_TYPES[body.format], headers=disposition)

    @routes.post("/enquiries/{id}/erase")
    def erase(id: Id) -> dict[str, Any]:
        review.erase(id)
        return {}

    return routes


def _file(given: Given) -> bytes:
    try:
        return base64.b64decode(given.file, validate=True)
    except binascii.Error as error:
        raise MailRefused(
            "The file did not arrive whole.", why="Its encoding is damaged.", next="Choose the file again."
        ) from error
