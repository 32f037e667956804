"""`python -m tests.web.failing_server chat|desk --port N`: the real server, in which a fault is planted at each place
that a message names. Every fault's text holds the user's words and a secret, as the errors of libraries do."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import app
from assistant.environment import harden_environment

SECRET = "/srv/private/key.pem"


class Planted(RuntimeError):
    """The planted fault."""


def fault(words: object) -> Planted:
    return Planted(f"cannot serve {words!r} with {SECRET}")


def where(place: str, method: Callable[..., Any]) -> Callable[..., Any]:
    """`method`, failing where a text among its arguments names `place`."""

    def failing(*given: Any, **named: Any) -> Any:
        words = repr((given[1:], named))
        if f"at-{place}" in words:
            try:
                raise fault(words)
            except Planted as first:
                raise fault(words) from first  # a chain: each link has its words
        return method(*given, **named)

    return failing


def after(place: str, method: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """A generator that fails once it has given its first value."""

    def failing(*given: Any, **named: Any) -> Iterator[Any]:
        for value in method(*given, **named):
            yield value
            if f"at-{place}" in repr(given[1:]):
                raise fault(given[1:])

    return failing


def aside(method: Callable[..., Any]) -> Callable[..., Any]:
    """Fails in a thread and in a task of its own, and is logged and warned of as a careless library would."""

    def failing(*given: Any, **named: Any) -> Any:
        words = repr(given[1:])
        if "at-aside" in words:
            thread = threading.Thread(target=_raise, args=(words,))
            thread.start()
            thread.join()
            asyncio.run(_forgotten(words))
            try:
                _raise(words)
            except Planted:
                logging.getLogger("some.library").exception("it failed")
            warnings.warn("some library warns", stacklevel=1)
        return method(*given, **named)

    return failing


def _raise(words: str) -> None:
    raise fault(words)


async def _forgotten(words: str) -> None:
    async def failing() -> None:
        _raise(words)

    task = asyncio.ensure_future(failing())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task


def plant() -> None:
    from assistant.helpdesk.store import Store
    from assistant.offline.model import OfflineModel
    from assistant.records import Records
    from assistant.service import Assistant
    from assistant.web.chat import Chat
    from assistant.web.conversations import Conversations
    from assistant.web.render import Renderer

    OfflineModel._generate = where("brain", OfflineModel._generate)  # type: ignore[method-assign]
    Assistant.stream = after("stream", Assistant.stream)  # type: ignore[method-assign]
    Assistant.document = where("source", Assistant.document)  # type: ignore[method-assign]
    Renderer.finished = where("renderer", Renderer.finished)  # type: ignore[method-assign]
    Renderer.problem = where("problem", Renderer.problem)  # type: ignore[method-assign]
    Conversations.add = where("transcript", Conversations.add)  # type: ignore[method-assign]
    Records.add = aside(where("records", Records.add))  # type: ignore[method-assign]
    Chat.ask = after("chat", where("problem", Chat.ask))  # type: ignore[method-assign]
    Store.add = where("store", Store.add)  # type: ignore[method-assign]


if __name__ == "__main__":
    harden_environment()
    plant()
    sys.exit(app.main(sys.argv[1:]))
