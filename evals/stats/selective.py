"""Selective prediction: risk against coverage when the least sure answers are left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Judged(NamedTuple):
    """How sure the assistant was of a case, and whether it was right."""

    confidence: float
    right: bool


class Curve(NamedTuple):
    """Risk at each coverage, the surest first; `aurc` is its mean, `excess` what a perfect order would save."""

    coverage: list[float]
    risk: list[float]
    aurc: float
    excess: float


def _risks(errors: Sequence[float]) -> list[float]:
    risks, total = [], 0.0
    for count, error in enumerate(errors, 1):
        total += error
        risks.append(total / count)
    return risks


def risk_coverage(judged: Sequence[Judged]) -> Curve:
    """The curve. Cases of equal confidence share their mean error, so that their order in the file does not matter."""
    if not judged:
        raise ValueError("A risk-coverage curve needs at least one case.")
    groups: dict[float, list[float]] = {}
    for case in judged:
        groups.setdefault(case.confidence, []).append(0.0 if case.right else 1.0)
    ordered = [
        sum(errors) / len(errors)
        for confidence in sorted(groups, reverse=True)
        for errors in [groups[confidence]]
        for _ in errors
    ]
    risks = _risks(ordered)
    perfect = _risks(sorted(0.0 if case.right else 1.0 for case in judged))
    aurc = sum(risks) / len(risks)
    return Curve([n / len(risks) for n in range(1, len(risks) + 1)], risks, aurc, aurc - sum(perfect) / len(perfect))
