"""Somebody who had left takes part again: "the Poles are back in", "Lyon stays after all".

A partner of an earlier state of the conversation comes back with the facts it had then, never as somebody new.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.grammar.elements import elements_of
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import NounPhrase
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords


def returning(tokens: Sequence[Token], drafts: Drafts, status: Status, talk: TalkWords) -> list[Draft]:
    """Those gone whom a part of a sentence brings back; nobody where it may mean one who takes part."""
    words = [word for token in tokens for word in token.words]
    if not drafts.gone or not talk.returning.within(words) or talk.doubting.within(words):
        return []
    if any(token.tag is Tag.NOT or token.value == "not" for token in tokens):
        return []
    found: list[Draft] = []
    for phrase in elements_of(tokens, status):
        if not isinstance(phrase, NounPhrase) or phrase.pronoun or phrase.group:
            continue
        if not (phrase.definite or phrase.bare_place or phrase.name or phrase.own or phrase.position):
            return []
        meant = _meant(phrase, drafts)
        here = drafts.matching(phrase)
        if here or len(meant) != 1:
            return []
        found += meant
    return list(dict.fromkeys(found))


def _meant(phrase: NounPhrase, drafts: Drafts) -> list[Draft]:
    if phrase.name:
        named = phrase.name.casefold()
        called = [d for d in drafts.gone if d.name and (named in d.name.casefold() or d.name.casefold() in named)]
        return called or [d for d in drafts.gone if d.mark and named == d.mark]
    if not (phrase.kind or phrase.places or phrase.attributive):
        return []
    return drafts.matching(phrase, drafts.gone)
