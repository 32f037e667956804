"""Interval counting: the least and the most that a number can be over every completion of the facts left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.eligibility.findings import Outcome


@dataclass(frozen=True, slots=True)
class Interval:
    """A whole number between `least` and `most` (None: without limit). A truth value is 0..0, 1..1 or 0..1."""

    least: int
    most: int | None

    def __mul__(self, other: Interval) -> Interval:
        """The product of two independent numbers, neither below 0; of truth values, their conjunction."""
        if self.most == 0 or other.most == 0:
            return NEVER
        if self is ALWAYS:
            return other
        if other is ALWAYS:
            return self
        most = None if self.most is None or other.most is None else self.most * other.most
        return Interval(self.least * other.least, most)

    def __or__(self, other: Interval) -> Interval:
        """The number is one or the other."""
        most = None if self.most is None or other.most is None else max(self.most, other.most)
        return Interval(min(self.least, other.least), most)

    def inverted(self) -> Interval:
        """The opposite of a truth value."""
        return Interval(1 - (self.most or 0), 1 - self.least)

    @property
    def possible(self) -> bool:
        return self.most is None or self.most > 0

    @property
    def certain(self) -> bool:
        return self.least > 0

    @property
    def settled(self) -> bool:
        return self.least == self.most

    def at_least(self, limit: int) -> Outcome:
        if self.least >= limit:
            return Outcome.MET
        return Outcome.UNKNOWN if self.most is None or self.most >= limit else Outcome.FAILED

    def at_most(self, limit: int) -> Outcome:
        if self.most is not None and self.most <= limit:
            return Outcome.MET
        return Outcome.UNKNOWN if self.least <= limit else Outcome.FAILED

    def __str__(self) -> str:
        if self.settled:
            return str(self.least)
        return f"{self.least} or more" if self.most is None else f"{self.least} to {self.most}"


NEVER = Interval(0, 0)
ALWAYS = Interval(1, 1)
OPEN = Interval(0, 1)


def known(value: bool) -> Interval:
    return ALWAYS if value else NEVER


def truth(values: Iterable[bool]) -> Interval:
    """The truth value that is one of `values`, not empty."""
    found = set(values)
    return OPEN if len(found) > 1 else known(found.pop())


def total(numbers: Iterable[Interval]) -> Interval:
    """The sum of independent numbers."""
    least, most = 0, 0
    endless = False
    for number in numbers:
        least += number.least
        if number.most is None:
            endless = True
        else:
            most += number.most
    return Interval(least, None if endless else most)


def outcome_of(*, can_be_met: bool, can_fail: bool) -> Outcome:
    """The three-valued outcome of a rule from what some completion of the open facts makes of it."""
    if can_be_met and can_fail:
        return Outcome.UNKNOWN
    return Outcome.MET if can_be_met else Outcome.FAILED
