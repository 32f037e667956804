"""Points: what applicants ask about, as data, each with examples of how it is asked and where the answer stands.

`corpus/language/<language>/points.yaml` holds the points of any EU call; `said` names the words in which documents
usually state them. `corpus/<call>/points.yaml` adds the points of one call, with the exact words that answer them, and
may refine a general one by its id. A point without words in the documents is one on which they are silent.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.data_files import read_yaml
from index.errors import OperatorProblem


class PointsRefused(OperatorProblem):
    """A file of points does not follow the schema."""


class Reply(StrEnum):
    """What a point is answered with. Closed list."""

    WORDS = "words"  # the quoted words answer
    YES = "yes"  # the quoted words say yes to every example
    NO = "no"
    OPEN = "open"  # the documents touch on it and leave it open
    SILENT = "silent"  # the documents say nothing
    TOOL = "tool"  # a look-up or the calendar answers
    CHECK = "check"  # asks for a check of a consortium without describing one
    DECLINED = "declined"  # asks to break rules or for a promise
    OFF_TOPIC = "off_topic"
    CANNED = "canned"  # greetings, thanks, what the assistant is: no claim is made


class Tool(StrEnum):
    """The look-ups a point may call for."""

    COUNTRY = "look_up_country"
    REGION = "look_up_region"
    STRAND_TOPIC = "look_up_strand_topic"
    CALENDAR = "call_calendar"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Model):
    """Exact words of a document (`text`), or a whole line of a fact list by its id (`item`); `bullet`: shown in a list.
    `when`: only if a look-up found that case."""

    text: str | None = None
    item: str | None = None
    document: str = "call-page"
    bullet: bool = False
    when: str | None = None


class Limit(_Model):
    """A bound that numbers in a question are held against. `unit` is a key of `units` in questions.yaml."""

    unit: str
    least: float | None = None
    most: float | None = None


class Point(_Model):
    """One thing that can be asked. `label` is a noun phrase ("the page limit"); `expects` what the words hold."""

    id: str
    label: str
    examples: tuple[str, ...] = ()
    reply: Reply = Reply.WORDS
    said: tuple[str, ...] = ()
    expects: Literal["date", "money", "number", "duration", "list", "percent", "contact", "text"] = "text"
    words: tuple[Words, ...] = ()
    limit: Limit | None = None
    tool: Tool | None = None
    text: str | None = None  # for CANNED and DECLINED: a key of wording.yaml
    topic: str | None = None  # points of one topic lean on each other in follow-ups


def load_points(corpus_dir: Path, call_dir: Path | None, language: str) -> tuple[Point, ...]:
    """All points for a call. Raises PointsRefused."""
    return _load(corpus_dir / "language" / language / "points.yaml", call_dir / "points.yaml" if call_dir else None)


@lru_cache(maxsize=16)
def _load(general: Path, special: Path | None) -> tuple[Point, ...]:
    points = {point.id: point for point in _read(general)}
    for point in _read(special) if special and special.is_file() else ():
        if base := points.get(point.id):
            point = point.model_copy(
                update={
                    "examples": base.examples + point.examples,
                    "said": base.said,
                    "topic": point.topic or base.topic,
                    "tool": point.tool or base.tool,
                    "expects": base.expects if point.expects == "text" else point.expects,
                }
            )
        points[point.id] = point
    return tuple(points.values())


def _read(path: Path) -> list[Point]:
    try:
        return [_point(entry) for entry in read_yaml(path) or []]
    except ValidationError as error:
        first = error.errors()[0]
        raise PointsRefused(
            f"{path.name} cannot be used.",
            why=f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}.",
            next="Correct that entry; the fields are those of assistant/reading/points.py.",
        ) from error


def _point(entry: dict[str, object]) -> Point:
    words = entry.get("words", ())
    if isinstance(words, list):
        entry = {**entry, "words": [{"text": item} if isinstance(item, str) else item for item in words]}
    return Point.model_validate(entry)
