"""Groups that a text counts and then takes apart, or takes apart and then counts.

"Two Germans, namely a cluster and an SME", "three clusters, see below" before a table, "four clusters in all" after a
list: the counted group and those told one by one are the same partners where they are as many and fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.eligibility.consortium import Eccp, Kind
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key

_SEVERAL = 2
_COMPANIES = (Kind.SME, Kind.LARGE_COMPANY)


class Summaries:
    """Joins counted groups with their members, in a first description."""

    def __init__(self, drafts: Drafts, lexicon: Lexicon, *, describing: bool) -> None:
        self._drafts = drafts
        self._lexicon = lexicon
        self._describing = describing

    def after(self) -> list[Draft]:
        """Looks at all groups once more after a sentence; returns the members whose group has just gone."""
        for _, same in groupby(self._drafts.all if self._describing else (), key=lambda draft: draft.source):
            group = list(same)
            members = self._members(group) if len(group) >= _SEVERAL and _is_counted(group) else []
            if members:
                for draft in members:
                    _take_over(draft, group[0])
                gone = {id(draft) for draft in group}
                self._drafts.keep([draft for draft in self._drafts.all if id(draft) not in gone])
                return members
        return []

    def _members(self, group: Sequence[Draft]) -> list[Draft]:
        """Those told one by one who are the group; empty unless they are exactly as many."""
        kind = group[0].kind if self._says_kind(group[0]) else None
        gone = {id(draft) for draft in group}
        others = [draft for draft in self._drafts.all if id(draft) not in gone]
        beside = _following(self._drafts.all, group)
        for pool in (others, beside):
            told = [draft for draft in pool if _fits(draft, group[0], kind, near=pool is beside)]
            one_by_one = len({draft.source for draft in told}) > 1 or all(draft.name for draft in told)
            one_by_one = one_by_one or (pool is others and bool(told) and self._is_uncounted(told[0]))
            placed = pool is beside or all(_is_placed(draft) or draft.name for draft in told)
            if len(told) == len(group) and one_by_one and placed:
                return told
        return []

    def _is_uncounted(self, draft: Draft) -> bool:
        """Whether the words of a partner give no number: "three clusters and an SME: clusters from A, B and C"."""
        words = key(draft.source)
        senses = [self._lexicon.senses.at(words, at)[0] for at in range(len(words))]
        tags = {sense.tag for sense in senses if sense is not None}
        return Tag.KIND in tags and not tags & {Tag.NUMBER, Tag.MORE, Tag.OTHER} and not any(w.isdigit() for w in words)

    def _says_kind(self, draft: Draft) -> bool:
        """Whether the words of the group name its kind, not only the sentence before it."""
        words = key(draft.source)
        senses = [self._lexicon.senses.at(words, at)[0] for at in range(len(words))]
        return any(sense is not None and sense.tag is Tag.KIND for sense in senses)


def _is_counted(group: Sequence[Draft]) -> bool:
    """Whether of all in the group the same is known, and of none a name or a region."""
    first = group[0]
    bare = all(not (d.name or d.writer or (d.place is not None and d.place.regions)) for d in group)
    return bare and all(
        (d.kind, d.place, d.eccp, d.roles) == (first.kind, first.place, first.eccp, first.roles) for d in group
    )


def _fits(draft: Draft, counted: Draft, kind: Kind | None, *, near: bool) -> bool:
    alike = kind is None or draft.kind is kind or any(kind in f and draft.kind in f for f in (CLUSTERS, _COMPANIES))
    if not alike or draft.writer or not (draft.kind or draft.kind_open or draft.name or draft.place):
        return False
    if counted.place is None or counted.place.empty:
        return True
    if counted.kind and draft.kind not in (None, counted.kind) and draft.place == counted.place:
        return False  # "four clusters, two from Belgium, … A start-up in Belgium and …": told with its place once more
    if draft.place is None or draft.place.empty:
        return near
    return bool(set(draft.place.countries) & set(counted.place.countries))


def _following(everyone: Sequence[Draft], group: Sequence[Draft]) -> list[Draft]:
    """As many partners as the group counts, told right after it."""
    last = next(at for at, draft in enumerate(everyone) if draft is group[-1])
    return list(everyone[last + 1 : last + 1 + len(group)])


def _is_placed(draft: Draft) -> bool:
    return draft.place is not None and not draft.place.empty


def _take_over(draft: Draft, counted: Draft) -> None:
    draft.kind = draft.kind or (None if draft.kind_open else counted.kind)
    if counted.place is not None and not _is_placed(draft):
        draft.place = counted.place
    draft.roles = draft.roles or list(counted.roles)
    if counted.eccp is not None and draft.eccp not in (None, counted.eccp):
        draft.eccp = Eccp.UNKNOWN
    else:
        draft.eccp = draft.eccp or counted.eccp
