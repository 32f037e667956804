"""What a draft rests on, as it is kept beside the draft, so that edits can be checked after a restart."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from assistant.answer import Citation
from assistant.helpdesk.lines import Line, Shape, Support
from assistant.helpdesk.reply import Drafted
from assistant.statuses import Status


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class KeptLine(_Model):
    text: str
    support: Support
    citations: tuple[int, ...]
    shape: Shape


class KeptQuestion(_Model):
    text: str
    status: Status


class Kept(_Model):
    """A draft's sentences, sources, questions and warnings, without the answers' inner workings."""

    language: str
    status: Status
    verdict: str | None
    questions: list[KeptQuestion]
    warnings: list[str]
    lines: list[KeptLine]
    citations: list[Citation]

    @staticmethod
    def of(drafted: Drafted) -> Kept:
        reply = drafted.reply
        return Kept(
            language=reply.language,
            status=reply.status,
            verdict=reply.verdict.status if reply.verdict else None,
            questions=[KeptQuestion(text=each.text, status=each.answer.status) for each in reply.questions],
            warnings=reply.warnings,
            lines=[
                KeptLine(text=e.text, support=e.support, citations=e.citations, shape=e.shape) for e in drafted.lines
            ],
            citations=list(drafted.citations),
        )

    def as_lines(self) -> list[Line]:
        return [Line(each.text, each.support, each.citations, each.shape) for each in self.lines]
