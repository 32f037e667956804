"""Calls for proposals: where their documents lie, and the profile with dates and limits as data."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.clauses import bears_out, is_of
from assistant.data_files import read_yaml
from assistant.eligibility.profile import EligibilityProfile
from assistant.settings import Settings
from index import Document, load_documents
from index.errors import OperatorProblem, UserProblem

log = logging.getLogger(__name__)
CALL_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,59}")
_ENDINGS = frozenset({".md", ".markdown", ".txt", ".yaml", ".yml"})


class CallUnknown(UserProblem):
    """No call has this id, or the id cannot be one."""


class CallProfileRefused(OperatorProblem):
    """A call's profile.yaml does not follow the schema."""


class Contact(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    email: str


class Authority(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    name: str
    short: str


class CallProfile(BaseModel):
    """What programs need to know of a call. `deadline` has its time zone; clauses are exact runs of a document;
    `document_weights` are factors on search scores, so that the call's own page comes before the annexes."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str
    short_name: str
    call: str | None = None
    topic: str | None = None
    granting_authority: Authority
    contact: Contact | None = None
    url: str | None = None
    opening: date | None = None
    deadline: datetime | None = None
    deadline_as_printed: str | None = None
    deadline_clause: str | None = None
    document_weights: dict[str, float] = {}


@dataclass(frozen=True)
class Call:
    """One call: its documents, and its profile where it has one (a call of the user's own has none)."""

    id: str
    directory: Path | None
    documents: tuple[Document, ...]
    profile: CallProfile | None = None
    eligibility: EligibilityProfile | None = None

    @property
    def names(self) -> list[str]:
        """What the call is called: its ids, its title, its short name with the plural and singular of it."""
        profile = self.profile
        if profile is None:
            return [self.id]
        short = profile.short_name
        names = [self.id, profile.call, profile.topic, profile.title, short, short.rstrip("sS"), f"{short}s"]
        return [name for name in names if name]


def load_call(settings: Settings, call_id: str | None = None) -> Call:
    """The call with its shipped and its added documents. Raises CallUnknown, CallProfileRefused, DocumentRefused."""
    call_id = checked_id(call_id or settings.call)
    files = document_files(settings, call_id)
    shipped = settings.corpus_dir / call_id
    documents = tuple(load_documents(files, call=call_id))
    raw = read_yaml(shipped / "profile.yaml") if (shipped / "profile.yaml").is_file() else None
    if raw and not is_of(raw, documents):
        log.warning("The profile and the points of %s are left out: its documents are of another call.", call_id)
        return Call(id=call_id, directory=None, documents=documents)
    profile = _profile(raw, shipped)
    if profile and raw and not bears_out(documents, raw.get("contact")):
        profile = profile.model_copy(update={"contact": None})
    rules = raw if raw and bears_out(documents, raw.get("rules")) else None
    if raw and raw.get("rules") and rules is None:
        log.warning("Consortia of %s cannot be judged: the clause of a rule stands in no document.", call_id)
    return Call(
        id=call_id,
        directory=shipped if shipped.is_dir() else None,
        documents=documents,
        profile=profile,
        eligibility=EligibilityProfile.of_call(rules) if rules else None,
    )


def document_files(settings: Settings, call_id: str | None = None) -> list[Path]:
    """The files of a call's documents, the shipped ones first; nothing is read. Raises CallUnknown."""
    call_id = checked_id(call_id or settings.call)
    files = [
        *_files(settings.corpus_dir / call_id / "documents"),
        *_files(own_documents_dir(settings, call_id)),
    ]
    if not files:
        raise CallUnknown(
            f"There is no call {call_id!r}.",
            why=f"Known calls: {', '.join(known_calls(settings)) or 'none'}.",
            next="Use one of these with --call, or add documents with: python -m assistant ingest PATH --call ID.",
        )
    return files


def known_calls(settings: Settings) -> list[str]:
    """Ids of all calls that have documents, shipped ones first."""
    shipped = [path.parent.name for path in sorted(settings.corpus_dir.glob("*/documents"))]
    added = [path.parent.name for path in sorted((settings.data_dir / "calls").glob("*/documents"))]
    return list(dict.fromkeys(shipped + added))


def own_documents_dir(settings: Settings, call_id: str) -> Path:
    """Where documents of the user's own are kept for a call."""
    return settings.data_dir / "calls" / call_id / "documents"


def index_dir(settings: Settings, call_id: str) -> Path:
    return settings.data_dir / "index" / call_id


def checked_id(call_id: str) -> str:
    """The id in lower case. Raises CallUnknown if it cannot be a folder's name."""
    lower = call_id.strip().lower()
    if not CALL_ID.fullmatch(lower):
        raise CallUnknown(
            f"{call_id!r} cannot be the id of a call.",
            why="An id has 3 to 60 letters a-z, digits and hyphens.",
            next="Use the call's identifier with hyphens, for example smp-cosme-2024-cluster.",
        )
    return lower


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*")) if path.suffix.lower() in _ENDINGS)


def _profile(raw: dict[str, Any] | None, folder: Path) -> CallProfile | None:
    if raw is None:
        return None
    try:
        return CallProfile.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise CallProfileRefused(
            f"{folder / 'profile.yaml'} cannot be used.",
            why=f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}.",
            next="Correct that entry; the fields are those of assistant/calls.py.",
        ) from error
