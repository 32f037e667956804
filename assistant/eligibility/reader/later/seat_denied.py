""" "The Polish cluster isn't in Gdynia": of its place only the country is left."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_SUBJECT = (Tag.DEFINITE, Tag.PLACE, Tag.KIND, Tag.NUMBER, Tag.PRONOUN, Tag.GENERIC)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ECCP, Tag.ROLE)
_SHORTEST = 4


def seat_denied(tokens: Sequence[Token], drafts: Drafts) -> list[Draft]:
    """The partner that such a sentence speaks of, its region open now; nobody where it may mean two, or tells more."""
    colon = next((at for at, token in enumerate(tokens) if token.tag in (Tag.COLON, Tag.COMMA)), -1)
    if not any(token.tag in (*_NAMING, Tag.NOT) for token in tokens[: max(0, colon)]):
        tokens = tokens[colon + 1 :]  # "a mistake from my side: …"
    if len(tokens) < _SHORTEST or [token.tag for token in tokens[-3:]] != [Tag.BE, Tag.IN, Tag.PLACE]:
        return []
    subject, verb, denied = tokens[:-3], tokens[-3], tokens[-1].value
    if verb.value != "not" or any(token.tag not in _SUBJECT or token.plural for token in subject):
        return []
    said = [token.value for token in subject if token.tag is Tag.PLACE]
    meant = [d for d in drafts.all if is_at(d, denied) and all(is_at(d, place) for place in said)]
    place = meant[0].place if len(meant) == 1 else None
    if place is None or not place.regions or not any(token.tag is not Tag.DEFINITE for token in subject):
        return []
    meant[0].place = Place(place.countries)
    return meant
