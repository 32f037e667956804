"""Records of the public chat: figures, never text. Deletable by id and by age.

Of a question only a keyed hash is kept. The key is made anew in each process and never stored: equal questions of one
run can be counted, and no hash can ever be traced back to words.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import ColumnElement, DateTime, create_engine, delete
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from assistant.answer import Answer
from assistant.settings import Settings, SettingsRefused

SQLITE_WAIT = 0.2  # seconds that a locked database is waited for
log = logging.getLogger(__name__)


class Base(DeclarativeBase):
    """The tables of this module."""


class AnswerRecord(Base):
    """One answer given. Times in milliseconds; `at` in UTC; digests as in the answer's provenance."""

    __tablename__ = "answers"

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    status: Mapped[str]
    claims: Mapped[int]
    citations: Mapped[int]
    verdict: Mapped[str | None]
    language: Mapped[str | None]
    model: Mapped[str]
    index_digest: Mapped[str]
    prompts_digest: Mapped[str]
    search_ms: Mapped[float]
    total_ms: Mapped[float]
    question_hash: Mapped[str]


class Records:
    """The store of records. A store that is locked, full or away never stops an answer: that is logged."""

    def __init__(self, url: str, days: int, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """`url` as SQLAlchemy writes it; records older than `days` are deleted whenever one is added."""
        sqlite = make_url(url).get_backend_name() == "sqlite"
        self._engine = create_engine(url, connect_args={"timeout": SQLITE_WAIT} if sqlite else {})
        self._days, self._now = days, now
        self._key = secrets.token_bytes(32)
        self._ready = False

    @classmethod
    def of(cls, settings: Settings) -> Records:
        """The store that the settings name; nothing is opened or made yet. Raises SettingsRefused."""
        url = settings.records_url or f"sqlite:///{settings.data_dir / 'records.sqlite'}"
        try:
            return cls(url, settings.record_days)
        except (SQLAlchemyError, ImportError) as error:
            raise SettingsRefused(
                "The store of records cannot be used.",
                why=f"{error}.",
                next="Correct ASSISTANT_RECORDS_URL, or install the database's driver.",
            ) from error

    def add(self, answer: Answer, question: str) -> str | None:
        """Records an answer; returns the record's id, None if it could not be kept."""
        row = self._row(answer, question)
        identifier = row.id
        try:
            self._prepare()
            with Session(self._engine) as session, session.begin():
                session.add(row)
            self.delete_older_than(self._days)
        except (SQLAlchemyError, OSError) as error:
            log.warning("An answer was not recorded: %s", type(error).__name__)
            return None
        return identifier

    def delete(self, identifier: str) -> bool:
        """Deletes one record; False if there was none. Raises SQLAlchemyError, OSError."""
        return self._delete(AnswerRecord.id == identifier) > 0

    def delete_older_than(self, days: int) -> int:
        """Deletes the records that are older; returns how many. Raises SQLAlchemyError, OSError."""
        return self._delete(AnswerRecord.at < self._now() - timedelta(days=days))

    def close(self) -> None:
        self._engine.dispose()

    def _delete(self, which: ColumnElement[bool]) -> int:
        self._prepare()
        with Session(self._engine) as session, session.begin():
            return len(session.scalars(delete(AnswerRecord).where(which).returning(AnswerRecord.id)).all())

    def _prepare(self) -> None:
        """Makes folder and table before their first use."""
        if self._ready:
            return
        if self._engine.url.get_backend_name() == "sqlite" and self._engine.url.database:
            Path(self._engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        Base.metadata.create_all(self._engine)
        self._ready = True

    def _row(self, answer: Answer, question: str) -> AnswerRecord:
        return AnswerRecord(
            id=uuid4().hex,
            at=self._now(),
            status=answer.status.value,
            claims=len(answer.claims),
            citations=len(answer.citations),
            verdict=answer.verdict.status if answer.verdict else None,
            language=answer.language,
            model=answer.provenance.model,
            index_digest=answer.provenance.index,
            prompts_digest=answer.provenance.prompts,
            search_ms=answer.timings.search_ms,
            total_ms=answer.timings.total_ms,
            question_hash=hashlib.blake2b(question.encode(errors="replace"), key=self._key, digest_size=16).hexdigest(),
        )
