"""What the offline brain understood of a question, and how sure of its answer that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Route(StrEnum):
    """What an answer to a part comes from. Closed list."""

    POINT = "point"  # an example is near enough to settle what is asked
    AGREED = "agreed"  # an example is near, and the search finds its words too
    FOUND = "found"  # no example is near: the words of the best passage
    GUARD = "guard"  # no question on the call: greetings, what is declined, other subjects


class Understood(BaseModel):
    """One part of a message. `matched`: nearness of the point, in [0, 1]; `margin`: by how much it leads before the
    next one; `support`: the probability that the best passage answers; `ranked`: at which rank the search has the
    point's own words (None: not at all)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asked: str
    route: Route
    point: str | None = None
    example: str = ""
    matched: float = 0.0
    next_point: str | None = None
    margin: float = 0.0
    support: float = 0.0
    ranked: int | None = None

    @property
    def confidence(self) -> float:
        """What the brain itself goes by: the nearness of the point, or, without one, the passage's probability."""
        return self.support if self.route is Route.FOUND else self.matched


def confidence(parts: Sequence[Understood]) -> float | None:
    """Of a whole message: that of its least sure part, since one wrong part makes the answer wrong. None where the
    brain does not tell, and where nothing was asked but a check of a consortium."""
    return min((part.confidence for part in parts), default=None)
