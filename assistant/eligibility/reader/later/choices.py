"""A choice left open that a later message settles: "it will be Poznań", "we decided against Rzeszów".

One partner that sits in one of several places keeps its seat to itself: who is decided against is only a possibility of
it, no partner that leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.eligibility.reader.later.operations import Operations
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer.mentions import PlaceMention

_FOREIGN = (Tag.ROLE, Tag.ROLE_VERB, Tag.LEGAL, Tag.SEEKING, Tag.ECCP, Tag.NAME, Tag.NUMBER, Tag.MORE, Tag.CROWD)
_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.AND)
_BESIDE = 3
_SEVERAL = 2


@dataclass(frozen=True)
class _Said:
    """A mention of one of the places between which a partner's seat is open."""

    draft: Draft
    place: Place
    denied: bool


def settled(tokens: Sequence[Token], drafts: Drafts, lexicon: Lexicon, talk: TalkWords) -> Draft | None:
    """The partner whose place a sentence settles, its place set; None, and nothing changed, if it settles none."""
    words = [word for token in tokens for word in token.words]
    if any(token.tag in _FOREIGN for token in tokens) or _introduces(tokens):
        return None
    if any(token.tag in (Tag.PERHAPS, Tag.OR) for token in tokens) or talk.doubting.within(words):
        return None
    said: list[_Said] = []
    for at, token in enumerate(tokens):
        if token.tag is Tag.PLACE:
            found = _option(token.value, drafts.all)
            if found is None:
                return None
            said.append(_Said(*found, _denied(tokens, at, lexicon, talk)))
    if not said or any(each.draft is not said[0].draft for each in said):
        return None
    chosen = [each.place for each in said if not each.denied]
    draft, now = said[0].draft, said[0].draft.place
    assert now is not None
    if len({place.countries for place in chosen}) > 1:
        return None
    chosen = [place for place in chosen if place.regions] or chosen  # "the Portuguese one, from Évora"
    if (
        len({place.regions for place in chosen}) > 1
        or len({each.place.countries for each in said if not each.denied}) > 1
    ):
        return None
    if chosen:
        if not any(each.denied for each in said) and not (talk.deciding.within(words) or _bare(tokens, talk)):
            return None
        draft.place = chosen[0]
        return draft
    left = _without(now, [each.place for each in said], drafts.region_countries)
    if left is None:
        return None
    draft.place = left
    return draft


def _introduces(tokens: Sequence[Token]) -> bool:
    """Whether somebody of a kind is named without "the"."""
    for at, token in enumerate(tokens):
        if token.tag in (Tag.KIND, Tag.GENERIC):
            before = tokens[max(0, at - _BESIDE) : at]
            if not any(other.tag is Tag.DEFINITE or other.definite for other in before):
                return True
    return False


def _option(mention: PlaceMention, drafts: Sequence[Draft]) -> tuple[Draft, Place] | None:
    """The one partner that may be there or elsewhere, and the place as one of its possibilities."""
    found: list[tuple[Draft, Place]] = []
    for draft in drafts:
        place = draft.place
        if place is None or not is_at(draft, mention):
            continue
        countries = tuple(code for code in place.countries if code in {country for country, _ in mention.candidates})
        regions = tuple(
            dict.fromkeys(region for country, region in mention.candidates if region and country in countries)
        )
        if len(place.countries) >= _SEVERAL and 0 < len(countries) < len(place.countries):
            found.append((draft, Place(countries, regions)))
            continue
        inside = tuple(region for region in place.regions if region in regions)
        if len(place.regions) >= _SEVERAL and 0 < len(inside) < len(place.regions):
            found.append((draft, Place(countries, inside)))
            continue
        return None  # somebody sits there for sure
    return found[0] if len(found) == 1 else None


def _denied(tokens: Sequence[Token], at: int, lexicon: Lexicon, talk: TalkWords) -> bool:
    """Whether a place is one that was decided against."""
    if tokens[at].value.excluded:
        return True
    before = tokens[max(0, at - _BESIDE) : at]
    cut = max((n + 1 for n, token in enumerate(before) if token.tag in (*_SIGNS, Tag.PLACE)), default=0)
    if any(token.tag is Tag.NOT or talk.instead_of.within(token.words) for token in before[cut:]):
        return True
    prefers = talk.preferring.within([word for token in tokens[:at] for word in token.words])
    if prefers and before[-1:] and before[-1].is_one_of(lexicon.particles.goal):
        return True
    if talk.discarding.within([word for token in before[cut:] for word in token.words]):
        return True
    after = list(tokens[at + 1 :])
    end = next((n for n, token in enumerate(after) if token.tag in (*_SIGNS, Tag.PLACE)), len(after))
    rest = [word for token in after[:end] for word in token.words]
    leaves = any(Operations(talk).leaving(tokens, n) for n in range(at + 1, at + 1 + end))
    return leaves or talk.discarding.within(rest)


def _bare(tokens: Sequence[Token], talk: TalkWords) -> bool:
    """Whether little more than a place is said: "Portugal, finally", "Poznań it is"."""
    plain = (Tag.PLACE, Tag.BE, Tag.PRONOUN, Tag.COMMA, Tag.DEFINITE, Tag.IN, Tag.BREAK, Tag.FUNCTION, Tag.NOT)
    return all(token.tag in plain or all(talk.filling.at([word], 0)[1] for word in token.words) for token in tokens)


def _without(place: Place, out: Sequence[Place], countries_of: Mapping[str, str]) -> Place | None:
    """A place with its possibilities but those decided against; None where none is left. `countries_of`: the country
    of each region."""
    if len(place.countries) >= _SEVERAL:
        gone = {code for other in out for code in other.countries}
        countries = tuple(code for code in place.countries if code not in gone)
        regions = tuple(region for region in place.regions if countries_of.get(region) in countries)
        return Place(countries, regions) if countries else None
    regions = tuple(region for region in place.regions if region not in {r for other in out for r in other.regions})
    return Place(place.countries, regions) if regions else None
