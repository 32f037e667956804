"""The outermost boundary: whatever fails behind it becomes a short text with a reference, its details go to the log.

The log gets the type and the places in the code, not the message of an unforeseen error, which may hold what a user
typed. Our own problems are logged in full: their texts are written by us.
"""

from __future__ import annotations

import logging
import secrets
from types import TracebackType

from assistant.faults import trace
from assistant.web.texts import PageTexts
from index.errors import Problem, UserProblem

_log = logging.getLogger(__name__)


class Boundary:
    """`with Boundary(texts) as boundary:` then look at `boundary.lines`: None, or the lines to show the user."""

    def __init__(self, texts: PageTexts) -> None:
        self._texts = texts
        self.lines: list[str] | None = None

    def __enter__(self) -> Boundary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):  # none at all, or the client left (GeneratorExit), or the process ends
            return False
        self.lines = explain(error, self._texts)
        return True


def explain(error: Exception, texts: PageTexts) -> list[str]:
    """The lines that a user may read about `error`; all but a UserProblem is logged under a reference of 8 hex."""
    if isinstance(error, UserProblem):
        return [error.what, error.why, error.next]
    reference = secrets.token_hex(4)
    if isinstance(error, Problem):
        _log.error("reference %s: %s %s", reference, error, trace(error))
    else:
        _log.error("reference %s: %s", reference, trace(error))
    return [texts.unexpected.format(reference=reference), texts.unexpected_next]
