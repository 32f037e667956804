"""The work on an enquiry, from intake to export: one officer, one machine, nothing ever sent."""

from __future__ import annotations

import difflib
import hashlib
import threading
from dataclasses import dataclass

from assistant.helpdesk.drafting import Answering, Desk
from assistant.helpdesk.export import Format, exported
from assistant.helpdesk.figures import Figures
from assistant.helpdesk.frame import load_frame
from assistant.helpdesk.intake import read_bytes, read_text
from assistant.helpdesk.kept import Kept
from assistant.helpdesk.lines import Support
from assistant.helpdesk.mail import Mail
from assistant.helpdesk.recheck import Checked, Evidence, Rechecker
from assistant.helpdesk.store import Enquiry, Retention, State, Store
from assistant.helpdesk.turns import Turns
from index.errors import UserProblem

LONGEST_NAME = 100
LONGEST_REPLY = 200_000  # characters


class NotYet(UserProblem):
    """A step comes before another: no draft to approve, no approval to export."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An enquiry as the page shows it. `stale` says why the draft is out of date, "" if it is not; `changes` are the
    lines that differ from the first draft, each with "+" or "-"."""

    enquiry: Enquiry
    mail: Mail
    kept: Kept | None
    checks: tuple[Checked, ...]
    stale: str
    changes: tuple[tuple[str, str], ...]


class Review:
    """The desk's work on its store."""

    def __init__(self, assistant: Answering, desk: Desk, store: Store) -> None:
        self._assistant, self._desk, self._store = assistant, desk, store
        self._figures = Figures(assistant.settings.corpus_dir)
        self._documents = {name: document.text for name, document in assistant.index.documents.items()}
        self._drafting = threading.Lock()  # one draft at a time: the machine is the officer's

    def purge(self) -> None:
        """Deletes what is past its time."""
        self._store.purge(self.retention)

    @property
    def retention(self) -> Retention:
        settings = self._assistant.settings
        return Retention(settings.desk_days, settings.desk_open_days)

    def add(self, raw: bytes, name: str) -> str:
        """Takes in a mail or a text; returns the enquiry's id. Raises MailRefused."""
        read_bytes(raw, name, self._limit)
        return self._store.add(raw, name)

    def paste(self, text: str) -> str:
        """Takes in pasted text. Raises MailRefused."""
        read_text(text, "", self._limit)
        return self._store.add(text.encode("utf-8", errors="replace"), "")

    def list(self) -> list[tuple[Enquiry, Mail, str]]:
        """Each enquiry with its mail and why its draft is stale, newest first; what is past its time is deleted."""
        self.purge()
        return [(each, self._mail(each), self._stale(each)) for each in self._store.all()]

    def open(self, id: str) -> Opened:
        """Raises EnquiryUnknown."""
        enquiry = self._store.get(id)
        kept = Kept.model_validate_json(enquiry.evidence) if enquiry.evidence else None
        mail = self._mail(enquiry)
        checks = self._check(enquiry.text, kept, mail) if kept else ()
        return Opened(enquiry, mail, kept, checks, self._stale(enquiry), _changes(enquiry.first_draft, enquiry.text))

    def draft(self, id: str) -> Opened:
        """Drafts, or drafts anew; what was edited before is replaced. Raises EnquiryUnknown."""
        mail = self._mail(self._store.get(id))
        with self._drafting:
            drafted = self._desk.draft(mail)
        with self._store.change(id) as enquiry:
            enquiry.first_draft = enquiry.text = drafted.reply.draft
            enquiry.evidence = Kept.of(drafted).model_dump_json()
            enquiry.drafted_from, enquiry.drafted_index = _digest(enquiry.raw), drafted.index
            _reopen(enquiry)
        return self.open(id)

    def edit(self, id: str, text: str) -> Opened:
        """Keeps the edited reply; an approval falls, for it was given to other words. Raises NotYet."""
        with self._store.change(id) as enquiry:
            if not enquiry.evidence:
                raise NotYet(
                    "There is no draft to edit.",
                    why="Only a drafted reply is edited here.",
                    next="Draft a reply first.",
                )
            changed = text[:LONGEST_REPLY]
            if changed != enquiry.text:
                enquiry.text = changed
                _reopen(enquiry)
        return self.open(id)

    def change_mail(self, id: str, text: str) -> Opened:
        """Replaces the enquiry's text, for example by a longer paste; a draft made before is stale then."""
        read_text(text, "", self._limit)
        with self._store.change(id) as enquiry:
            enquiry.raw = text.encode("utf-8", errors="replace")
        return self.open(id)

    def approve(self, id: str, officer: str, *, despite: bool) -> Opened:
        """Approves the reply in the officer's name; `despite`: the officer has looked at what is flagged.
        Raises NotYet."""
        name = " ".join(officer.split())[:LONGEST_NAME]
        opened = self.open(id)
        if opened.kept is None:
            raise NotYet(
                "There is no draft to approve.",
                why="An approval is given to a drafted reply.",
                next="Draft a reply first.",
            )
        if not name:
            raise NotYet(
                "The approval needs a name.",
                why="It is kept who has approved a reply.",
                next="Enter your name beside the button.",
            )
        if opened.stale:
            raise NotYet(
                opened.stale,
                why="An approval is given to a reply that is up to date.",
                next="Draft anew, then approve.",
            )
        gaps = sum(each.support is Support.OPEN for each in opened.checks)
        if gaps:
            raise NotYet(
                f"{_counted(gaps, 'answer is', 'answers are')} still to be written.",
                why="A reply with gaps cannot be sent.",
                next="Write what stands in square brackets, or delete it.",
            )
        flagged = sum(bool(each.problems) for each in opened.checks)
        if flagged and not despite:
            raise NotYet(
                f"{_counted(flagged, 'sentence is', 'sentences are')} flagged.",
                why="What is flagged may say what the sources do not.",
                next="Mend what is flagged, or confirm that you have checked it, then approve.",
            )
        with self._store.change(id) as enquiry:
            enquiry.state, enquiry.approved_by, enquiry.approved_at = State.APPROVED, name, self._store.stamp()
        return self.open(id)

    def export(self, id: str, form: Format) -> tuple[str, bytes]:
        """File name and bytes of an approved reply; the enquiry is closed with it. Raises NotYet."""
        opened = self.open(id)
        enquiry = opened.enquiry
        if enquiry.state not in (State.APPROVED, State.EXPORTED) or opened.kept is None:
            raise NotYet(
                "The reply is not approved.",
                why="Only what an officer has approved is exported.",
                next="Approve it, then export it.",
            )
        settings = self._assistant.settings
        frame = load_frame(settings.corpus_dir, opened.kept.language)
        data = exported(enquiry.text, opened.mail, frame, form, settings.model)
        with self._store.change(id) as kept:
            kept.state = State.EXPORTED
            kept.closed_at = kept.closed_at or self._store.stamp()
        return f"reply-{enquiry.id[:8]}.{form}", data

    def erase(self, id: str) -> None:
        """Deletes an enquiry with its draft. Raises EnquiryUnknown."""
        self._store.erase(id)

    @property
    def _limit(self) -> int:
        return self._assistant.settings.file_bytes

    def _mail(self, enquiry: Enquiry) -> Mail:
        return read_bytes(enquiry.raw, enquiry.name or "pasted text", self._limit)

    def _check(self, text: str, kept: Kept, mail: Mail) -> tuple[Checked, ...]:
        enquiry = f"{mail.subject}\n{mail.sender_name}\n{mail.body}"
        evidence = Evidence(kept.as_lines(), kept.citations, self._documents, enquiry)
        turns = Turns(self._assistant.settings.corpus_dir, kept.language)
        return tuple(Rechecker(evidence, self._figures, turns).check(text))

    def _stale(self, enquiry: Enquiry) -> str:
        if not enquiry.evidence:
            return ""
        if enquiry.drafted_from != _digest(enquiry.raw):
            return "The draft is out of date: the enquiry has changed since."
        if enquiry.drafted_index != self._assistant.index.digest:
            return "The draft is out of date: the documents of the call have changed since."
        return ""


def _reopen(enquiry: Enquiry) -> None:
    enquiry.state, enquiry.approved_by, enquiry.approved_at, enquiry.closed_at = State.DRAFTED, "", "", ""


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _changes(first: str, now: str) -> tuple[tuple[str, str], ...]:
    lines = difflib.ndiff(first.splitlines(), now.splitlines())
    return tuple((line[0], line[2:]) for line in lines if line[0] in "+-" and line[2:].strip())
