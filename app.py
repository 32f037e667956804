"""The only composer: settings in, web application out. `python app.py` serves the chat, `app.py desk` the desk."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import tempfile
from typing import TYPE_CHECKING

from assistant.environment import harden_environment
from assistant.settings import Settings, load_settings
from index.errors import OperatorProblem, Problem

if TYPE_CHECKING:
    from fastapi import FastAPI


class AddressInUse(OperatorProblem):
    """The address to listen on is taken, or is none of this machine."""


def build_app(settings: Settings) -> FastAPI:
    """The chat of `settings.call` as an ASGI application. Raises Problem where index or model cannot be used."""
    from assistant.gazetteer import Gazetteer
    from assistant.service import Assistant
    from assistant.web.server import chat_server
    from assistant.web.sources import official_addresses
    from assistant.web.texts import call_page, page_texts

    assistant = Assistant.open(settings, progress=True)
    gazetteer = Gazetteer.load(settings.corpus_dir)
    return chat_server(
        assistant,
        page_texts(settings.language),
        call_page(assistant.call),
        longest=settings.chat_characters,
        official=frozenset().union(*map(official_addresses, assistant.call.documents)),
        places={
            **{code: country.name for code, country in gazetteer.countries.items()},
            **{code: region.name for code, region in gazetteer.regions.items()},
        },
    )


def main(arguments: list[str] | None = None) -> int:
    """Serves until it is interrupted. Exit codes: 0 done, 1 could not be served, 2 bad usage."""
    options = _options(arguments)
    if options.page == "desk":
        _say("The enquiry desk comes with a later release; `python app.py` serves the chat.")
        return 2
    harden_environment()
    # A folder of its own: files of another Gradio application on this machine must not be served by this one.
    with tempfile.TemporaryDirectory(prefix="call-assistant-") as scratch:
        os.environ["GRADIO_TEMP_DIR"] = scratch
        try:
            settings = load_settings(host=options.host, port=options.port)
            _serve(settings)
        except Problem as problem:
            _say(str(problem))
            return 1
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serves the assistant's pages.")
    parser.add_argument("page", nargs="?", choices=["chat", "desk"], default="chat", help="which page (default: chat)")
    parser.add_argument("--host", help="address to listen on (default: 127.0.0.1, this machine only)")
    parser.add_argument("--port", type=int, help="port to listen on (default: 7860)")
    return parser.parse_args(arguments)


def _serve(settings: Settings) -> None:
    import logging

    import uvicorn

    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    _check_address(settings.host, settings.port)
    app = build_app(settings)
    _say(f"The chat is at http://{settings.host}:{settings.port}/ (stop with Ctrl+C)")
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level.lower(),
        limit_concurrency=300,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
        access_log=False,  # it would keep addresses of visitors
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
