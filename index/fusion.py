"""Dense and lexical scores -> one score: each stretched to 0..1 over the query's candidates, then weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The share of the lexical side. 0.3 to 0.5 did alike on 194 questions about the first call (MRR 0.55 to 0.56; BM25
# alone 0.44, the model alone 0.55), 0.4 to 0.7 on real regulation, where clause numbers are asked for.
LEXICAL_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """`weight`: share of BM25 in the fused score, 0..1. `candidates`: least number of passages each side proposes."""

    weight: float = LEXICAL_WEIGHT
    candidates: int = 50


def fused(dense: NDArray[Any], lexical: NDArray[Any], weight: float) -> NDArray[Any]:
    """The fused scores in 0..1; both arrays hold one value for each candidate."""
    return (1 - weight) * stretched(dense) + weight * stretched(lexical)


def stretched(values: NDArray[Any]) -> NDArray[Any]:
    """Min-max to 0..1; values that are all the same become 1 if positive (they all match), else 0."""
    import numpy as np

    low, high = values.min(), values.max()
    if high - low < 1e-9:
        return np.full(len(values), float(high > 0))
    return np.asarray((values - low) / (high - low))
