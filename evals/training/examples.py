"""The example questions of a call's points, with the words that answer them: what an adapter is trained on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.points import Point
from index import Passage

_KEPT_ASIDE = 8  # one example in so many is never trained on


@dataclass(frozen=True)
class Topic:
    """A point, its examples, and where it is answered: pairs of the quoted words and their passage's text."""

    point: str
    examples: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


def topics_of(points: Sequence[Point], passages: Sequence[Passage], *, aside: bool) -> list[Topic]:
    """Points with the examples to train on or, with `aside`, those to measure with; without any, left out."""
    by_item = {passage.metadata.get("item"): passage.text for passage in passages}
    found = []
    for point in points:
        examples = tuple(example for example in point.examples if _is_aside(example) is aside)
        if examples:
            found.append(Topic(point.id, examples, tuple(_answers(point, passages, by_item))))
    return found


def _answers(point: Point, passages: Sequence[Passage], by_item: Mapping[object, str]) -> list[tuple[str, str]]:
    found = []
    for words in point.words:
        if words.when is not None:  # only one look-up's result, not the question's answer
            continue
        if words.item is not None and words.item in by_item:
            found.append((by_item[words.item], by_item[words.item]))
        elif words.text is not None:
            found += [(words.text, passage.text) for passage in passages if words.text in passage.text][:1]
    return found


def _is_aside(example: str) -> bool:
    return int(hashlib.sha256(example.encode()).hexdigest(), 16) % _KEPT_ASIDE == 0
