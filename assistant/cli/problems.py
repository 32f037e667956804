"""The outermost boundary of the command line: every error becomes a Problem with what, why and what next."""

from __future__ import annotations

import logging
import secrets
from types import TracebackType

from assistant.faults import trace
from index.errors import Mender, Problem

log = logging.getLogger(__name__)


class Unexpected(Problem):
    """An error that nobody foresaw; the log knows more under its reference."""


class Boundary:
    """`with Boundary() as boundary:`, then look at `boundary.problem`: None, or what to tell the user.

    A reader who left and an interrupt pass through.
    """

    def __init__(self) -> None:
        self.problem: Problem | None = None

    def __enter__(self) -> Boundary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, BrokenPipeError):
            return False
        self.problem = error if isinstance(error, Problem) else _unexpected(error)
        return True


def explain(problem: Problem) -> str:
    """The problem in three lines."""
    return f"{problem.what}\nWhy: {problem.why}\nNext: {problem.next}\n"


def exit_code(problem: Problem) -> int:
    """2 for what the user can put right in the command, else 1."""
    return 2 if problem.mender is Mender.USER else 1


def _unexpected(error: Exception) -> Unexpected:
    """The log gets type and places, not the message, which may hold what a user typed."""
    reference = secrets.token_hex(4)
    log.error("reference %s: %s", reference, trace(error))
    return Unexpected(
        f"Something went wrong, reference {reference}.",
        why="The program met an error that it does not know.",
        next="Try again; if it comes back, report it with the line of the log that has this reference.",
    )
