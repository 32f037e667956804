"""What a run leaves behind, one JSON object a line: answers as observed, and one tidy record per case and metric."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer
from assistant.answer import Provenance as AnswerProvenance
from evals.casebook.models import Split, Suite
from evals.evaluators.base import Observed, Shown
from evals.text.spans import Span
from evals.understood import Understood
from index.errors import UserProblem

ANSWERS, RECORDS, RUN = "answers.jsonl", "records.jsonl", "run.json"


class BadRun(UserProblem):
    """A folder holds no run, or one that another version of the project or other cases made."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Provenance(AnswerProvenance):
    """What a run was made with: an answer's provenance and its own. Two runs with the same one give the same numbers,
    times apart."""

    commit: str
    code: str
    cases: str


class HitRecord(_Model):
    id: str
    document: str
    start: int
    end: int
    score: float
    dense: float


class AnswerRecord(_Model):
    """What was observed of a case, or the error that kept it from being observed. `understood`: how the brain read each
    part, where it tells."""

    suite: Suite
    case: str
    turns: list[str] = []
    answer: Answer | None = None
    hits: list[HitRecord] = []
    understood: list[Understood] = []
    total_ms: float | None = None
    error: str | None = None

    def observed(self) -> Observed | None:
        if self.answer is None:
            return None
        hits = tuple(Shown(h.id, Span(h.document, h.start, h.end), h.score, h.dense) for h in self.hits)
        return Observed(self.answer, hits, self.total_ms, tuple(self.understood))


class MetricRecord(_Model):
    """One metric of one case: `value` is numerator / denominator, or null where `unscored` says why there is none."""

    suite: Suite
    case: str
    kind: str
    family: str
    split: Split
    metric: str
    value: float | None
    numerator: float = 0.0
    denominator: float = 0.0
    detail: str = ""
    unscored: str | None = None
    provenance: Provenance


def write_lines(file: Path, lines: Iterable[BaseModel]) -> None:
    file.write_text("".join(line.model_dump_json() + "\n" for line in lines), encoding="utf-8")


def _lines(file: Path) -> Iterator[str]:
    if not file.is_file():
        raise BadRun(
            f"{file} is not there.", why="The folder holds no finished run.", next="Name a folder made by `run`."
        )
    yield from (line for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def read_records(folder: Path) -> list[MetricRecord]:
    try:
        return [MetricRecord.model_validate_json(line) for line in _lines(folder / RECORDS)]
    except ValidationError as error:
        raise BadRun(f"{folder} cannot be read.", why=str(error.errors()[0]["msg"]), next="Run it again.") from error


def read_answers(folder: Path) -> list[AnswerRecord]:
    """The observed answers; a last line cut off by an interruption is left out."""
    answers = []
    for line in _lines(folder / ANSWERS):
        try:
            answers.append(AnswerRecord.model_validate_json(line))
        except ValidationError:
            continue
    return answers


def read_run(folder: Path) -> dict[str, Any]:
    return dict(json.loads("\n".join(_lines(folder / RUN))))
