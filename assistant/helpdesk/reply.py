"""The draft object, and what the desk keeps beside it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer, Citation
from assistant.eligibility.consortium import Consortium
from assistant.eligibility.findings import Verdict
from assistant.helpdesk.lines import Line
from assistant.helpdesk.mail import Mail
from assistant.helpdesk.sections import Sections
from assistant.statuses import Status


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Asked(_Model):
    """A question, its words as found in the mail, and its answer."""

    text: str
    answer: Answer


class ReplyDraft(_Model):
    """What `draft --json` prints. `draft` is the reply as Markdown, `warnings` are for the officer."""

    id: str
    status: Status
    language: str
    questions: list[Asked]
    consortium: Consortium | None
    verdict: Verdict | None
    draft: str
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with what it was made from: the mail apart, and each sentence's support."""

    reply: ReplyDraft
    mail: Mail
    sections: Sections
    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    index: str
