"""The answer object: what every way in, the page, the command line and the desk, gives back."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.findings import Verdict
from assistant.statuses import Status


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Citation(_Model):
    """Quoted words. `quote` equals `document.text[start:end]`, white space apart; `n` is the marker in the answer."""

    n: int
    document: str
    title: str
    section: list[str]
    quote: Annotated[str, Field(min_length=1, max_length=400)]
    start: int
    end: int
    url: str | None


class Claim(_Model):
    """One sentence of the answer and the citations it rests on."""

    text: str
    citations: list[int]


class ToolCall(_Model):
    name: str
    arguments: dict[str, Any]
    result: Any


class Provenance(_Model):
    """What the answer was made with: model name, index and prompt digests, settings digest, the clock's date."""

    model: str
    index: str
    prompts: str
    settings: str
    as_of: str


class Timings(_Model):
    search_ms: float
    total_ms: float


class Answer(_Model):
    id: str | None = None
    status: Status
    answer: str
    claims: list[Claim] = []
    citations: list[Citation] = []
    tool_calls: list[ToolCall] = []
    consortium: Consortium | None = None
    verdict: Verdict | None = None
    questions: list[str] = []
    language: str | None = None
    provenance: Provenance
    timings: Timings
