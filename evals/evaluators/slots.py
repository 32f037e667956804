"""The consortium as read against the gold one, field by field, partners aligned by best match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from assistant.eligibility.consortium import Consortium, Partner
from evals.casebook.models import DescriptionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, share
from evals.metrics import Metric
from evals.text.folding import comparable

PARTNER_FIELDS = (
    "country",
    "country_in",
    "region",
    "region_in",
    "kind",
    "role",
    "role_in",
    "eccp",
    "legal_entity",
    "name",
)
OTHER_FIELDS = ("strand", "strand_in", "duration_months", "eccp_clusters", "further_partners")
_WEIGHT = {"country": 3.0, "name": 3.0, "kind": 2.0, "region": 2.0}
"""What tells partners apart most; a field not named weighs 1."""


def value_of(field: str, value: Any) -> Any:
    """A field's value in a form that compares; None where nothing is known (unknown is no knowledge)."""
    if value in (None, "unknown", [], ""):
        return None
    if field == "name":
        return comparable(str(value))
    if field == "further_partners":
        return tuple(sorted((str(p.kind), str(p.country_in), p.least, p.most) for p in value))
    if isinstance(value, list | tuple):
        return tuple(value) if field == "duration_months" else tuple(sorted(map(str, value)))
    return str(value)


def same(field: str, gold: Any, got: Any) -> bool:
    """Whether two known values agree; a name may be given with or without its legal form or city."""
    if field == "name":
        return bool(gold == got or gold in got or got in gold)
    return bool(gold == got)


class Tally:
    """Right, needless, missed and invented values by field."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.stated: Counter[str] = Counter()
        self.open: Counter[str] = Counter()
        self.invented: Counter[str] = Counter()
        self.faults: dict[str, list[str]] = {}

    def add(self, field: str, gold: Any, got: Any, where: str) -> None:
        gold, got = value_of(field, gold), value_of(field, got)
        self.stated[field] += gold is not None
        self.read[field] += got is not None
        self.open[field] += gold is None
        self.invented[field] += gold is None and got is not None
        if gold is not None and got is not None and same(field, gold, got):
            self.right[field] += 1
        elif gold is not None or got is not None:
            self.faults.setdefault(field, []).append(f"{where}: {gold} read as {got}")

    def scores(self) -> Iterable[Score]:
        for field in (*PARTNER_FIELDS, "partners", *OTHER_FIELDS):
            detail = "; ".join(self.faults.get(field, []))
            right, read, stated = self.right[field], self.read[field], self.stated[field]
            yield from share(Metric.SLOT_PRECISION, right, read, detail, field=field)
            yield from share(Metric.SLOT_RECALL, right, stated, detail, field=field)
            yield from share(Metric.SLOT_F1, 2 * right, read + stated, detail, field=field)
            if field != "partners":
                yield from share(Metric.SLOT_INVENTED, self.invented[field], self.open[field], detail, field=field)


def _similarity(gold: Partner, got: Partner) -> float:
    """How alike two partners are in the fields that the gold settles."""
    total = 0.0
    for field in sorted(gold.model_fields_set & set(PARTNER_FIELDS)):
        wanted, read = value_of(field, getattr(gold, field)), value_of(field, getattr(got, field))
        alike = (wanted is None and read is None) or (
            wanted is not None and read is not None and same(field, wanted, read)
        )
        total += _WEIGHT.get(field, 1.0) * alike
    return total


def align(gold: list[Partner], got: list[Partner]) -> list[tuple[Partner | None, Partner | None]]:
    """Pairs of partners with the greatest likeness in total; of equals, those in the same place of the list."""
    from scipy.optimize import linear_sum_assignment

    if not gold or not got:
        return [*((partner, None) for partner in gold), *((None, partner) for partner in got)]
    likeness = [[_similarity(g, p) - 1e-6 * abs(i - j) for j, p in enumerate(got)] for i, g in enumerate(gold)]
    rows, columns = linear_sum_assignment(likeness, maximize=True)
    pairs: list[tuple[Partner | None, Partner | None]] = [(gold[i], got[j]) for i, j in zip(rows, columns, strict=True)]
    pairs += [(partner, None) for i, partner in enumerate(gold) if i not in set(rows)]
    return pairs + [(None, partner) for j, partner in enumerate(got) if j not in set(columns)]


def tally(gold: Consortium, got: Consortium) -> Tally:
    """Every settled field compared. A partner too many or too few counts in `partners`, its fields not again."""
    result = Tally()
    if "partners" in gold.model_fields_set:
        for number, (wanted, read) in enumerate(align(gold.partners, got.partners), 1):
            result.add("partners", wanted and "named", read and "named", f"partner {number}")
            if wanted is not None and read is not None:
                for field in PARTNER_FIELDS:
                    if field in wanted.model_fields_set:
                        result.add(field, getattr(wanted, field), getattr(read, field), f"partner {number}")
    for field in OTHER_FIELDS:
        if field in gold.model_fields_set:
            result.add(field, getattr(gold, field), getattr(got, field), "consortium")
    return result


class Slots:
    metrics = (Metric.SLOT_F1, Metric.SLOT_PRECISION, Metric.SLOT_RECALL, Metric.SLOT_INVENTED)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if isinstance(case, DescriptionCase):
            yield from tally(case.expect.consortium, seen.answer.consortium or Consortium()).scores()
