"""The partners read so far, while they can still change, and who is meant by a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.eligibility.consortium import Eccp, FurtherPartners, Kind, Role
from assistant.eligibility.reader.partners.phrases import NounPhrase, Place
from assistant.gazetteer.text import fold
from index.errors import UserProblem

_WORK = 150_000
_MOST_IN_RANGE = 100
_MOST_MISSING = 100
CLUSTERS = (Kind.CLUSTER, Kind.CLUSTER_NETWORK)
COMPANIES = (Kind.SME, Kind.LARGE_COMPANY)


class TooManyReferences(UserProblem):
    """A text refers to its partners so often that reading it would take too long."""


@dataclass(eq=False, slots=True)
class Draft:
    """A partner in the making; the fields are those of `Partner`, places and roles still as sets."""

    source: str
    name: str | None = None
    kind: Kind | None = None
    kind_open: bool = False
    place: Place | None = None
    roles: list[Role] = field(default_factory=list)
    eccp: Eccp | None = None
    legal: bool | None = None
    writer: bool = False
    mark: str = ""

    def fill(self, phrase: NounPhrase, place: Place | None, *, corrects: bool = False) -> None:
        """Takes what the phrase says and the draft does not know yet."""
        self.name = self.name or (None if phrase.position else phrase.name)
        if phrase.kinds:
            self.kind_open = True
        if self.kind is None and not self.kind_open:
            self.kind = phrase.kind or phrase.name_kind
        elif phrase.kind and not phrase.kinds and self.kind in CLUSTERS and phrase.kind is Kind.CLUSTER_NETWORK:
            self.kind = phrase.kind
        self.locate(place, corrects=corrects)
        for role in phrase.roles:
            self.take_role(role, phrase.roles)
        self.eccp = phrase.eccp or self.eccp
        self.legal = self.legal if phrase.legal is None else phrase.legal

    def locate(self, place: Place | None, *, corrects: bool = False) -> None:
        """A narrower place replaces a wider one that agrees with it; a first one and a correction are taken."""
        if place is None or place.empty:
            return
        if corrects and self.place is not None and place.countries:
            elsewhere = not set(place.countries) & set(self.place.countries)
            if elsewhere or (place.regions and self.place.regions and not set(place.regions) & set(self.place.regions)):
                self.place = None
        if self.place is None or self.place.empty or (self.place.european and place.countries):
            self.place = place
        elif place.less_developed:
            self.place = Place(self.place.countries, self.place.regions, self.place.european, True)
        elif (
            set(place.countries) < set(self.place.countries)
            or (
                not self.place.regions
                and (not self.place.countries or set(place.countries) & set(self.place.countries))
            )
            or (place.regions and set(place.regions) < set(self.place.regions))
        ):
            self.place = Place(place.countries, place.regions, False, self.place.less_developed)

    def take_role(self, role: Role, among: Iterable[Role]) -> None:
        if list(among) != [role]:
            self.roles = list(dict.fromkeys((*self.roles, role)))
        elif Role.COORDINATOR not in self.roles or role is not Role.BENEFICIARY:
            self.roles = [role]


class Drafts:
    """All partners of the text in the order of their mention, with the open ends."""

    def __init__(self, owners: Mapping[str, str] | None = None) -> None:
        self.owners = owners or {}
        self.all: list[Draft] = []
        self.further: list[FurtherPartners] = []
        self.unread: list[FurtherPartners] = []
        self.total: int | None = None
        self.total_source = ""
        self.registered: int | None = None
        self.told = False
        self._work = 0
        self.recalled: dict[str, Draft] = {}
        self.gone: list[Draft] = []
        self.union: frozenset[str] = frozenset()  # the Member States
        self.region_countries: Mapping[str, str] = {}  # NUTS 2 code to ISO code
        self.news = False  # whether a message told of partners known, even if nothing new
        self.declined = False  # whether the last sentence told of somebody who never came
        self._names: dict[str, Draft] = {}
        self._by_word: dict[str, list[tuple[str, Draft]]] = {}
        self._labels: dict[str, list[Draft]] = {}
        self._short: dict[str, Draft] = {}

    def known_as(self) -> list[tuple[str, str]]:
        """The words that each was read from, and its name or ""."""
        return [(draft.source, draft.name or "") for draft in self.all]

    def only_kind(self) -> Kind | None:
        """What all partners are, if they are of one kind."""
        kinds = {draft.kind for draft in self.all}
        return kinds.pop() if len(kinds) == 1 else None

    def give(self, label: str, drafts: list[Draft]) -> None:
        """Makes the drafts known by a label; "" is none."""
        if label and drafts:
            self._labels.setdefault(label, list(drafts))

    def labelled(self, label: str) -> list[Draft]:
        """The partners with this label, or in this place of the list where none has one; empty if there are none."""
        self.spend(1)
        first, dash, last = label.partition("-")
        if dash:
            if len(first) == len(last) == 1 and first.isalpha() and first <= last:
                found = [self.labelled(chr(letter)) for letter in range(ord(first), ord(last) + 1)]
                return [draft for drafts in found for draft in drafts] if all(found) else []
            if not (first.isdigit() and last.isdigit()) or int(last) - int(first) not in range(_MOST_IN_RANGE):
                return []
            found = [self.labelled(str(number)) for number in range(int(first), int(last) + 1)]
            return [draft for drafts in found for draft in drafts] if all(found) else []
        if label in self._names:
            return [self._names[label]]
        if self._labels or not self.all:
            return self._labels.get(label) or self._before_second(label)
        at = int(label) - 1 if label.isdigit() else ord(label) - ord("a") if len(label) == 1 and self.told else -1
        return [self.all[at]] if 0 <= at < len(self.all) else []

    def _before_second(self, label: str) -> list[Draft]:
        """Number one of a list that numbers its partners from the second on ("Lead: …", "Partner 2: …")."""
        leads = label == "1" and self._labels.get("2", [])[:1] == self.all[1:2]
        return self.all[:1] if leads and len(self.all) > 1 else []

    def owns(self, place: Place, draft: Draft) -> bool:
        """Whether the place is the Member State that the draft's overseas territory belongs to."""
        here = draft.place.countries if draft.place is not None else ()
        return any(self.owners.get(country) in place.countries for country in here)

    def clear(self) -> None:
        self.all, self.further, self.unread, self.total, self.registered = [], [], [], None, None
        self._names, self._by_word, self._labels, self._short = {}, {}, {}, {}

    def add(self, draft: Draft) -> Draft:
        self.all.append(draft)
        self.rename(draft)
        return draft

    def complete(self) -> None:
        """Partners of a stated total that nothing describes are partners of whom nothing is known."""
        missing = (self.total or 0) - len(self.all)
        for _ in range(min(max(0, missing), _MOST_MISSING)):
            self.add(Draft(self.total_source))

    def leave_asked(self, drafts: Iterable[Draft]) -> None:
        """Makes unknown the registrations that were only asked about."""
        for draft in drafts:
            draft.eccp = Eccp.UNKNOWN if draft.eccp is not None else None

    def mark(self) -> tuple[list[Draft], int]:
        """Who is there now, for `since`."""
        return self.all, len(self.all)

    def since(self, mark: tuple[list[Draft], int]) -> list[Draft]:
        """The partners that were not there at that mark."""
        drafts, count = mark
        if drafts is self.all:
            return self.all[count:]
        known = {id(draft) for draft in drafts[:count]}
        return [draft for draft in self.all if id(draft) not in known]

    def keep(self, drafts: list[Draft]) -> None:
        """Makes `drafts` the partners, in this order."""
        self.all = drafts
        self._names, self._by_word = {}, {}
        for draft in drafts:
            self.rename(draft)

    def rename(self, draft: Draft) -> None:
        """Makes the draft known by its name."""
        known = fold(draft.name) if draft.name else ""
        if known and known not in self._names:
            self._names[known] = draft
            for word in set(known.split()):
                self._by_word.setdefault(word, []).append((known, draft))

    def also_call(self, draft: Draft, short: str) -> None:
        """Makes the draft known by a short name beside its own."""
        self._short[fold(short)] = draft

    def named(self, name: str) -> Draft | None:
        """The partner of this name, or the only one whose name begins with it or has it as one of its words."""
        if name in self.recalled:
            return self.recalled[name]
        wanted = fold(name)
        if wanted in self._names:
            return self._names[wanted]
        if any(draft is self._short.get(wanted) for draft in self.all):
            return self._short[wanted]
        first = wanted.split()[0] if wanted.split() else ""
        near = self._by_word.get(first, [])
        self.spend(len(near))
        found = [
            draft
            for known, draft in near
            if wanted == first or known.startswith(f"{wanted} ") or wanted.startswith(f"{known} ")
        ]
        return found[0] if len(found) == 1 else None

    def matching(self, phrase: NounPhrase, among: list[Draft] | None = None) -> list[Draft]:
        """The partners that fit the kind, place, role and name of a phrase."""
        if phrase.label and (marked := self.labelled(phrase.label)):
            return marked
        if phrase.name:
            known = self.named(phrase.name)
            return [known] if known is not None else []
        pool = self.all if among is None else among
        self.spend(len(pool))
        places = [*phrase.attributive, *phrase.places]
        found = [
            d
            for d in pool
            if _kind_fits(d, phrase)
            and (not phrase.roles or phrase.as_role or set(d.roles) & set(phrase.roles))
            and _place_fits(d, places)
        ]
        # "The Greek and Cypriot clusters": each place picks its own, and only one that has regions picks among several.
        there = [
            d
            for d in found
            if any(
                _place_fits(d, [place])
                and (not place.regions or (d.place and set(place.regions) & set(d.place.regions)))
                for place in places
            )
        ]
        return there or found

    def spend(self, steps: int) -> None:
        """Counts work done; raises `TooManyReferences` where it gets too much."""
        # A bound on the work keeps the time linear for any real text and ends adversarial ones.
        self._work += steps + 1
        if self._work > _WORK:
            raise TooManyReferences(
                "The description is too long to be read as one consortium.",
                why=f"It names {len(self.all)} partners and refers back to them too often.",
                next="Give the partners as a table or a file instead.",
            )


def _kind_fits(draft: Draft, phrase: NounPhrase) -> bool:
    kind = phrase.kind
    if kind is None:
        return True
    if kind in CLUSTERS:
        return draft.kind in CLUSTERS
    if kind in COMPANIES:
        return draft.kind in COMPANIES
    if kind is Kind.OTHER and phrase.definite and draft.kind is Kind.CLUSTER_NETWORK:
        return True  # "the network"
    return draft.kind is kind


def _place_fits(draft: Draft, places: list[Place]) -> bool:
    places = [place for place in places if place.countries]
    if not places:
        return True
    if draft.place is None:
        return False
    return any(
        set(place.countries) & set(draft.place.countries)
        and (not place.regions or not draft.place.regions or set(place.regions) & set(draft.place.regions))
        for place in places
    )
