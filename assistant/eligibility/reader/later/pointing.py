"""Whom words of leaving mean where they stand apart from them: "non-Italian clusters", "not the first one: the second",
a subject told once for two verbs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.reader.grammar.elements import elements_of
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_Named = Callable[[Sequence[Token]], list[Draft]]
_CUTS = (Tag.COMMA, Tag.COLON, Tag.BREAK, Tag.DASH)
_PLAIN = (*_CUTS, Tag.NOT, Tag.BE, Tag.AND, Tag.FUNCTION, Tag.STOP, Tag.WORD)


def beyond(tokens: Sequence[Token], drafts: Drafts, lexicon: Lexicon) -> list[Draft] | None:
    """Those outside the place after "non-" ("the two non-EU clusters"); None where nothing is said so."""
    non = lexicon.particles.outside
    at = next((at for at, token in enumerate(tokens[:-1]) if token.is_one_of(non)), None)
    if at is None or tokens[at + 1].tag not in (Tag.PLACE, Tag.EUROPEAN):
        return None
    place = tokens[at + 1]
    kinds = [token.value for token in tokens[at + 2 :] if token.tag is Tag.KIND]
    found: list[Draft] = []
    for draft in drafts.all:
        if kinds and draft.kind is not kinds[0] and not (draft.kind in CLUSTERS and kinds[0] in CLUSTERS):
            continue
        countries = set(draft.place.countries) if draft.place is not None else set()
        inside = bool(countries & drafts.union) if place.tag is Tag.EUROPEAN else is_at(draft, place.value)
        if not countries:
            return []
        found += [] if inside else [draft]
    counted = [token.value for token in tokens[:at] if token.tag is Tag.NUMBER]
    return found if not counted or counted == [len(found)] else []


def picked(tokens: Sequence[Token], status: Status, named: _Named) -> list[Draft]:
    """Who "not the Poznań one: the Gdańsk one" picks out after "one of them leaves"."""
    found: list[Draft] = []
    denied = False
    for element in elements_of(tokens, status):
        if isinstance(element, NounPhrase):
            if element.pronoun in (Pronoun.WE, Pronoun.THEY):
                continue
            found += [] if denied else named(tokens[element.first : element.last])
            continue
        if not isinstance(element, Token) or element.tag not in _PLAIN:
            return []
        denied = element.tag is Tag.NOT or element.value == "not" or (denied and element.tag not in _CUTS)
    return found if len(found) == 1 else []


def begins_with(tokens: Sequence[Token], status: Status, named: _Named) -> list[Draft]:
    """The partner that a part of a sentence begins with as its subject."""
    first = next(iter(elements_of(tokens, status)), None)
    if not isinstance(first, NounPhrase) or first.last >= len(tokens):
        return []
    return named(tokens[first.first : first.last])


def unsure_which(phrase: NounPhrase, drafts: Drafts, last: Sequence[Draft]) -> list[Draft]:
    """Those among whom a phrase in the singular picks out nobody: "the Dutch one" of two, "Groningen out"."""
    told = phrase.ordinals or phrase.name or phrase.label or phrase.scope or phrase.other or phrase.roles or phrase.own
    if told or phrase.plural or phrase.part or phrase.pronoun in (Pronoun.THEY, Pronoun.WE):
        return []
    there = drafts.matching(phrase) if phrase.bare_place or phrase.definite else []
    return [] if len(last) == 1 and any(last[0] is draft for draft in there) else there
