"""A consortium seen as what each partner can be: every fact is a set of possibilities, independent of the others.

The one tie between partners is `Consortium.eccp_clusters`: exactly so many of the named clusters are registered, unsaid
which. It is kept as `registered_clusters` and honoured by the rules that look at clusters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from assistant.eligibility.consortium import Consortium, Eccp, FurtherPartners, Kind, Partner, Role
from assistant.eligibility.counting import ALWAYS, OPEN, Interval, known, truth
from assistant.eligibility.places import EU, Places, Whereabouts

APPLICANT_ROLES = frozenset({Role.COORDINATOR, Role.BENEFICIARY})
FUNDED_ROLES = APPLICANT_ROLES | {Role.AFFILIATED}
CLUSTER_KINDS = frozenset({Kind.CLUSTER, Kind.CLUSTER_NETWORK})


@dataclass(frozen=True, slots=True)
class Possibilities:
    """What one partner, or each of a group of further partners, can be. `position` is its place in the list, from 0
    (-1 for further partners); `number` how many there are of it. `applicant`: coordinator or beneficiary; `funded`:
    or affiliated entity; `entity`: a legal entity and no natural person."""

    label: str
    position: int
    number: Interval
    applicant: Interval
    funded: Interval
    cluster: Interval
    entity: Interval
    eccp: Eccp
    place: Whereabouts

    @property
    def is_further(self) -> bool:
        return self.position < 0

    @property
    def platform_choices(self) -> tuple[tuple[int, int], ...]:
        """What a cluster can be on the platform: (counts in the share, is one of the `registered_clusters`)."""
        return _PLATFORM[self.eccp]


# "Three of our clusters are registered" says nothing of the one that has applied: it may be among the three or not.
_PLATFORM = {
    Eccp.REGISTERED: ((1, 1),),
    Eccp.SUBMITTED: ((1, 0), (1, 1)),
    Eccp.NO: ((0, 0),),
    Eccp.UNKNOWN: ((1, 1), (0, 0)),
}


@dataclass(frozen=True)
class OpenConsortium:
    """A consortium ready to be judged. `registered_clusters` is None where nothing is said, or where what is said
    contradicts the partners named."""

    facts: Consortium
    named: tuple[Possibilities, ...]
    further: tuple[Possibilities, ...]
    registered_clusters: int | None

    @cached_property
    def everyone(self) -> tuple[Possibilities, ...]:
        return self.named + self.further

    @cached_property
    def applicants(self) -> tuple[Possibilities, ...]:
        """Those who are, or may be, coordinator or beneficiary."""
        return tuple(each for each in self.everyone if each.applicant.possible and each.number.possible)

    @cached_property
    def funded(self) -> tuple[Possibilities, ...]:
        """Those who are, or may be, coordinator, beneficiary or affiliated entity."""
        return tuple(each for each in self.everyone if each.funded.possible and each.number.possible)


def opened(consortium: Consortium, places: Places) -> OpenConsortium:
    """The possibilities of a consortium, in time linear in its partners."""
    names = Counter(partner.name for partner in consortium.partners if partner.name)
    twice = {name for name, count in names.items() if count > 1}
    named = tuple(_partner(index, partner, places, twice) for index, partner in enumerate(consortium.partners))
    further = tuple(_further(group, places) for group in consortium.further_partners or [])
    return OpenConsortium(consortium, named, further, _consistent(consortium.eccp_clusters, named))


def _partner(index: int, partner: Partner, places: Places, twice: set[str]) -> Possibilities:
    roles = [partner.role] if partner.role else partner.role_in or [Role.BENEFICIARY]
    place = places.whereabouts(partner.country, partner.country_in, partner.region, partner.region_in)
    return Possibilities(
        label=_label(index, partner, place, places, twice),
        position=index,
        number=ALWAYS,
        applicant=truth(role in APPLICANT_ROLES for role in roles),
        funded=truth(role in FUNDED_ROLES for role in roles),
        cluster=_cluster(partner.kind),
        entity=known(partner.legal_entity is not False and partner.kind is not Kind.NATURAL_PERSON),
        eccp=partner.eccp,
        place=place,
    )


def _further(group: FurtherPartners, places: Places) -> Possibilities:
    most = group.most if group.most is None else max(group.least, group.most)
    return Possibilities(
        label="a further partner",
        position=-1,
        number=Interval(group.least, most),
        applicant=ALWAYS,
        funded=ALWAYS,
        cluster=_cluster(group.kind),
        entity=known(group.kind is not Kind.NATURAL_PERSON),
        eccp=Eccp.UNKNOWN,
        place=places.whereabouts(None, group.country_in, None, None),
    )


def _cluster(kind: Kind | None) -> Interval:
    return OPEN if kind is None else known(kind in CLUSTER_KINDS)


def _consistent(count: int | None, named: tuple[Possibilities, ...]) -> int | None:
    if count is None:
        return None
    can_be = [each for each in named if each.cluster.possible and each.eccp is not Eccp.NO]
    must_be = [each for each in can_be if each.cluster.certain and each.eccp is Eccp.REGISTERED]
    return count if len(must_be) <= count <= len(can_be) else None


def _label(index: int, partner: Partner, place: Whereabouts, places: Places, twice: set[str]) -> str:
    number = f"partner {index + 1}"
    if partner.name:
        return f"{partner.name} ({number})" if partner.name in twice else partner.name
    if place.countries is None:
        return number
    if partner.country is None and partner.country_in == EU and place.countries == places.member_states:
        return f"{number} (an EU Member State)"
    return f"{number} ({' or '.join(places.name(code) for code in sorted(place.countries))})"
