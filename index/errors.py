"""What can go wrong, by who can mend it; every message says what happened, why, and what to do next."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Mender(StrEnum):
    """Who can put an error right."""

    USER = "user"
    OPERATOR = "operator"
    PROVIDER = "model provider"
    DEVELOPER = "developer"


class Problem(Exception):
    """An error with its remedy. `what` happened, `why`, and what to do `next`; subclasses say who can do it."""

    mender: Mender = Mender.DEVELOPER

    def __init__(self, what: str, *, why: str, next: str) -> None:
        super().__init__(f"{what} {why} {next}")
        self.what, self.why, self.next = what, why, next

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent from one process to another it keeps its remedy."""
        return _again, (type(self), self.what, self.why, self.next)


def _again(kind: type[Problem], what: str, why: str, next: str) -> Problem:
    return kind(what, why=why, next=next)


class UserProblem(Problem):
    mender = Mender.USER


class OperatorProblem(Problem):
    mender = Mender.OPERATOR


class ProviderProblem(Problem):
    mender = Mender.PROVIDER


class IndexMissing(OperatorProblem):
    """No index has been built at this path."""


class IndexDamaged(OperatorProblem):
    """A file of the index is missing or differs from the digest in its manifest."""


class IndexOutdated(OperatorProblem):
    """The index was made by another embedding model, chunker or chromadb version, or from other documents."""


class IndexBusy(OperatorProblem):
    """Another process is writing the index; a second writer would lose vectors silently."""


class ModelRefused(OperatorProblem):
    """A file of the embedding model is missing, unknown, or does not have its committed digest."""


class DocumentRefused(UserProblem):
    """A document cannot be read: wrong format, wrong encoding, a missing field."""


class PassageRefused(UserProblem, ValueError):
    """Passages that cannot be indexed: a double id, an empty text, a wrong type, none at all."""


class QueryRefused(UserProblem, ValueError):
    """A search that cannot be run: not a text, or fewer than one result asked for."""


class StorageProblem(OperatorProblem):
    """The folder of the index cannot be read or written: no rights, no space, not a folder."""


class BuildFailed(OperatorProblem):
    """A new index did not pass its checks; the old one goes on serving."""
