"""95 % percentile bootstrap of a share of sums, resampled by wording family: paraphrases are not independent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

RESAMPLES = 10_000
SEED = 20241015
_BLOCK = 1000
"""Resamples counted at once."""


class Item(NamedTuple):
    """One case's contribution: numerator and denominator, and the family it belongs to."""

    family: str
    numerator: float
    denominator: float = 1.0


class Interval(NamedTuple):
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


@lru_cache(maxsize=8)
def _counts(families: int, resamples: int) -> Any:
    """How often each family is drawn in each resample, shape (resamples, families)."""
    import numpy as np

    generator = np.random.default_rng(SEED)
    counts = np.empty((resamples, families), dtype=np.float32)
    for start in range(0, resamples, _BLOCK):
        block = counts[start : start + _BLOCK]
        drawn = generator.integers(families, size=block.shape)
        drawn += np.arange(len(block))[:, None] * families  # a run of numbers for each resample
        block[:] = np.bincount(drawn.ravel(), minlength=block.size).reshape(block.shape)
    return counts


def _resampled(sums: Any, resamples: int) -> Any:
    """Numerator and denominator of each resample of the families' sums, shape (resamples, 2).

    Families with the same sums are drawn together, as often as there are of them: the same distribution, and of a
    thousand families' yes or no there are but two kinds.
    """
    import numpy as np

    kinds, sizes = np.unique(sums, axis=0, return_counts=True)
    if 2 * len(kinds) > len(sums):
        return _counts(len(sums), resamples) @ sums
    generator = np.random.default_rng(SEED)
    return generator.multinomial(len(sums), sizes / len(sums), size=resamples) @ kinds


def family_sums(items: Iterable[Item]) -> Any:
    """Numerator and denominator by family, shape (families, 2), families in sorted order."""
    import numpy as np

    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for item in items:
        sums[item.family][0] += item.numerator
        sums[item.family][1] += item.denominator
    return np.array([sums[family] for family in sorted(sums)], dtype=np.float64)


def share(items: Iterable[Item]) -> float:
    """Sum of numerators over sum of denominators, as `interval` has it."""
    sums = family_sums(items)
    return float(sums[:, 0].sum() / sums[:, 1].sum())


def interval(items: Sequence[Item], resamples: int = RESAMPLES) -> Interval:
    """Sum of numerators over sum of denominators, with its interval. Raises ValueError without items.

    Where every family has the same value the percentile interval has no width; then Wilson's interval over the families
    stands in for values of 0 and 1, since "never seen in 40" is not "never".
    """
    import numpy as np

    if not items:
        raise ValueError("An interval needs at least one item.")
    sums = family_sums(items)
    value = float(sums[:, 0].sum() / sums[:, 1].sum())
    if value in (0.0, 1.0) and np.array_equal(sums[:, 0], value * sums[:, 1]):
        return Interval(value, *wilson(value, len(sums)))
    drawn = _resampled(sums, resamples)
    shares = drawn[:, 0] / np.where(drawn[:, 1] == 0, np.nan, drawn[:, 1])
    low, high = np.nanpercentile(shares, [2.5, 97.5])
    return Interval(value, float(low), float(high))


def wilson(p: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share seen in n independent trials."""
    z = 1.959963984540054
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    return 0.0 if p == 0 else middle - half, 1.0 if p == 1 else middle + half
