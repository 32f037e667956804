"""Which point, if any, a question is taken to ask about, and how sure that is. Thresholds come from the tune split."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.points import Point, Reply, Tool
from assistant.reading.reader import Part

ACCEPT = 0.52  # from here on the nearest example decides
CONSIDER = 0.40  # from here on it decides if the search agrees
GUARD = 0.50  # for what is no question on the call; such an answer says nothing about it

# Answers that say nothing about the call.
GUARDS = frozenset({Reply.CANNED, Reply.CHECK, Reply.DECLINED, Reply.OFF_TOPIC})


@dataclass(frozen=True, slots=True)
class Decision:
    """`point`: what is asked, None if no example is near; `sure`: the examples alone decide."""

    point: Point | None
    sure: bool

    @property
    def guard(self) -> bool:
        return self.point is not None and self.sure and self.point.reply in GUARDS


def decide(part: Part) -> Decision:
    """The decision on one part, before anything has been searched."""
    for match in part.matches:
        if not _can_be(part, match.point):
            continue
        needed = GUARD if match.point.reply in GUARDS else ACCEPT
        if match.score >= needed:
            return Decision(match.point, True)
        if match.score >= CONSIDER and match.point.reply not in GUARDS:
            return Decision(match.point, False)
        if match.point.reply not in GUARDS:
            break
    return Decision(None, False)


def _can_be(part: Part, point: Point) -> bool:
    """A question on a country or a region names one."""
    if point.reply is not Reply.TOOL:
        return True
    if point.tool in (Tool.COUNTRY, Tool.REGION):
        return bool(part.mentions.places)
    return True
