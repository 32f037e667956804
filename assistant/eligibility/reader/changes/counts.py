"""Another number of the same partners: "not three SMEs, four", "the SMEs are three and not four"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.witnesses import is_of

_MOST = 100


def recounted(everybody: Sequence[Draft], kind: Kind, number: int, before: int | None) -> list[Draft] | None:
    """All partners with so many of that kind; None where they are not `before`, as many already, or fewer and not all
    alike, so that it cannot be said who goes."""
    there = [draft for draft in everybody if is_of(draft, kind)]
    if not there or not 0 < number <= _MOST or number == len(there) or before not in (None, len(there)):
        return None
    alike = len({_facts(draft) for draft in there}) == 1 and not there[0].name
    last = next(at for at, draft in enumerate(everybody) if draft is there[-1])
    if not alike:  # of whoever comes nothing but the kind is known
        more = [Draft(there[-1].source, kind=there[-1].kind) for _ in range(number - len(there))]
        return [*everybody[: last + 1], *more, *everybody[last + 1 :]] if more else None
    if number < len(there):
        gone = {id(draft) for draft in there[number:]}
        return [draft for draft in everybody if id(draft) not in gone]
    more = [replace(there[-1], roles=list(there[-1].roles), mark="") for _ in range(number - len(there))]
    return [*everybody[: last + 1], *more, *everybody[last + 1 :]]


def _facts(draft: Draft) -> tuple[object, ...]:
    return draft.name, draft.kind, str(draft.place), tuple(draft.roles), draft.eccp, draft.legal, draft.writer
