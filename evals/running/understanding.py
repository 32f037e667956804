"""How the offline brain read a conversation: kept beside its answer, whose form has no place for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from evals.understood import Route, Understood

if TYPE_CHECKING:
    from assistant.offline.model import OfflineModel
    from assistant.reading.decision import Decision
    from assistant.reading.reader import Part
    from assistant.service import Assistant
    from assistant.tools.search import CallSearch
    from index import Hit


class Understanding:
    """Reads as the brain does, with its own reader and thresholds. Other brains tell nothing: the list is empty."""

    def __init__(self, assistant: Assistant, search: CallSearch) -> None:
        from assistant.offline.model import OfflineModel

        brain = assistant._brain()  # the one thing that answers alone do not show
        self._brain: OfflineModel | None = brain if isinstance(brain, OfflineModel) else None
        self._search = search

    def __call__(self, turns: Sequence[str], as_of: date) -> list[Understood]:
        """The parts of the last turn, without those that only describe a consortium."""
        from assistant.reading.text import clean
        from assistant.run_context import RunContext, current_run

        if self._brain is None:
            return []
        longest = max(len(turn) for turn in turns)
        cleaned = tuple(clean(turn, longest) for turn in turns)
        token = current_run.set(RunContext(cleaned, datetime.combine(as_of, datetime.min.time(), tzinfo=UTC)))
        try:
            reading = self._brain.read(cleaned)
        finally:
            current_run.reset(token)
        return [_understood(part, self._brain, self._search) for part in reading.parts]


def _understood(part: Part, brain: OfflineModel, search: CallSearch) -> Understood:
    from assistant.offline.compose import AGREEING_HITS
    from assistant.offline.extract import supports
    from assistant.reading.decision import decide

    composer, decision = brain.composer, decide(part)
    point = decision.point
    matched = next((match for match in part.matches if point and match.point.id == point.id), None)
    others = [match for match in part.matches if point is None or match.point.id != point.id]
    hits: Sequence[Hit] = () if decision.guard else search([part.query]).hits[0]
    supported = supports(part.query, hits, composer.index, composer.lexicon) if hits else []
    own = {anchor.passage.id for anchor in composer.anchors.of(point)} if point else set()
    ranked = next((rank for rank, hit in enumerate(hits, 1) if hit.passage.id in own), None)
    return Understood(
        asked=part.query,
        route=_route(decision, ranked, AGREEING_HITS),
        point=point.id if point else None,
        example=matched.example if matched else "",
        matched=round(matched.score, 4) if matched else 0.0,
        next_point=others[0].point.id if others else None,
        margin=round((matched.score if matched else 0.0) - (others[0].score if others else 0.0), 4),
        support=round(supported[0].confidence, 4) if supported else 0.0,
        ranked=ranked,
    )


def _route(decision: Decision, ranked: int | None, agreeing: int) -> Route:
    if decision.guard:
        return Route.GUARD
    if decision.point is None:
        return Route.FOUND
    if decision.sure:
        return Route.POINT
    return Route.AGREED if ranked is not None and ranked <= agreeing else Route.FOUND
