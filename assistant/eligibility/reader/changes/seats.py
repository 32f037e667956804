"""Where a partner sits after all: "the Limburg one is Dutch", "by Luxembourg I meant the Belgian province"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.grammar.place_lists import ADJECTIVAL
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Place
from assistant.gazetteer.mentions import PlaceMention

_SEVERAL = 2


def seat_of(
    draft: Draft, said: Sequence[PlaceMention], head: Sequence[PlaceMention], *, moves: bool, corrected: bool = False
) -> Place | None:
    """The place that `said` gives to a partner, which `head` names by a place; None where it is not one place for
    certain. `moves`: whether it may be another one than the partner's so far; `corrected`: what was said of it before
    is told to be wrong, so that "it is Belgian" is another country."""
    place = one_place(said)
    if place is None:
        return None
    if not corrected and not place.regions and all(mention.how in ADJECTIVAL for mention in said):
        place = _namesake(head, place)
    if place is None or (not moves and not _narrows(draft, place)):
        return None
    known = draft.place
    wider = known is not None and not place.regions and known.countries == place.countries
    return known if wider else place


def contradicts(place: Place, denied: PlaceMention) -> bool:
    """Whether a place that is denied is the one that is told."""
    inside = [region for country, region in denied.candidates if country in place.countries]
    return bool(inside) and (None in inside or not place.regions or bool(set(inside) & set(place.regions)))


def one_place(said: Sequence[PlaceMention]) -> Place | None:
    """The one place of the mentions together: "Luxembourg", "Belgian" is that of Belgium."""
    candidates = set(said[0].candidates)
    countries = {country for country, _ in candidates}
    for mention in said[1:]:
        countries &= {country for country, _ in mention.candidates}
    if len(said) == 1 and said[0].country is not None:
        countries = {said[0].country}
    if len(countries) != 1:
        return None
    regions = [{r for c, r in mention.candidates if r and c in countries} for mention in said]
    regions = [each for each in regions if each]
    if len(said) == 1 and said[0].region is not None:
        regions = [{said[0].region}]
    shared = set.intersection(*regions) if regions else set()
    if regions and not shared:
        return None
    return Place(tuple(countries), tuple(sorted(shared)))


def _namesake(head: Sequence[PlaceMention], country: Place) -> Place | None:
    """The place of that country whose name `head` has: the Dutch one of two Limburgs."""
    for mention in head:
        regions = {region for code, region in mention.candidates if code in country.countries and region}
        if len(regions) == 1 and len({code for code, _ in mention.candidates}) >= _SEVERAL:
            return Place(country.countries, tuple(regions))
    return None


def _narrows(draft: Draft, place: Place) -> bool:
    """Whether the partner may sit there by all that is known of it, and nothing else as narrow is known yet."""
    known = draft.place
    if known is None or place.countries != known.countries:
        return False
    return not (known.regions and place.regions) or set(known.regions) == set(place.regions)
