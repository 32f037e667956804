"""Answers that say where partners sit by little more than places: "Faro and Nantes, in that order", "Poland = Gdańsk".

Each place goes to the only partner of its country whose place within it is open, or, where no place is known at all, to
the partners in their order.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.later.seat_denied import seat_denied
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Located, Place, merged_places
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_PLAIN = (
    Tag.COMMA, Tag.AND, Tag.COLON, Tag.DASH, Tag.BE, Tag.IN, Tag.DEFINITE, Tag.THEIR, Tag.PRONOUN, Tag.OPEN, Tag.CLOSE,
)  # fmt: skip


def seated(tokens: Sequence[Token], drafts: Drafts, talk: TalkWords) -> list[Draft]:
    """The partners whose places the sentence gives, their places set; empty, and nothing changed, if it gives none."""
    if denied := seat_denied(tokens, drafts):
        return denied
    for token in tokens:
        plain = token.tag in (Tag.PLACE, *_PLAIN) or all(talk.seat_fillers.at([w], 0)[1] for w in token.words)
        if not plain or (token.tag is Tag.PLACE and token.value.excluded):
            return []
    places = _narrowed([merged_places([Located(t.value, "")])[0] for t in tokens if t.tag is Tag.PLACE])
    if not places:
        return []
    nowhere = [draft for draft in drafts.all if draft.place is None or draft.place.empty]
    if len(nowhere) == len(drafts.all) == len(places) > 1:
        pairs = list(zip(drafts.all, places, strict=True))
    else:
        pairs = []
        for place in places:
            free = [d for d in drafts.all if d.place is not None and d.place.countries and not d.place.regions]
            fitting = [d for d in free if d.place is not None and set(d.place.countries) & set(place.countries)]
            if len(fitting) != 1 or not place.regions or any(fitting[0] is draft for draft, _ in pairs):
                return []
            pairs.append((fitting[0], place))
    for draft, place in pairs:
        draft.place = place
    return [draft for draft, _ in pairs]


def _narrowed(places: Sequence[Place]) -> list[Place]:
    """The places without a country named beside a place within it: "Poland = Gdańsk", "Gdańsk, Poland"."""
    found: list[Place] = []
    for place in places:
        last = found[-1] if found else None
        shared_regions = tuple(r for r in last.regions if r in place.regions) if last is not None else ()
        if last is not None and shared_regions:
            found[-1] = Place(last.countries, shared_regions)  # "Gdańsk, Pomerania"
            continue
        inside = last is not None and bool(set(place.countries) & set(last.countries))
        if inside and last is not None and bool(last.regions) != bool(place.regions):
            narrow = last if last.regions else place
            shared = tuple(code for code in narrow.countries if code in {*last.countries, *place.countries})
            found[-1] = Place(shared, narrow.regions)
        else:
            found.append(place)
    return found
