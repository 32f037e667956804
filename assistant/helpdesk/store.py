"""Where the desk keeps enquiries: one SQLite file in a folder of its own, the only place that holds what people wrote.

The file and its folder are readable by their owner only; what is deleted is overwritten (`secure_delete`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, event, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from index.errors import OperatorProblem, UserProblem


class EnquiryUnknown(UserProblem):
    """No enquiry has this id: it may have been deleted."""


class StoreProblem(OperatorProblem):
    """The desk's store cannot be read or written."""


class State(StrEnum):
    """How far an enquiry is. Closed list."""

    NEW = "new"
    DRAFTED = "drafted"
    APPROVED = "approved"
    EXPORTED = "exported"


class Base(DeclarativeBase):
    """The tables of this module."""


class Enquiry(Base):
    """One enquiry. Times are ISO 8601 in UTC, "" while nothing has happened; `evidence` is JSON (`kept.py`)."""

    __tablename__ = "enquiries"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    raw: Mapped[bytes]
    state: Mapped[State] = mapped_column(default=State.NEW)
    created: Mapped[str] = mapped_column(default="")
    changed: Mapped[str] = mapped_column(default="")
    first_draft: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    drafted_from: Mapped[str] = mapped_column(default="")
    drafted_index: Mapped[str] = mapped_column(default="")
    approved_by: Mapped[str] = mapped_column(default="")
    approved_at: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days an enquiry is kept: after its closing (its first export), or, where it was never closed, after its
    last change."""

    closed_days: int
    open_days: int

    def ends(self, enquiry: Enquiry) -> datetime:
        """When the enquiry is deleted."""
        since = datetime.fromisoformat(enquiry.closed_at or enquiry.changed)
        return since + timedelta(days=self.closed_days if enquiry.closed_at else self.open_days)


@dataclass(frozen=True, slots=True)
class Due:
    """An enquiry that is past its time. `since`: when it was closed, else last changed; ISO 8601 in UTC."""

    id: str
    state: State
    since: str


def utc_now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The enquiries of one desk. Every change is on disk when its method returns."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
            path = folder / "desk.sqlite"
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            path.chmod(0o600)
            self._engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 5.0})
            event.listen(self._engine, "connect", _careful)
            Base.metadata.create_all(self._engine)
        except (OSError, DatabaseError) as error:
            raise StoreProblem(
                f"The desk's store in {folder} cannot be used.",
                why=f"{type(error).__name__}.",
                next="Check rights and space there, or set ASSISTANT_DATA_DIR to another folder.",
            ) from error

    def add(self, raw: bytes, name: str) -> str:
        """Keeps a new enquiry; returns its id."""
        at = self.stamp()
        with self._session() as session:
            enquiry = Enquiry(id=uuid4().hex, name=name, raw=raw, created=at, changed=at)
            session.add(enquiry)
            return enquiry.id

    def all(self) -> list[Enquiry]:
        """All enquiries, the newest first."""
        with self._session() as session:
            return list(session.scalars(select(Enquiry).order_by(Enquiry.created.desc(), Enquiry.id)))

    def get(self, id: str) -> Enquiry:
        """One enquiry. Raises EnquiryUnknown."""
        with self._session() as session:
            return _found(session, id)

    @contextmanager
    def change(self, id: str) -> Iterator[Enquiry]:
        """The enquiry to be changed; kept when the block ends without an error. Raises EnquiryUnknown."""
        with self._session() as session:
            enquiry = _found(session, id)
            yield enquiry
            enquiry.changed = self.stamp()

    def erase(self, id: str) -> None:
        """Deletes an enquiry for good. Raises EnquiryUnknown."""
        with self._session() as session:
            session.delete(_found(session, id))

    def purge(self, retention: Retention, *, only_show: bool = False) -> list[Due]:
        """Deletes what is past its time; returns what that was, the oldest first, without a word of its contents.
        `only_show`: nothing is deleted."""
        now = self._now()
        with self._session() as session:
            ended = [(retention.ends(each), each) for each in session.scalars(select(Enquiry))]
            past = sorted(((end, each) for end, each in ended if end < now), key=lambda pair: pair[0])
            found = [Due(each.id, each.state, each.closed_at or each.changed) for _, each in past]
            for _, enquiry in [] if only_show else past:
                session.delete(enquiry)
            return found

    def stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                yield session
        except DatabaseError as error:
            # The statement's values stay out of the message and of the chain: they are what people wrote.
            raise StoreProblem(
                "The desk's store cannot be read or written.",
                why=f"{type(error.orig).__name__}: {error.orig}.",
                next="Check the space on the disk and that no other program holds the file.",
            ) from None


def _found(session: Session, id: str) -> Enquiry:
    enquiry = session.get(Enquiry, id)
    if enquiry is None:
        raise EnquiryUnknown(
            "This enquiry is not there.", why="It may have been deleted.", next="Go back to the list of enquiries."
        )
    return enquiry


def _careful(connection: object, record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for setting in ("secure_delete = ON", "synchronous = FULL", "temp_store = MEMORY"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
