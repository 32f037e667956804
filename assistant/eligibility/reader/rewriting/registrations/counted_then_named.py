""" "Two of them have applied: Graz and Ulm" as "Graz and Ulm have applied"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_OF = (Tag.IN, Tag.PRONOUN, Tag.DEFINITE, Tag.KIND, Tag.GENERIC, Tag.OWN, Tag.WE)
_LISTED = (Tag.PLACE, Tag.NAME, Tag.AND, Tag.COMMA, Tag.DEFINITE, Tag.KIND, Tag.IN, Tag.GENERIC)
_OTHERS = (Tag.PLACE, Tag.NAME, Tag.ONLY, Tag.EXCEPT, Tag.OTHER, Tag.ALL, Tag.NONE, Tag.OR, Tag.BREAK, Tag.NUMBER)
_LONGEST_SAID = 14


def named_first(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence on registrations with those who are counted and then named in front of what is said of
    them; as they are where the list has more or fewer."""
    at = 1 if tokens and tokens[0].tag is Tag.ONLY else 0
    if len(tokens) < at + 4 or tokens[at].tag is not Tag.NUMBER or not any(t.tag is Tag.ECCP for t in tokens):
        return list(tokens)
    begin = at + 1
    while begin < len(tokens) and tokens[begin].tag in _OF:
        begin += 1
    ahead = range(begin, min(begin + _LONGEST_SAID, len(tokens)))
    sign = next((n for n in ahead if tokens[n].tag in (Tag.COLON, Tag.COMMA, Tag.DASH)), None)
    if sign is None or begin == sign:
        return list(tokens)
    said, rest = tokens[begin:sign], list(tokens[sign + 1 :])
    if rest and rest[0].tag is Tag.CALLED:
        rest.pop(0)
    elif tokens[sign].tag is Tag.COMMA:
        return list(tokens)
    many = sum(token.tag in (Tag.PLACE, Tag.NAME) for token in rest)
    plain = bool(rest) and all(token.tag in _LISTED for token in rest) and many == tokens[at].value
    if not plain or any(token.tag in _OTHERS for token in said) or not any(t.tag is Tag.ECCP for t in said):
        return list(tokens)
    return [*tokens[:at], *rest, *_with_verb(said)]


def _with_verb(said: Sequence[Token]) -> list[Token]:
    """ "Applied" as "have applied"."""
    if said[0].tag in (Tag.BE, Tag.HAVE):
        return list(said)
    return [replace(said[0], tag=Tag.HAVE, value=None, words=("have",), small="", end=said[0].start), *said]
