"""Somebody new whom a later message names by the place alone: "Rennes comes in, a cluster too"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.grammar.elements import elements_of
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.operations import Operations
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Located, NounPhrase, merged_places
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_SIGNS = (Tag.COMMA, Tag.COLON, Tag.OPEN, Tag.DASH)
_OPENING = (Tag.FUNCTION, Tag.WORD, Tag.BREAK, Tag.AND, Tag.COMMA)
_MOST_BEFORE = 3


def arrival(tokens: Sequence[Token], status: Status, talk: TalkWords, *, placed: bool = False) -> Draft | None:
    """The partner that comes in by its place, with the kind and the registration told after it; None if nobody does.

    `placed`: it takes the place of somebody, so that no word of coming is needed.
    """
    at = next((at for at, token in enumerate(tokens[: _MOST_BEFORE + 1]) if token.tag is Tag.PLACE), None)
    if at is None or any(token.tag not in _OPENING for token in tokens[:at]) or tokens[at].value.excluded:
        return None
    coming = Operations(talk).length(talk.coming, tokens, at + 1)
    rest = list(tokens[at + 1 + coming :])
    if not (coming or placed) or (rest and rest[0].tag not in _SIGNS):
        return None
    phrases = [e for e in elements_of(rest[1:], status, bracketed=True) if isinstance(e, NounPhrase)]
    if len(phrases) > 1 or any(e.places or e.attributive or e.name or e.definite or e.pronoun for e in phrases):
        return None
    place = merged_places([Located(tokens[at].value, "")])
    if len(place) != 1:
        return None
    kind = phrases[0].kind if phrases and phrases[0].article else None
    told = phrases[0].eccp if phrases else None  # "Bastia, a registered cluster, comes"
    source = status.text[tokens[at].start : tokens[at].end]
    return Draft(source, place=place[0], kind=kind, kind_open=kind is None, eccp=told or status.of(rest))
