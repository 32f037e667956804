"""Which point does a question ask about? Nearest example, by meaning (cosine) and by words (weighted overlap)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reading.points import Point
from assistant.reading.text import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Encode = Callable[[list[str]], "NDArray[np.float32]"]
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
    """A point and how near its nearest example is, in [0, 1]."""

    point: Point
    score: float
    cosine: float
    overlap: float
    example: str


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
        self._ids = [point.id for point, _ in self._examples]
        self._vectors = vectors
        self._terms = terms
        bags = [frozenset(terms(example)) for _, example in self._examples]
        document_count = Counter(term for bag in bags for term in bag)
        self._weight = {term: math.log(1 + len(bags) / count) for term, count in document_count.items()}
        self._unseen = math.log(1 + len(bags))
        self._bags = bags
        self._totals = [self._total(bag) for bag in bags]
        self._kinds = kinds
        self._asks = [self._asks_for(example) for _, example in self._examples]

    def match(self, question: str, vector: NDArray[np.float32], k: int = 5) -> list[Match]:
        """The k best points, each by its two best examples, best first."""
        import numpy as np

        cosines = self._vectors @ vector
        asked = {term: self._weight.get(term, self._unseen) for term in self._terms(question)}
        asked_total, asks = sum(asked.values()), self._asks_for(question)
        count = min(NEAREST, len(cosines))
        nearest = np.sort(np.argpartition(-cosines, count - 1)[:count])
        best: dict[str, tuple[float, float, float, int]] = {}  # score, cosine, overlap, position
        second: dict[str, float] = {}
        for position, cosine in zip(nearest.tolist(), np.maximum(cosines[nearest], 0.0).tolist(), strict=True):
            bag, both = self._bags[position], asked_total + self._totals[position]
            shared = sum(weight for term, weight in asked.items() if term in bag)
            overlap = 2 * shared / both if both else cosine
            score = COSINE_SHARE * cosine + (1 - COSINE_SHARE) * overlap
            if asks and asks != self._asks[position]:
                score -= OTHER_KIND if self._asks[position] else UNSAID_KIND
            id = self._ids[position]
            known = best.get(id)
            if known is None or score > known[0]:
                second[id] = known[0] if known else 0.0
                best[id] = (score, cosine, overlap, position)
            elif score > second[id]:
                second[id] = score
        joint = {id: (found[0] + SECOND * (second[id] or FLOOR)) / (1 + SECOND) for id, found in best.items()}
        ranked = sorted(joint, key=lambda id: (-joint[id], id))[:k]
        return [self._match(joint[id], *best[id][1:]) for id in ranked]

    def _match(self, score: float, cosine: float, overlap: float, position: int) -> Match:
        point, example = self._examples[position]
        return Match(point, score, cosine, overlap, example)

    def _asks_for(self, question: str) -> str:
        """Which kind of thing is asked for ("how many", "when"); empty if the opening does not say."""
        match = self._kinds.search(fold(question))
        return match.group() if match else ""

    def _total(self, terms: frozenset[str]) -> float:
        return sum(self._weight.get(term, self._unseen) for term in terms)


def examples_of(points: Sequence[Point]) -> list[str]:
    return [example for point in points for example in point.examples]
