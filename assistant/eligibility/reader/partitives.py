""" "Of the three clusters only two are registered" as "only two of the three clusters are registered"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.lexicon import Tag
from assistant.eligibility.reader.scan import Token

_STARTS = (Tag.COMMA, Tag.BREAK, Tag.AND, Tag.DASH)
_WHOLES = (Tag.PRONOUN, Tag.OTHER, Tag.KIND, Tag.GENERIC, Tag.WE, Tag.ROLE)
_PARTS = (Tag.NONE, Tag.ONLY, Tag.NUMBER, Tag.ALL, Tag.BOTH, Tag.EXCEPT)
_ONE_WORD = (Tag.NONE, Tag.ALL)
_OF = ("of", "of_the")
_MOST_WHOLE = 6
_MOST_PART = 4


def whole_last(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each whole that stands before its part behind it, and "we others" as "the others"."""
    tokens = _we_others(tokens)
    for at, token in enumerate(tokens):
        opens = token.small in _OF and (not at or tokens[at - 1].tag in _STARTS)
        found = _turned(tokens, at) if opens else None
        if found is not None:
            return found
    return tokens


def _we_others(tokens: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.tag is Tag.WE and [t.tag for t in tokens[at + 1 : at + 2]] == [Tag.OTHER]:
            continue
        us = token.tag is Tag.OTHER and at > 0 and tokens[at - 1].tag is Tag.WE
        found.append(replace(token, words=("the", *token.words)) if us else token)
    return found


def _turned(tokens: Sequence[Token], at: int) -> list[Token] | None:
    """The tokens with the whole that begins at `at` behind its part; None where none of the two is there."""
    ahead = range(at + 2, min(at + 2 + _MOST_WHOLE, len(tokens)))
    part = next((n for n in ahead if tokens[n].tag in _PARTS and _ends(tokens, n)), None)
    if part is None:
        return None
    near = range(part + 1, min(part + 1 + _MOST_PART, len(tokens)))
    verb = next((n for n in near if tokens[n].tag in (Tag.BE, Tag.HAVE, Tag.ECCP)), None)
    if verb is None:
        return None
    whole = [token for token in tokens[at + 1 : part] if token.tag is not Tag.COMMA]
    definite = [Token(whole[0].start, whole[0].start, Tag.DEFINITE, words=("the",))] if _is_definite(tokens[at]) else []
    counting = [*tokens[part:verb]]
    if len(counting) == 1 and counting[0].tag in _ONE_WORD:
        if whole[0].tag is Tag.OTHER:
            whole[0], definite = replace(whole[0], words=("the", *whole[0].words[-1:])), []
        joined = replace(counting[0], words=(*counting[0].words[:1], "of"))
        return [*tokens[:at], joined, *definite, *whole, *tokens[verb:]]
    return [*tokens[:at], *counting, tokens[at], *whole, *tokens[verb:]]


def _is_definite(of: Token) -> bool:
    return of.small == _OF[1]


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a whole ends before `at`: "of these, | two", "of the three clusters | only two"."""
    before = tokens[at - 2] if tokens[at - 1].tag is Tag.COMMA else tokens[at - 1]
    return before.tag in _WHOLES
