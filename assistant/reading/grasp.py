"""How surely a question is understood by itself: for those who put a question in words that are not the asker's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.decision import decide
from assistant.reading.points import Reply
from assistant.reading.reader import Part

MOST_LIKE = 3


@dataclass(frozen=True, slots=True)
class Grasp:
    """`points`: the ids of what the parts of a question ask, "" for a part that is like nothing known. `score`: how
    near the part that is understood least is to its example, in [0, 1]. `off_topic`: it is taken for no question on
    the call. `declined`: it asks for what is refused. `nearest`: for each part the ids of the points that it
    is most like."""

    points: tuple[str, ...]
    score: float
    off_topic: bool
    declined: bool
    nearest: tuple[frozenset[str], ...] = ()


def grasp(parts: Sequence[Part]) -> Grasp:
    """How surely the parts of one message are understood."""
    points: list[str] = []
    scores: list[float] = []
    replies: set[Reply | None] = set()
    for part in parts:
        decision = decide(part)
        near = [match.score for match in part.matches if decision.point and match.point.id == decision.point.id]
        points.append(decision.refusal or (decision.point.id if decision.point else ""))
        scores.append(1.0 if decision.refusal else max(near, default=0.0))
        replies.add(Reply.DECLINED if decision.refusal else decision.point.reply if decision.point else None)
    return Grasp(
        points=tuple(points),
        score=min(scores, default=0.0),
        off_topic=Reply.OFF_TOPIC in replies,
        declined=Reply.DECLINED in replies,
        nearest=tuple(frozenset(match.point.id for match in part.matches[:MOST_LIKE]) for part in parts),
    )
