"""Partners spread over places named before: "clusters in Bari and Lyon, and two SMEs, one in each city"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SEVERAL = 2
_FURTHEST = 3


def spread(words: Sequence[Token], drafts: Drafts, before: int, lexicon: Lexicon) -> None:
    """Gives each of the new partners without a place one of the places of the others, where as many are named.

    `before`: how many partners there were before the sentence. "An SME in each city" is as many as there are cities.
    """
    wide = _each_of(words, lexicon)
    if wide is None:
        return
    new = drafts.all[before:]
    nowhere = [draft for draft in new if draft.kind is not None and (draft.place is None or draft.place.empty)]
    places = _places(drafts.all, wide=wide)
    if len(nowhere) == 1 and nowhere[0] is new[-1]:
        nowhere += [drafts.add(replace(nowhere[0], roles=list(nowhere[0].roles))) for _ in places[1:]]
    alike = len({draft.source for draft in nowhere}) == 1
    if alike and len(nowhere) == len(places) >= _SEVERAL:
        for draft, place in zip(nowhere, places, strict=True):
            draft.place = place


def _each_of(words: Sequence[Token], lexicon: Lexicon) -> bool | None:
    """Whether "one in each country" is said (True), or "one in each of these cities" (False); None if neither."""
    spread_over = lexicon.raw["spread_over"]
    own = _of_their_own(words, lexicon)
    for at, token in enumerate(words if own is None else ()):
        per = token.tag is Tag.EACH or " ".join(token.words) in spread_over["per"]
        one = any(
            t.value == 1 if t.tag is Tag.NUMBER else t.tag is Tag.ARTICLE for t in words[max(0, at - _FURTHEST) : at]
        )
        if not per or not one:
            continue
        for other in words[at + 1 : at + 1 + _FURTHEST]:
            for wide, said in ((True, spread_over["countries"]), (False, spread_over["cities"])):
                if any(word in said for word in other.words):
                    return wide
    return own


def _of_their_own(words: Sequence[Token], lexicon: Lexicon) -> bool | None:
    """The same of "each of them brings an SME from its own city"."""
    spread_over = lexicon.raw["spread_over"]
    each = next((at for at, token in enumerate(words) if set(token.words[:1]) & set(spread_over["per"])), len(words))
    for at in range(each + 2, len(words) - 2):
        first = words[at - 2] if words[at - 1].tag is Tag.WORD else words[at - 1]
        one = first.tag is Tag.ARTICLE or (first.tag is Tag.NUMBER and first.value == 1)
        said = [token.tag for token in words[at : at + 3]]
        if not one or said != [Tag.KIND, Tag.IN, Tag.THEIR] or words[at].plural:
            continue
        town = {word for token in words[at + 3 : at + 5] for word in token.words}
        if town & set(spread_over["cities"]):
            return False
        if town & set(spread_over["countries"]):
            return True
    return None


def _places(drafts: Sequence[Draft], *, wide: bool) -> list[Place]:
    """The different places of the drafts, in their order; countries alone on demand; none where one is open."""
    found: list[Place] = []
    for draft in drafts:
        if draft.place is None or draft.place.empty:
            continue
        if len(draft.place.countries) != 1:
            return []
        place = Place(draft.place.countries) if wide else draft.place
        if place not in found:
            found.append(place)
    return found
