"""A part of a suite that stands for the whole, the same every time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from evals.casebook.models import Case, Suite


def sample(suite: Suite, cases: Sequence[Case], most: int) -> list[Case]:
    """`most` cases or a few more, in their order: whole families, drawn by a digest of their names, so that a case
    that is added later changes at most the last of them. All, if there are no more."""
    sizes = Counter(case.family for case in cases)
    chosen: set[str] = set()
    taken = 0
    for family in sorted(sizes, key=lambda name: hashlib.sha256(f"{suite.value}:{name}".encode()).digest()):
        if taken >= most:
            break
        chosen.add(family)
        taken += sizes[family]
    return [case for case in cases if case.family in chosen]
