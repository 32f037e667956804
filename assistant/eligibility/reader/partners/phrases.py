"""What the grammar finds: places and noun phrases that stand for organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.names import How


class Scope(StrEnum):
    """How much of what it names a phrase takes. Closed list."""

    ALL = "all"
    BOTH = "both"
    NONE = "none"
    ONLY = "only"
    EXCEPT = "except"


class Pronoun(StrEnum):
    """A word that stands for organisations named elsewhere. Closed list."""

    WE = "we"
    THEY = "they"
    ONE = "one"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(slots=True)
class Place:
    """Where an organisation is. `countries` and `regions`: all that are possible ("EU" for any Member State);
    `beside`: the tokens of a bracket that stands after the place in a list."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    european: bool = False
    less_developed: bool = False
    weight: int = 1
    beside: tuple[int, int] | None = None

    @property
    def empty(self) -> bool:
        return not (self.countries or self.european or self.less_developed)


@dataclass(slots=True)
class Located:
    """A mention in a list of places: the sign before it ("", ",", "and", "or"), the number of partners after it, the
    tokens of a bracket beside it."""

    mention: PlaceMention
    sign: str
    weight: int = 1
    beside: tuple[int, int] | None = None


@dataclass(slots=True)
class NounPhrase:
    """ "two ECCP-registered clusters from Italy and Spain": tokens[first:last] with all that they say."""

    first: int
    last: int
    start: int = 0
    end: int = 0
    count: int | None = None
    most: int | None = None
    plural: bool = False
    several: bool = False
    article: bool = False
    definite: bool = False
    own: bool = False
    other: bool = False
    ordinals: list[int] = field(default_factory=list)
    scope: Scope | None = None
    part: int | None = None
    pronoun: Pronoun | None = None
    generic: bool = False
    kind: Kind | None = None
    kinds: list[Kind] = field(default_factory=list)
    name: str | None = None
    label: str = ""
    position: bool = False
    name_kind: Kind | None = None
    name_place: PlaceMention | None = None
    sure: bool = False
    roles: list[Role] = field(default_factory=list)
    role_head: bool = False
    as_role: bool = False
    roles_shared: bool = False
    attributive: list[Place] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    each: bool = False
    eccp: Eccp | None = None
    legal: bool | None = None
    perhaps: bool = False
    at_least: bool = False
    up_to: bool = False
    more: bool = False
    group: bool = False
    bare_place: bool = False
    remarks: list[tuple[int, Any]] = field(default_factory=list)

    @property
    def elliptic(self) -> bool:
        """Whether the head is left out ("one Spanish", "two from Italy")."""
        return not (self.kind or self.generic or self.name or self.roles or self.group or self.kinds)

    @property
    def names_project(self) -> bool:
        """Whether the name is that of the project: "the project BlueNet", "consortium Textile4EU"."""
        return self.group and self.name is not None and not (self.kind or self.name_kind or self.sure or self.label)

    @property
    def is_role(self) -> bool:
        """Whether the phrase names one role and nobody in particular ("a beneficiary", "only associated partner")."""
        described = self.kind or self.name or self.places or self.attributive or self.generic
        loose = self.scope not in (None, Scope.ONLY) or self.plural or self.definite
        return self.role_head and not (described or loose) and self.quantity == 1

    @property
    def quantity(self) -> int:
        """How many organisations are meant, as far as the phrase itself says: 1 for a singular."""
        if self.count is not None:
            return self.count
        everywhere = [*self.places, *self.attributive]
        return max(1, sum(place.weight for place in everywhere)) if self.plural or len(everywhere) > 1 else 1


def merged_places(mentions: Sequence[Located]) -> list[Place]:
    """ "Lyon, France" is one place, "Lyon or Porto" one that is open, "Italy and Spain" are two."""
    groups: list[list[Located]] = []
    for located in mentions:
        if groups and located.sign != "and" and _one_place([x.mention for x in groups[-1]], located.mention):
            groups[-1].append(located)
        else:
            groups.append([located])
    found: list[Place] = []
    for group in groups:
        place = _place([located.mention for located in group])
        place.weight = max(located.weight for located in group)
        place.beside = next((located.beside for located in group if located.beside), None)
        if found and group[0].sign == "or":
            regions = (*found[-1].regions, *place.regions) if found[-1].regions and place.regions else ()
            found[-1] = Place(tuple(dict.fromkeys((*found[-1].countries, *place.countries))), regions)
        else:
            found.append(place)
    return found


def _one_place(group: Sequence[PlaceMention], other: PlaceMention) -> bool:
    """Whether `other` only adds the country or region of the place named before it, or narrows it."""
    first, last = group[0], group[-1]
    if other.text in last.text or last.text in other.text:
        return other.text == last.text
    shared = {c for c, _ in first.candidates} & {c for c, _ in other.candidates}
    if not shared or (other.country is not None and other.country not in shared):
        return False
    wide = (How.NAME, How.CODE, How.ADJECTIVE, How.DEMONYM, How.NATIONAL_NAME)
    if last.how is How.CITY and other.how is How.CITY and last.region != other.region:
        return False
    if last.how is How.CITY and other.how is How.CITY:
        return last.text == other.text
    if not any(region for _, region in (*last.candidates, *other.candidates)):
        return True
    same_region = bool({r for _, r in last.candidates if r} & {r for _, r in other.candidates if r})
    if same_region:
        return True
    if other.how in wide and other.region is None:
        return last.how not in wide or last.country == other.country
    narrows = other.how not in wide or (other.how is How.CODE and other.region is not None)  # "Spain (ES61)"
    return last.how in wide and last.region is None and len(group) == 1 and narrows


def _place(group: Sequence[PlaceMention]) -> Place:
    countries = set.intersection(*({c for c, _ in m.candidates} for m in group))
    region_sets = [{r for c, r in m.candidates if r and c in countries} for m in group if not m.excluded]
    region_sets = [regions for regions in region_sets if regions]
    regions = set.intersection(*region_sets) if region_sets else set()
    # A namesake whose usual meaning is settled means just that.
    if len(group) == 1 and group[0].excluded:
        return Place(tuple(sorted(countries)))
    if len(group) == 1 and group[0].country is not None:
        countries = {group[0].country}
        regions = {group[0].region} if group[0].region else {r for c, r in group[0].candidates if r and c in countries}
        if group[0].region is None and group[0].how in (How.NAME, How.ADJECTIVE, How.CODE, How.DEMONYM):
            regions = set()
    if len(countries) != 1:
        ordered = [c for c, _ in group[0].candidates if c in countries]
        return Place(tuple(dict.fromkeys(ordered)), tuple(sorted(regions)) if region_sets else ())
    return Place(tuple(countries), tuple(sorted(regions)))
