"""Single words that the grammar asks for by what they do, as data: `particles` of consortium_reader.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Particles:
    """Sets of single words of one language; the file explains them."""

    definite: frozenset[str]
    owner: frozenset[str]
    sake: frozenset[str]
    part: frozenset[str]
    goal: frozenset[str]
    origin: frozenset[str]
    inside: frozenset[str]
    beside: frozenset[str]
    possessing: frozenset[str]
    outside: frozenset[str]
    every: frozenset[str]
    doing: frozenset[str]
    future: frozenset[str]
    sitting: frozenset[str]
    infinitive: frozenset[str]
    relative: frozenset[str]
    condition: frozenset[str]
    ending: frozenset[str]
    swapped: frozenset[str]
    rather: frozenset[str]
    comparison: frozenset[str]
    further: frozenset[str]
    pointing_here: frozenset[str]

    @classmethod
    def of(cls, raw: Mapping[str, Iterable[str]]) -> Particles:
        """The words of a file; KeyError if it lacks some."""
        return cls(**{field.name: frozenset(raw[field.name]) for field in fields(cls)})
