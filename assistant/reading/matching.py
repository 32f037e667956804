"""Which point does a question ask about? Nearest example, by meaning (cosine) and by words (weighted overlap)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reading.points import Point

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Encode = Callable[[list[str]], "NDArray[np.float32]"]
Terms = Callable[[str], list[str]]

# Share of the cosine in the score; the rest is the overlap of words. Chosen on the tune split (docs/assistant.md).
COSINE_SHARE = 0.6


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

    def __init__(self, points: Sequence[Point], vectors: NDArray[np.float32], terms: Terms) -> None:
        """`vectors`: one row for each example, in the order of `examples_of(points)`, of unit length."""
        self._examples = [(point, example) for point in points for example in point.examples]
        if len(self._examples) != len(vectors):
            raise ValueError(f"{len(self._examples)} examples but {len(vectors)} vectors")
        self._vectors = vectors
        self._terms = terms
        bags = [frozenset(terms(example)) for _, example in self._examples]
        document_count = Counter(term for bag in bags for term in bag)
        self._weight = {term: math.log(1 + len(bags) / count) for term, count in document_count.items()}
        self._unseen = math.log(1 + len(bags))
        self._bags = bags
        self._totals = [self._total(bag) for bag in bags]

    def match(self, question: str, vector: NDArray[np.float32], k: int = 5) -> list[Match]:
        """The k best points, each by its best example, best first."""
        cosines = self._vectors @ vector
        asked = frozenset(self._terms(question))
        asked_total = self._total(asked)
        best: dict[str, Match] = {}
        for position, (point, example) in enumerate(self._examples):
            cosine = float(cosines[position])
            shared = self._total(asked & self._bags[position])
            overlap = 2 * shared / (asked_total + self._totals[position] or 1.0)
            score = COSINE_SHARE * max(cosine, 0.0) + (1 - COSINE_SHARE) * overlap
            if point.id not in best or score > best[point.id].score:
                best[point.id] = Match(point, score, cosine, overlap, example)
        return sorted(best.values(), key=lambda match: (-match.score, match.point.id))[:k]

    def weight(self, term: str) -> float:
        """How telling a term is: rare among the examples, or not in them at all."""
        return self._weight.get(term, self._unseen)

    def _total(self, terms: frozenset[str]) -> float:
        return sum(self._weight.get(term, self._unseen) for term in terms)


def examples_of(points: Sequence[Point]) -> list[str]:
    return [example for point in points for example in point.examples]
