"""What an evaluator sees and gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from evals.casebook.models import DescriptionCase, NearMissCase, QuestionCase
from evals.metrics import Metric
from evals.text.folding import comparable
from evals.text.spans import Span
from evals.understood import Understood

TurnCase = QuestionCase | DescriptionCase | NearMissCase
"""Cases that are a conversation, judged at its last turn."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit of the search: where it stands and how it scored. `length` is its size in characters."""

    id: str
    span: Span
    score: float
    dense: float = 0.0


@dataclass(frozen=True, slots=True)
class Observed:
    """What the assistant did with a case: its answer, the ranking for the last turn, the milliseconds outside, and how
    the brain read each part of the message."""

    answer: Answer
    hits: tuple[Shown, ...] = ()
    total_ms: float | None = None
    understood: tuple[Understood, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """One metric of one case as numerator and denominator, so that shares add up over cases; `detail` says why."""

    metric: str
    numerator: float
    denominator: float = 1.0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stored documents' texts, every passage of the index as a span, and the titles and headings, longest first."""

    documents: Mapping[str, str]
    passages: tuple[Span, ...] = ()
    titles: tuple[str, ...] = ()


def said(case: TurnCase, seen: Observed) -> str:
    """The answer's own words: a line in bold that repeats a question of the message as a heading is not among them."""
    asked = comparable(case.turns[-1])
    return "\n".join(line for line in seen.answer.answer.split("\n") if not _is_echo(line.strip(), asked))


def _is_echo(line: str, asked: str) -> bool:
    return line.startswith("**") and line.endswith("**") and comparable(line).strip() in asked


class Evaluator(Protocol):
    """One concern. `metrics` are those that a case of a suite counts as unscored under when its run failed."""

    @property
    def metrics(self) -> tuple[Metric, ...]: ...

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        """The scores that apply to this case; none where the case says nothing about the concern."""
        ...


def yes_no(metric: Metric, value: bool, detail: str = "") -> Score:
    return Score(metric.value, float(value), 1.0, detail)


def share(metric: Metric, part: float, whole: float, detail: str = "", *, field: str | None = None) -> Iterable[Score]:
    """The share, or nothing where there is nothing to share."""
    if whole:
        yield Score(f"{metric.value}/{field}" if field else metric.value, part, whole, detail)
