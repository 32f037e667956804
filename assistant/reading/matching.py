"""Which point does a question ask about? Nearest example, by meaning (cosine) and by words (weighted overlap)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reading.points import Point
from assistant.reading.text import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Terms = Callable[[str], list[str]]

# Chosen by leaving out each example in turn and asking for its point (docs/assistant.md): meaning says more than words.
COSINE_SHARE = 0.95
SECOND = 0.3  # weight of a point's second best example beside its best
FLOOR = 0.3  # what a point without one counts
# What it costs that the example asks for another kind of thing ("when" against "how many").
OTHER_KIND = 0.1
UNSAID_KIND = 0.05  # where the example does not say for what kind of thing it asks
NEAREST = 150  # examples by cosine whose words are compared


@dataclass(frozen=True, slots=True)
class Match:
    """A point and how near its nearest example is, in [0, 1]. `beside`: what was taken off because the point knows
    nothing of what the question demands."""

    point: Point
    score: float
    cosine: float
    overlap: float
    example: str
    beside: float = 0.0

    @property
    def near(self) -> float:
        """How near the question is, whether or not the point knows what is demanded."""
        return self.score + self.beside


class Matcher:
    """Holds the examples of all points as vectors and weighted terms."""

    def __init__(
        self, points: Sequence[Point], vectors: NDArray[np.float32], terms: Terms, kinds: re.Pattern[str]
    ) -> None:
        """`vectors`: one row for each example, in the order of `examples_of(points)`, of unit length. `kinds` finds
        the words that say what kind of thing is asked for, in folded text."""
        self._examples = [(point, example) for point in points for example in point.examples]
        if len(self._examples) != len(vectors):
            raise ValueError(f"{len(self._examples)} examples but {len(vectors)} vectors")
        import numpy as np

        self._ids = [point.id for point, _ in self._examples]
        self._vectors = np.ascontiguousarray(vectors.T)  # a fifth quicker to multiply with than its rows
        self._terms = terms
        bags = [frozenset(terms(example)) for _, example in self._examples]
        holding: dict[str, list[int]] = {}
        for position, bag in enumerate(bags):
            for term in bag:
                holding.setdefault(term, []).append(position)
        self._holding = {term: np.array(positions, dtype=np.int32) for term, positions in holding.items()}
        self._weight = {term: math.log(1 + len(bags) / len(positions)) for term, positions in holding.items()}
        self._unseen = math.log(1 + len(bags))
        self._totals = np.array([sum(self._weight[term] for term in sorted(bag)) for bag in bags])
        self._kinds = kinds
        asks = [self._asks_for(example) for _, example in self._examples]
        self._says = np.array([bool(kind) for kind in asks])
        self._asking = {kind: np.array([kind == other for other in asks]) for kind in {*asks} - {""}}

    def match(self, question: str, vector: NDArray[np.float32], k: int = 5) -> list[Match]:
        """The k best points, each by its two best examples, best first."""
        import numpy as np

        cosines = vector @ self._vectors
        count = min(NEAREST, len(cosines))
        nearest = np.sort(np.argpartition(-cosines, count - 1)[:count])
        near = np.maximum(cosines[nearest], 0.0).astype(np.float64)
        overlaps = self._overlaps(question, nearest, near)
        scores = COSINE_SHARE * near + (1 - COSINE_SHARE) * overlaps - self._unlike(question, nearest)
        best: dict[str, tuple[float, int]] = {}  # score, place among the nearest
        second: dict[str, float] = {}
        for place, (position, score) in enumerate(zip(nearest.tolist(), scores.tolist(), strict=True)):
            id = self._ids[position]
            known = best.get(id)
            if known is None or score > known[0]:
                second[id] = known[0] if known else 0.0
                best[id] = (score, place)
            elif score > second[id]:
                second[id] = score
        joint = {id: (score + SECOND * (second[id] or FLOOR)) / (1 + SECOND) for id, (score, _) in best.items()}
        found: list[Match] = []
        for id in sorted(joint, key=lambda id: (-joint[id], id))[:k]:
            place = best[id][1]
            point, example = self._examples[nearest[place]]
            found.append(Match(point, joint[id], float(near[place]), float(overlaps[place]), example))
        return found

    def _overlaps(self, question: str, nearest: NDArray[np.intp], cosines: NDArray[np.float64]) -> NDArray[np.float64]:
        """The share of weight that the question's terms and an example's have in common; where neither has any, what
        their meaning says."""
        import numpy as np

        asked = {term: self._weight.get(term, self._unseen) for term in self._terms(question)}
        shared = np.zeros(len(self._examples))
        for term, weight in asked.items():
            if term in self._holding:
                shared[self._holding[term]] += weight
        both = sum(asked.values()) + self._totals[nearest]
        return np.where(both > 0, 2 * shared[nearest] / np.where(both > 0, both, 1.0), cosines)

    def _unlike(self, question: str, nearest: NDArray[np.intp]) -> NDArray[np.float64] | float:
        """What it costs each example that it asks for another kind of thing, or does not say for what kind."""
        import numpy as np

        asks = self._asks_for(question)
        if not asks:
            return 0.0
        cost = np.where(self._says[nearest], OTHER_KIND, UNSAID_KIND)
        if asks in self._asking:
            cost[self._asking[asks][nearest]] = 0.0
        return cost

    def _asks_for(self, question: str) -> str:
        """Which kind of thing is asked for ("how many", "when"); empty if the opening does not say."""
        match = self._kinds.search(fold(question))
        return match.group() if match else ""


def examples_of(points: Sequence[Point]) -> list[str]:
    return [example for point in points for example in point.examples]
