"""Two systems on the same cases: difference with interval, exact McNemar, Holm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evals.stats.bootstrap import RESAMPLES, Interval, _counts, family_sums
from evals.stats.bootstrap import Item as Item


class Pair(NamedTuple):
    """One case under two systems, numerator and denominator each."""

    case: str
    family: str
    before: tuple[float, float]
    after: tuple[float, float]

    @property
    def gain(self) -> float:
        """After minus before; nought where either has nothing to be judged."""
        if not (self.before[1] and self.after[1]):
            return 0.0
        return self.after[0] / self.after[1] - self.before[0] / self.before[1]


def difference(pairs: Sequence[Pair], resamples: int = RESAMPLES) -> Interval:
    """After minus before, as shares of sums, resampled by family with both systems drawn together."""
    import numpy as np

    before = family_sums(Item(pair.family, *pair.before) for pair in pairs)
    after = family_sums(Item(pair.family, *pair.after) for pair in pairs)
    counts = _counts(len(before), resamples)
    totals = [(counts @ sums, sums.sum(axis=0)) for sums in (before, after)]
    shares = [drawn[:, 0] / np.where(drawn[:, 1] == 0, np.nan, drawn[:, 1]) for drawn, _ in totals]
    values = [float(total[0] / total[1]) for _, total in totals]
    low, high = np.nanpercentile(shares[1] - shares[0], [2.5, 97.5])
    return Interval(values[1] - values[0], float(low), float(high))


def mcnemar(pairs: Sequence[Pair]) -> float:
    """Exact two-sided p of the discordant pairs: as many wins as losses would be chance."""
    from scipy.stats import binomtest

    wins = sum(pair.gain > 0 for pair in pairs)
    losses = sum(pair.gain < 0 for pair in pairs)
    return float(binomtest(wins, wins + losses, 0.5).pvalue) if wins + losses else 1.0


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """P values corrected for testing all of them, by Holm's step-down."""
    corrected: dict[str, float] = {}
    highest = 0.0
    for rank, name in enumerate(sorted(p_values, key=lambda name: (p_values[name], name))):
        highest = max(highest, min(1.0, p_values[name] * (len(p_values) - rank)))
        corrected[name] = highest
    return corrected
