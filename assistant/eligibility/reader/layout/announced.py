"""Partners that a text counts by their kinds before it lists them: "four clusters and one SME:" and five rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import Draft, Drafts


class Announced:
    """Those counted before a list, until the list shows that it is theirs."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._counted: dict[Kind, Draft] = {}

    def meet(self, listed: Sequence[Draft]) -> bool:
        """Takes those counted out where those of the list are exactly as many of each kind; whether it did."""
        counted = self._drafts.all
        if not counted or not all(_is_counted(draft) for draft in counted):
            return False
        kinds = [draft.kind for draft in listed]
        if None in kinds or Counter(kinds) != Counter(draft.kind for draft in counted):
            return False
        groups = {draft.kind: draft for draft in counted if draft.kind is not None}
        if any((d.eccp, d.roles) != (groups[d.kind].eccp, groups[d.kind].roles) for d in counted if d.kind is not None):
            return False
        self._counted = groups
        self._drafts.keep([])
        return True

    def tell(self, drafts: Sequence[Draft]) -> None:
        """Gives partners of the list what was said of all of their kind."""
        for draft in drafts:
            counted = self._counted.get(draft.kind) if draft.kind is not None else None
            if counted is not None:
                draft.eccp = draft.eccp or counted.eccp
                draft.roles = draft.roles or list(counted.roles)


def _is_counted(draft: Draft) -> bool:
    """Whether nothing is known of a partner but its kind, perhaps with a registration or a role."""
    placed = draft.place is not None and not draft.place.empty
    return draft.kind is not None and not (draft.name or draft.writer or placed)
