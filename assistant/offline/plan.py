"""What has been asked -> the tool calls that answer it: one search for all parts, and the look-ups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.reading.anchors import Anchors
from assistant.reading.decision import Decision, decide
from assistant.reading.points import Tool
from assistant.reading.reader import Part, Reading

SEARCH = "search_call_documents"
_ARGUMENT = {Tool.COUNTRY: "country", Tool.REGION: "region", Tool.STRAND_TOPIC: "topic"}
MOST_LOOK_UPS = 3  # for each part


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A tool call; `part` is the question it serves (0: all of them)."""

    id: str
    name: str
    arguments: dict[str, Any]
    part: int = 0


def queries_of(part: Part, decision: Decision, anchors: Anchors) -> list[str]:
    """The question itself, then the words in which the documents state what it is taken to ask."""
    stated = [anchor.words for anchor in anchors.of(decision.point)] if decision.point else []
    return list(dict.fromkeys([*asked_by(part), *stated]))


def asked_by(part: Part) -> list[str]:
    """The queries that a question itself makes: it alone, and, where passages decide what it asks, with the sentences
    around it."""
    around = [part.told] if part.near is not None and part.told else []
    return list(dict.fromkeys([part.query, *around]))


def plan(reading: Reading, anchors: Anchors) -> list[PlannedCall]:
    """The calls for a reading; none for messages that are no questions on the call."""
    queries: list[str] = []
    look_ups: list[PlannedCall] = []
    for part in reading.parts:
        decision = decide(part)
        if decision.guard:
            continue
        queries += queries_of(part, decision, anchors)
        look_ups += _look_ups(part, decision)
    if not queries and not look_ups:
        return []
    return [PlannedCall("search", SEARCH, {"queries": list(dict.fromkeys(queries))}), *look_ups]


def _look_ups(part: Part, decision: Decision) -> list[PlannedCall]:
    tool = decision.point.tool if decision.point else None
    if tool is None or decision.point is None:
        return []
    if tool is Tool.CALENDAR:
        return [PlannedCall(f"part-{part.number}-calendar", tool.value, {}, part.number)]
    if tool is Tool.STRAND_TOPIC:
        # A point with words for each case asks about what the question names, any other about a list by its name.
        named = not decision.point.words or any(words.when for words in decision.point.words)
        names = [mention.text for mention in part.mentions.topics] or [part.text if named else decision.point.label]
    else:
        names = [mention.text for mention in part.mentions.places]
    return [
        PlannedCall(
            f"part-{part.number}-{tool.value}-{position}", tool.value, {_ARGUMENT[tool]: name[:200]}, part.number
        )
        for position, name in enumerate(list(dict.fromkeys(names))[:MOST_LOOK_UPS])
    ]
