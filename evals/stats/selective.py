"""Selective prediction: risk against coverage when the least sure answers are left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from evals.stats.bootstrap import RESAMPLES, Interval, _counts


class Judged(NamedTuple):
    """How sure the assistant was of a case, whether it was right, and the case's wording family."""

    confidence: float
    right: bool
    family: str = ""


class Curve(NamedTuple):
    """Risk at each coverage, the surest first; `aurc` is its mean, `excess` what a perfect order would save; `auroc`
    the chance that a right answer is surer than a wrong one (None where all or none are right)."""

    coverage: list[float]
    risk: list[float]
    aurc: Interval
    excess: float
    auroc: float | None

    def covered(self, risk: float) -> float:
        """The largest share of answers, the surest first, of which no more than `risk` are wrong."""
        return max((c for c, r in zip(self.coverage, self.risk, strict=True) if r <= risk), default=0.0)


def risk_coverage(judged: Sequence[Judged], resamples: int = RESAMPLES) -> Curve:
    """The curve. Cases of equal confidence share their mean error, so that their order in the file does not matter."""
    import numpy as np

    if not judged:
        raise ValueError("A risk-coverage curve needs at least one case.")
    ranked = sorted(judged, key=lambda case: (-case.confidence, case.family, case.right))
    errors: list[float] = []
    for _, group in groupby(ranked, key=lambda case: case.confidence):
        wrong = [float(not case.right) for case in group]
        errors += [sum(wrong) / len(wrong)] * len(wrong)
    risks = _risks(errors)
    aurc = sum(risks) / len(risks)
    perfect = _risks(sorted(float(not case.right) for case in judged))
    low, high = np.percentile(_resampled(errors, [case.family for case in ranked], resamples), [2.5, 97.5])
    return Curve(
        [n / len(risks) for n in range(1, len(risks) + 1)],
        risks,
        Interval(aurc, float(low), float(high)),
        aurc - sum(perfect) / len(perfect),
        _auroc(judged),
    )


def _risks(errors: Sequence[float]) -> list[float]:
    risks, total = [], 0.0
    for count, error in enumerate(errors, 1):
        total += error
        risks.append(total / count)
    return risks


def _resampled(errors: Sequence[float], families: Sequence[str], resamples: int) -> list[float]:
    """AURC of each resample of whole families, the cases in their order and as often as their family is drawn."""
    import numpy as np

    names = sorted(set(families))
    columns = [names.index(family) for family in families]
    found: list[float] = []
    for drawn in np.array_split(_counts(len(names), resamples), max(1, resamples // 500)):
        weights = drawn[:, columns]
        seen = weights.cumsum(axis=1)
        risks = (weights * np.asarray(errors)).cumsum(axis=1) / np.maximum(seen, 1)
        found += ((risks * weights).sum(axis=1) / seen[:, -1]).tolist()
    return found


def _auroc(judged: Sequence[Judged]) -> float | None:
    """Mann and Whitney's statistic; ties count half."""
    from scipy.stats import mannwhitneyu

    right, wrong = ([case.confidence for case in judged if case.right is side] for side in (True, False))
    if not right or not wrong:
        return None
    return float(mannwhitneyu(right, wrong).statistic) / (len(right) * len(wrong))
