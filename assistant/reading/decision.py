"""Which point, if any, a question is taken to ask about, and how sure that is. Thresholds come from the tune split."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.guards import OTHER_PROGRAMME
from assistant.reading.matching import Match
from assistant.reading.mentions import is_country, is_outside
from assistant.reading.points import Point, Reply, Tool
from assistant.reading.reader import Part
from assistant.reading.text import fold

ACCEPT = 0.44  # from here on the nearest example decides
CONSIDER = 0.29  # from here on it decides if the search agrees
GUARD = 0.34  # for what is no question on the call; such an answer says nothing about it

CERTAIN = 0.8
CLOSE = 0.1  # so much further off, an example that names the other programme is meant all the same
OFF_TOPIC = 0.02
DECLINES = 0.03  # by so much what is declined is nearer than any question on the call, or it is one
NAMED = 0.06  # what the name of a place or topic adds to a look-up

# Answers that say nothing about the call.
GUARDS = frozenset({Reply.CANNED, Reply.CHECK, Reply.DECLINED, Reply.OFF_TOPIC})


@dataclass(frozen=True, slots=True)
class Decision:
    """`point`: what is asked, None if no example is near; `sure`: the examples alone decide; `refusal`: key of the
    words that decline."""

    point: Point | None
    sure: bool
    refusal: str | None = None

    @property
    def guard(self) -> bool:
        return self.refusal is not None or (self.point is not None and self.sure and self.point.reply in GUARDS)


def decide(part: Part) -> Decision:
    """The decision on one part, before anything has been searched."""
    decision = _decided(part)
    if part.refusal is None:
        return decision
    best = part.matches[0] if part.matches else None
    if part.refusal == OTHER_PROGRAMME and best is not None:  # "X is associated to that one, so it is to this?"
        for match in part.matches:
            near = match.score >= max(ACCEPT, best.score - CLOSE) and match.point.reply not in GUARDS
            if near and part.refused in fold(match.example):
                return decision
    named = best is not None and decision.sure and part.refused in fold(best.example)
    # A question that is understood well is answered, whatever stands around it; instructions in it are not obeyed.
    certain = best is not None and decision.sure and best.score >= CERTAIN and part.refusal != OTHER_PROGRAMME
    return decision if named or certain else Decision(decision.point, decision.sure, part.refusal)


def _decided(part: Part) -> Decision:
    beside = max((match.near for match in part.matches if match.beside), default=0.0)
    asked = max((match.score for match in part.matches if match.point.reply not in GUARDS), default=0.0)
    for match in sorted(part.matches, key=lambda match: -(match.score + _lean(part, match.point))):
        if not _can_be(part, match.point) or (match.point.reply in GUARDS and match.score < beside):
            continue  # a question on the call whose crux no answer knows is still one on the call
        if _is_on_documents(part, match):
            continue
        if match.point.reply is Reply.DECLINED and asked >= CONSIDER and match.score < asked + DECLINES:
            continue
        needed = GUARD if match.point.reply in GUARDS else ACCEPT
        if match.score >= needed:
            return Decision(match.point, True)
        if match.score >= CONSIDER and match.point.reply not in GUARDS and not match.beside:
            return Decision(match.point, False)
        if match.point.reply not in GUARDS:
            break
    return Decision(None, False)


def _is_on_documents(part: Part, match: Match) -> bool:
    """Whether a question is rather one on documents without points of their own: a passage is nearer to it than the
    example of what is no question on the call, or what asks for a promise, a check or a way around the rules is far."""
    if part.near is None or match.point.reply not in GUARDS:
        return False
    if match.point.reply in (Reply.DECLINED, Reply.CHECK):
        return match.score < ACCEPT
    return match.score < min(part.near, CERTAIN)


def _lean(part: Part, point: Point) -> float:
    """What it adds that the question names what the point looks up, or that a message may not be about the call: an
    answer about something else is worse than none."""
    if point.reply is Reply.OFF_TOPIC:
        return OFF_TOPIC
    if point.reply is not Reply.TOOL or point.tool is Tool.CALENDAR:
        return 0.0
    named = part.mentions.topics if point.tool is Tool.STRAND_TOPIC else part.mentions.places
    if point.tool is Tool.REGION and all(is_country(place) or is_outside(place) for place in part.mentions.places):
        return 0.0  # a country alone, or a place that has no region, is more often asked about as a country
    return NAMED if named else 0.0


def _can_be(part: Part, point: Point) -> bool:
    """A question on a country or a region names one."""
    if point.reply is not Reply.TOOL:
        return True
    if point.tool in (Tool.COUNTRY, Tool.REGION):
        return bool(part.mentions.places)
    return True
