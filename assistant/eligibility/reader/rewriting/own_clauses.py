"""Where a sentence says something further of somebody it has just named: "Graz sits in Styria and they are …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_VERBS = (Tag.BE, Tag.HAVE)
_LONGEST = 12
_SUBJECTS = (Tag.DEFINITE, Tag.OWN, Tag.PLACE, Tag.NAME)


def parted(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with such a further statement as a sentence of its own."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag not in (Tag.AND, Tag.COMMA) or not 0 < at < len(tokens) - 2:
            continue
        again = token.tag is Tag.COMMA and _named_again(tokens, at)
        if again or (token.tag is Tag.AND and _of_seat(tokens, at)):
            found[at] = replace(token, tag=Tag.STOP, words=(), value=".", small="")
    return found


def _of_seat(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and they are" follows a statement on where somebody sits."""
    pronoun, verb = tokens[at + 1 : at + 3]
    if pronoun.tag is not Tag.PRONOUN or verb.tag not in _VERBS:
        return False
    tokens = tokens[max(0, at - _LONGEST) : at]
    at = len(tokens)
    seat = [n for n in range(1, at) if tokens[n].tag is Tag.IN and len(tokens[n].words) > 1]
    if len(seat) != 1 or [token.tag for token in tokens[seat[0] + 1 : at]] != [Tag.PLACE]:
        return False
    subject = tokens[: seat[0]]
    return subject[0].tag in _SUBJECTS and not any(token.tag in (*_VERBS, Tag.AND, Tag.COMMA) for token in subject)


def _named_again(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place named before in the sentence is the subject of what follows: "Bari, Linz and Pau, Linz is …"."""
    place, verb = tokens[at + 1 : at + 3]
    if place.tag is not Tag.PLACE or verb.tag not in (*_VERBS, Tag.ROLE_VERB):
        return False
    before = tokens[:at]
    told = any(token.tag in (*_VERBS, Tag.ECCP) for token in before)
    return not told and any(t.tag is Tag.PLACE and t.value.text == place.value.text for t in before)
