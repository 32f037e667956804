"""What the lines of a list are: one partner each, or a heading over those below it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.eligibility.reader.layout.cells import Card
from assistant.eligibility.reader.layout.headings import Heading


@dataclass(slots=True)
class Item:
    """A segment that is one partner or a heading; `label` and `start` as in a segment."""

    start: int
    end: int
    label: str = ""
    card: Card | None = None
    heading: Heading | None = None
