"""What may be written of an error: its kind and the places in the code, never its words, which may hold a user's (D-1).

Libraries put what they were given into the texts of their errors. So nothing here or in the log prints them.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

log = logging.getLogger(__name__)
MOST_LINKS = 5  # errors named of a chain
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def trace(error: BaseException) -> str:
    """One line: the error's type and the places it came through, innermost first, then those of its causes."""
    links: list[str] = []
    link: BaseException | None = error
    while link is not None and len(links) < MOST_LINKS:
        frames = reversed(traceback.extract_tb(link.__traceback__))
        places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
        links.append(f"{type(link).__name__} at {places or 'an unknown place'}")
        link = link.__cause__ or link.__context__
    return "; after ".join(links)


class PlainFormatter(logging.Formatter):
    """A record as one line. Of one with an error only the first line of its text is kept (asyncio's holds the error's
    words in the next), and the error as `trace` writes it."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            message = f"{message.strip().partition(chr(10))[0]}: {trace(error)}"
        return f"{record.levelname} {record.name}: {_CONTROL.sub(' ', message)}"


def log_to_stderr(level: str) -> None:
    """The log of this process goes to standard error, at least of `level`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(level)  # on the handler too: some libraries lower the level of their own loggers
    handler.setFormatter(PlainFormatter())
    logging.basicConfig(level=level, handlers=[handler])


def quiet_process() -> None:
    """For a process that serves others: errors that nobody catches, and those that a library prints by itself (Gradio
    does), go to the log without their words."""

    def uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        _tell(error)

    def printed(*_: Any, **__: Any) -> None:
        _tell(sys.exc_info()[1])

    threading.excepthook = lambda given: _tell(given.exc_value)
    sys.unraisablehook = lambda given: _tell(given.exc_value)
    sys.excepthook = uncaught
    traceback.print_exc = printed


def _tell(error: BaseException | None) -> None:
    if error is not None:
        log.error("an error outside of any request: %s", trace(error))
