"""Whether a question and a passage are about the same point of a call, learned from the points' example questions.

"When do we hear if we won?" and "Information on the results | October" share no word; the likelihood of points, fitted
on how applicants ask, takes both for the point on when the results come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assistant.reading.likelihood import Likelihood
from index import Index

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 1e-4  # of two shares' product; below it nothing is told


class Affinity:
    """The points that each passage of an index is likely about; computed once."""

    def __init__(self, index: Index, likelihood: Likelihood) -> None:
        self._likelihood = likelihood
        self._shares = [likelihood.shares(index.vectors(passage.id)).mean(axis=0) for passage in index.passages]
        self._numbers = {passage.id: number for number, passage in enumerate(index.passages)}

    def __call__(self, vectors: NDArray[np.float32], passages: list[str]) -> list[float]:
        """For each passage the logarithm of how likely it is about what the questions (`vectors`: a row each) are
        about, from log(LEAST) to 0."""
        asked = self._likelihood.shares(vectors).mean(axis=0)
        return [float(np.log(asked @ self._shares[self._numbers[id]] + LEAST)) for id in passages]

    def likeliest(self, point: str) -> float:
        """The highest share of a point (by id) in any passage; 0 of one without examples."""
        at = self._likelihood.place_of(point)
        return max((float(shares[at]) for shares in self._shares), default=0.0) if at is not None else 0.0
