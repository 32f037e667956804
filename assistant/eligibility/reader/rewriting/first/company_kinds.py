""" "…, and Nova Sp. z o.o., SME from Ulm" in a list as "an SME, Nova Sp. z o.o., from Ulm": the kind is the name's,
not that of the partner before; "a sawmill, SME, of Arad" is told twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_ENDS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.STOP, Tag.DASH)
_BEFORE = (Tag.COMMA, Tag.AND, Tag.COLON, Tag.BREAK)


def with_kinds_before(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a list with the kind behind a company's name, which has no seat yet, in front of it."""
    tokens = _once(tokens)
    found: list[Token] = []
    listed = False
    at = 0
    while at < len(tokens):
        listed = listed or tokens[at].tag is Tag.COLON
        end = _described(tokens, at) if listed else 0
        if not end:
            found.append(tokens[at])
            at += 1
            continue
        name, kind = tokens[at], at + 2 + (tokens[at + 2].tag is Tag.ARTICLE)
        seat, place = tokens[kind + 1 : kind + 3]
        seat = seat if seat.tag is Tag.IN else replace(seat, tag=Tag.IN, words=("in",), small="")
        found += [replace(tokens[kind], start=name.start, end=name.start), name, seat, place]
        at = end
    return found


def _described(tokens: Sequence[Token], at: int) -> int:
    """Where "Nova Sp. z o.o., SME from Ulm" or "… (SME, Ulm)" at `at` ends, if that stands in a list; else 0."""
    name = tokens[at]
    if name.tag is not Tag.NAME or at < 2 or tokens[at - 1].tag not in _BEFORE or at + 4 >= len(tokens):
        return 0
    kind = at + 2 + (tokens[at + 2].tag is Tag.ARTICLE)
    if kind + 3 > len(tokens) or tokens[kind].tag is not Tag.KIND or tokens[kind].plural:
        return 0
    span = name.value
    if not span.sure or span.label or span.place is not None or span.kind not in (None, tokens[kind].value):
        return 0
    seat, end = [token.tag for token in tokens[kind + 1 : kind + 3]], kind + 3
    if tokens[at + 1].tag is Tag.OPEN:
        closed = end < len(tokens) and tokens[end].tag is Tag.CLOSE
        return end + 1 if closed and seat in ([Tag.IN, Tag.PLACE], [Tag.COMMA, Tag.PLACE]) else 0
    ends = end == len(tokens) or tokens[end].tag in _ENDS
    return end if tokens[at + 1].tag is Tag.COMMA and seat == [Tag.IN, Tag.PLACE] and ends else 0


def _once(tokens: Sequence[Token]) -> list[Token]:
    """ "A sawmill, SME, of Arad" as "a sawmill of Arad"."""
    found = list(tokens)
    for at in range(1, len(tokens) - 3):
        said = [token.tag for token in tokens[at : at + 4]]
        same = tokens[at].value is tokens[at + 2].value and not (tokens[at].plural or tokens[at + 2].plural)
        if said[:3] == [Tag.KIND, Tag.COMMA, Tag.KIND] and same and tokens[at - 1].tag is Tag.ARTICLE:
            end = at + 3 + (said[3] is Tag.COMMA)
            if end < len(tokens) and tokens[end].tag is Tag.IN:
                return [*tokens[: at + 1], *tokens[end:]]
    return found
