"""A partner that would help, described as openly as possible: any partner that fits the description will do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.eligibility.consortium import Eccp, Kind, Partner, Role
from assistant.eligibility.places import EU, Places
from assistant.eligibility.possibilities import OpenConsortium

# Several partners from further Member States take theirs from one of so many shares of the list, so that they differ.
SHARES = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new partner has to be; what is False is left open. `registered` and `new_state` only with `cluster`."""

    cluster: bool = True
    registered: bool = True
    new_state: bool = True
    less_developed: bool = True

    def relaxed(self) -> tuple[Wish, ...]:
        """The same wish with one condition fewer."""
        return (
            *([replace(self, less_developed=False)] if self.less_developed else []),
            *([replace(self, new_state=False)] if self.new_state else []),
            *([replace(self, registered=False)] if self.registered else []),
            *([replace(self, cluster=False, registered=False, new_state=False)] if self.cluster else []),
        )

    def partner(self, consortium: OpenConsortium, places: Places, share: int) -> Partner:
        """The partner wished for; `share` tells several from further Member States apart."""
        states = sorted(places.member_states)
        if self.new_state:
            states = _unused_states(consortium, places)[share % SHARES :: SHARES]
        regions = [code for code in places.less_developed if places.gazetteer.regions[code].country in states]
        return Partner(
            kind=Kind.CLUSTER if self.cluster else None,
            eccp=Eccp.REGISTERED if self.registered else Eccp.UNKNOWN,
            role=Role.BENEFICIARY,
            country_in=states if self.new_state else EU,
            region_in=regions if self.less_developed else None,
        )

    def worded(self, number: int = 1) -> str:
        """ "one cluster organisation from a further EU Member State, registered on the ECCP"."""
        one = number == 1
        noun = "cluster organisation" if self.cluster else "partner"
        state = "further EU Member State" if self.new_state else "EU Member State"
        if self.less_developed:
            place = f"in a less developed region of {'a' if self.new_state else 'an'} {state}"
        elif one:
            place = f"from {'a' if self.new_state else 'an'} {state}"
        else:
            place = f"from {'different ' if self.new_state else ''}{state}s"
        who = f"one {noun}" if one else f"{number} {noun}s"
        return f"{who} {place}" + (f", {'' if one else 'each '}registered on the ECCP" if self.registered else "")


def _unused_states(consortium: OpenConsortium, places: Places) -> list[str]:
    """Member States of no applicant that is or may be a cluster; where a country is open, of none whose country is
    known."""
    used: set[str] = set()
    for each in consortium.applicants:
        if each.cluster.possible and each.place.countries is not None and len(each.place.countries) < SHARES:
            used |= each.place.countries | {places.linked_member_state(code) or code for code in each.place.countries}
    return sorted(places.member_states - used)
