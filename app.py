"""The only composer: settings in, web application out. `python app.py` serves the chat, `app.py desk` the desk."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.collector import staying
from assistant.environment import harden_environment
from assistant.faults import log_to_stderr, quiet_process
from assistant.settings import Settings, load_settings
from index.errors import OperatorProblem, Problem

if TYPE_CHECKING:
    from fastapi import FastAPI


class AddressInUse(OperatorProblem):
    """The address to listen on is taken, or is none of this machine."""


class NotThisMachine(OperatorProblem):
    """The desk was asked to listen to other machines."""


LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def build_app(settings: Settings) -> FastAPI:
    """The chat of `settings.call` as an ASGI application. Raises Problem where index or model cannot be used."""
    from assistant.gazetteer import Gazetteer
    from assistant.records import Records
    from assistant.service import Assistant
    from assistant.web.places import Places
    from assistant.web.server import chat_server
    from assistant.web.sources import contact_addresses, official_addresses
    from assistant.web.texts import call_page, page_texts

    with staying():
        assistant = Assistant.open(settings, progress=True)
    gazetteer = Gazetteer.load(settings.corpus_dir)
    return chat_server(
        assistant,
        page_texts(settings.language),
        call_page(assistant.call),
        longest=settings.chat_characters,
        official=contact_addresses(assistant.call.profile).union(*map(official_addresses, assistant.call.documents)),
        places=Places.of(gazetteer),
        records=Records.of(settings),
    )


def build_desk(settings: Settings) -> FastAPI:
    """The enquiry desk of `settings.call` as an ASGI application, with its store in the data directory. Raises Problem
    where index, model or store cannot be used."""
    from assistant.helpdesk.drafting import Desk
    from assistant.helpdesk.frame import officer_texts
    from assistant.helpdesk.review import Review
    from assistant.helpdesk.store import Store
    from assistant.service import Assistant, Clock
    from assistant.web.desk import desk_server
    from assistant.web.texts import page_texts

    store = Store(settings.data_dir / "desk")
    with staying():
        assistant = Assistant.open(settings, progress=True)
    review = Review(assistant, Desk(assistant, lambda: Clock().now().date()), store)
    review.purge()
    return desk_server(
        review,
        assistant.document,
        officer_texts(settings.corpus_dir)["support"],
        page_texts(settings.language),
        most_bytes=settings.file_bytes,
    )


def main(arguments: list[str] | None = None) -> int:
    """Serves until it is interrupted. Exit codes: 0 done, 1 could not be served, 2 bad usage."""
    options = _options(arguments)
    harden_environment()
    # A folder of its own: files of another Gradio application on this machine must not be served by this one.
    with tempfile.TemporaryDirectory(prefix="call-assistant-") as scratch:
        os.environ["GRADIO_TEMP_DIR"] = scratch
        try:
            if options.page == "desk":
                settings = load_settings(host=options.host, desk_port=options.port)
                _serve(settings, "desk", settings.desk_port, build_desk)
            else:
                settings = load_settings(host=options.host, port=options.port)
                _serve(settings, "chat", settings.port, build_app)
        except Problem as problem:
            _say(str(problem))
            return 1
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serves the assistant's pages.")
    parser.add_argument("page", nargs="?", choices=["chat", "desk"], default="chat", help="which page (default: chat)")
    parser.add_argument("--host", help="address to listen on (default: 127.0.0.1, this machine only)")
    parser.add_argument("--port", type=int, help="port to listen on (default: 7860, the desk 7861)")
    return parser.parse_args(arguments)


def _serve(settings: Settings, page: str, port: int, build: Callable[[Settings], FastAPI]) -> None:
    import uvicorn

    if page == "desk" and settings.host not in LOOPBACK:
        raise NotThisMachine(
            f"The desk cannot be served at {settings.host}.",
            why="It holds what people wrote and has no accounts: it is for this machine only.",
            next="Leave --host out, or give 127.0.0.1.",
        )
    _check_address(settings.host, port)
    log_to_stderr(settings.log_level)
    quiet_process()
    app = build(settings)
    _say(f"The {page} is at http://{settings.host}:{port}/ (stop with Ctrl+C)")
    uvicorn.run(
        app,
        host=settings.host,
        port=port,
        log_config=None,  # the log is ours (assistant/faults.py)
        log_level=settings.log_level.lower(),
        access_log=False,  # it has visitors' addresses
        limit_concurrency=300,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
        server_header=False,
        proxy_headers=False,
    )


def _check_address(host: str, port: int) -> None:
    """Before models are loaded: is the address free? Raises AddressInUse."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise AddressInUse(
            f"The page cannot be served at {host}:{port}.",
            why=f"{error.strerror or error}.",
            next="Stop what listens there, or choose another with --port or --host.",
        ) from error


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
