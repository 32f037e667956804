"""Drafts to the consortium of the contract: open choices as sets, everything unsaid as null."""

from __future__ import annotations

from typing import Any

from assistant.eligibility.consortium import Consortium, Eccp, Partner
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.project import Project
from assistant.gazetteer import Gazetteer

_SOURCE = 400


def partner(draft: Draft, gazetteer: Gazetteer) -> Partner:
    """A draft as partner; a bare country gives a region only where it is one region."""
    fields: dict[str, Any] = {
        "name": draft.name,
        "kind": None if draft.kind_open else draft.kind,
        "eccp": draft.eccp or Eccp.UNKNOWN,
        "legal_entity": draft.legal,
        "source": draft.source[:_SOURCE],
    }
    roles = list(dict.fromkeys(draft.roles))
    if len(roles) == 1:
        fields["role"] = roles[0]
    elif roles:
        fields["role_in"] = roles
    place = draft.place
    if place is not None:
        countries = list(place.countries)
        if len(countries) == 1:
            fields["country"] = countries[0]
        elif countries:
            fields["country_in"] = countries
        elif place.european:
            fields["country_in"] = "EU"
        regions = list(place.regions)
        if not regions and len(countries) == 1:
            inside = gazetteer.countries[countries[0]].regions if countries[0] in gazetteer.countries else ()
            if len(inside) == 1:
                regions = list(inside)
            elif place.less_developed:
                regions = [code for code in inside if gazetteer.regions[code].is_less_developed]
        if len(regions) == 1:
            fields["region"] = regions[0]
        elif regions:
            fields["region_in"] = regions
    return Partner(**fields)


def consortium(drafts: Drafts, project: Project, gazetteer: Gazetteer) -> Consortium:
    """All drafts, with partners of a stated total that the text does not describe."""
    partners = [partner(draft, gazetteer) for draft in drafts.all]
    return Consortium(
        partners=partners,
        strand=project.strand,
        strand_in=list(project.strand_in) if project.strand_in else None,
        duration_months=project.months,
        eccp_clusters=drafts.registered,
        further_partners=[*drafts.further, *drafts.unread] or None,
    )
