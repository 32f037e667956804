"""What follows a name or place to say what it is: "Nova, a cluster from Brno,", "Lyon and Porto, both clusters"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Place, Pronoun, Scope
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token


def is_apposition(phrase: NounPhrase, draft: Draft) -> bool:
    """Whether a phrase after a name or a bare place says what it is, and does not name the next partner."""
    one = phrase.article or phrase.count is None
    if not one or phrase.kind is None or phrase.plural or phrase.name or phrase.definite or phrase.scope or phrase.more:
        return False
    if draft.name is None and (draft.kind is not None or draft.kind_open or draft.place is None):
        return False
    if draft.name is not None and draft.kind not in (None, phrase.kind, Kind.OTHER):
        # A name of one kind is not described as another, save for the parks and associations that manage clusters.
        return False
    places = [*phrase.places, *phrase.attributive]
    return draft.place is None or all(_agrees(place, draft.place) for place in places)


def is_bare_role(phrase: NounPhrase, loose: Sequence[Token], own: Sequence[Draft]) -> bool:
    """Whether a phrase is only the role of the one partner named before it: "Nova (PT), lead", "Nova, coordinator"."""
    bare = phrase.role_head and not (phrase.kind or phrase.name or phrase.places or phrase.attributive or phrase.scope)
    single = phrase.count in (None, 1) and not (phrase.plural or phrase.perhaps or phrase.other or phrase.more)
    apposed = bool(loose) and all(token.tag in (Tag.COMMA, Tag.DASH) for token in loose)
    return bare and single and apposed and len(own) == 1 and not own[0].roles


def belongs(phrase: NounPhrase, loose: Sequence[Token], own: Sequence[Draft]) -> bool:
    """In a list item: whether a further phrase describes the partner already named in it."""
    joined = any(token.tag is Tag.AND for token in loose)
    if phrase.scope or phrase.pronoun is Pronoun.THEY:
        return False
    if phrase.count is not None and not phrase.article:
        return False
    if joined and (phrase.kind or phrase.name) and not phrase.definite:
        return False
    return not (phrase.article and phrase.kind and own[-1].kind is not None and own[-1].name is None)


def _agrees(place: Place, other: Place) -> bool:
    if not set(place.countries) & set(other.countries):
        return not place.countries
    return not place.regions or not other.regions or bool(set(place.regions) & set(other.regions))


def kindless(drafts: Sequence[Draft]) -> list[Draft]:
    """Those of whom a place or name is known, but not yet what they are."""
    return [d for d in drafts if d.kind is None and not d.kind_open and (d.place is not None or d.name)]


def described_together(phrase: NounPhrase, sentence: Sequence[Draft], everyone: Sequence[Draft]) -> list[Draft]:
    """Whom "all of them clusters", "both clusters", "three clusters" describes.

    Empty where the phrase does not sum up partners named before it.
    """
    if phrase.kind is None or phrase.name or phrase.places or phrase.attributive or phrase.more or phrase.other:
        return []
    if phrase.perhaps or phrase.at_least or phrase.up_to or phrase.part is not None or phrase.each:
        return []
    count = 2 if phrase.scope is Scope.BOTH else phrase.count
    for group in (sentence, everyone):
        found = kindless(group)
        if count is not None and len(found) == count > 1:
            return found
        if count is None and len(found) > 1 and len(found) == len(group) and phrase.scope is Scope.ALL:
            return found
    return []


def sums_up(phrase: NounPhrase, loose: Sequence[Token], following: object, sentence: Sequence[Draft]) -> list[Draft]:
    """Whom a plural without a number after a comma describes: "…, ordinary companies all three of them"."""
    bare = phrase.plural and phrase.count is None and phrase.kind is not None
    if not bare or phrase.places or phrase.attributive or phrase.definite or phrase.name or phrase.scope:
        return []
    signed = bool(loose) and loose[0].tag in (Tag.COMMA, Tag.DASH) and all(t.tag is Tag.WORD for t in loose[1:])
    ends = following is None or (isinstance(following, NounPhrase) and following.scope in (Scope.ALL, Scope.BOTH))
    found = kindless(sentence)
    return found if signed and ends and len(found) == len(sentence) > 1 else []
