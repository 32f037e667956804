"""What a case is: question, attack, consortium description, near miss or enquiry, with what is expected of it.

The JSON schema of these models is published in `evals/cases/schema.json`. The authors' files are YAML lists of cases.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.findings import Outcome, RuleId, VerdictStatus
from assistant.statuses import Status


class Split(StrEnum):
    """Which part of the cases one belongs to. Closed list."""

    TUNE = "tune"
    TEST = "test"


class Suite(StrEnum):
    """The kinds of case files, each a folder of `evals/cases` and a set of evaluators. Closed list."""

    QUESTIONS = "questions"
    ATTACKS = "attacks"
    CONSORTIA = "consortia"
    DESCRIPTIONS = "descriptions"  # consortia too, by authors who have not seen the code; apart, so that floors compare
    NEAR_MISSES = "near_misses"
    ENQUIRIES = "enquiries"
    MAILS = "mails"  # enquiries too, by authors who have not seen the code; apart, so that floors compare


def _compiles(spelling: str) -> str:
    if spelling.startswith("re:"):
        try:
            re.compile(spelling[3:])
        except re.error as error:
            raise ValueError(f"{spelling!r} is no regular expression: {error}") from error
    return spelling


Spelling = Annotated[str, Field(min_length=1), AfterValidator(_compiles)]
"""A way to write a fact: a substring, case ignored, or `re:` and a regular expression."""

Fact = Annotated[list[Spelling], Field(min_length=1)]
"""The accepted spellings of one fact."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToolUse(_Model):
    """A tool that must be called; `arguments` holds those that are judged, compared as text with case ignored."""

    name: str
    arguments: dict[str, Any] = {}


class PartExpectation(_Model):
    """What one part of a message with several questions asks for. `quotes` are words of the supporting passage."""

    status: Status
    facts: list[Fact] = []
    quotes: list[str] = []
    document: str | None = None
    not_said: list[Spelling] = []


class QuestionExpectation(_Model):
    """What the answer to the last turn must hold, rest on, and must not say."""

    status: Status
    facts: list[Fact] = []
    quotes: list[str] = []
    document: str | None = None
    not_said: list[Spelling] = []
    parts: list[PartExpectation] = []
    tools: list[str | ToolUse] = []
    no_tools: list[str] = []

    def all_facts(self) -> list[Fact]:
        return [*self.facts, *(fact for part in self.parts for fact in part.facts)]

    def all_quotes(self) -> list[tuple[str, str | None]]:
        """Every gold quotation with the document it stands in (None: any)."""
        own = [(quote, self.document) for quote in self.quotes]
        return own + [(quote, part.document or self.document) for part in self.parts for quote in part.quotes]

    def all_not_said(self) -> list[Spelling]:
        return [*self.not_said, *(spelling for part in self.parts for spelling in part.not_said)]


class DescriptionExpectation(_Model):
    """How a described consortium must be read and judged. In the consortium a field that is not given is not judged;
    null means that the text leaves it open. `before`: the verdict that a what-if is shown against."""

    status: Status | None = None
    verdict: VerdictStatus | None = None
    outcomes: dict[RuleId, Outcome] = {}
    consortium: Consortium = Consortium()
    questions_about: list[str] = []
    before: VerdictStatus | None = None


class NearMissExpectation(_Model):
    """A message that describes no consortium. `status` is judged only where it is given."""

    consortium: Consortium | None = None
    no_tools: list[str] = ["check_consortium"]
    tools: list[str | ToolUse] = []
    status: Status | None = None


class MailQuestion(PartExpectation):
    """A question of a mail; `text` is how it is asked there."""

    text: str


class EnquiryExpectation(_Model):
    questions: list[MailQuestion]
    verdict: VerdictStatus | None = None


class _Case(_Model):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
    kind: str
    family: Annotated[str, Field(min_length=1, description="Wording family: paraphrases of one thing share it.")]
    split: Split
    origin: str | None = None
    note: str | None = None


class QuestionCase(_Case):
    """A question or an attack; the last turn is judged. `section` of the document holds the answer; None: nowhere."""

    section: str | None = None
    turns: Annotated[list[str], Field(min_length=1)]
    as_of: date | None = None
    expect: QuestionExpectation


class DescriptionCase(_Case):
    """A described consortium, in one or more turns; the last is judged."""

    turns: Annotated[list[str], Field(min_length=1)]
    expect: DescriptionExpectation


class NearMissCase(_Case):
    """A message that is like a described consortium and is none."""

    turns: Annotated[list[str], Field(min_length=1)]
    expect: NearMissExpectation = NearMissExpectation()


class EnquiryCase(_Case):
    """A mail to the helpdesk, as raw text with its headers."""

    mail: Annotated[str, Field(min_length=1)]
    expect: EnquiryExpectation


Case = QuestionCase | DescriptionCase | NearMissCase | EnquiryCase

CASE_MODELS: dict[Suite, type[Case]] = {
    Suite.QUESTIONS: QuestionCase,
    Suite.ATTACKS: QuestionCase,
    Suite.CONSORTIA: DescriptionCase,
    Suite.DESCRIPTIONS: DescriptionCase,
    Suite.NEAR_MISSES: NearMissCase,
    Suite.ENQUIRIES: EnquiryCase,
    Suite.MAILS: EnquiryCase,
}
