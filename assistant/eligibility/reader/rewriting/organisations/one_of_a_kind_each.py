"""One in each place, and what they are behind the places: "one partner each from Riga, Pau and Bari, clusters,"; and a
number with those it counts behind a colon: "two from Sicily: a company in Catania and a lab in Palermo"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_PLACES = (Tag.IN, Tag.PLACE, Tag.COMMA, Tag.AND, Tag.DEFINITE)
_ENDS = (Tag.COMMA, Tag.STOP, Tag.BREAK, Tag.DASH)
_MEMBER = (Tag.ARTICLE, Tag.WORD, Tag.KIND, Tag.IN, Tag.PLACE, Tag.COMMA, Tag.AND, Tag.DEFINITE)
_MOST_MEMBER = 14
_FEWEST = 2


def with_kind_of_each(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the kind for "partner", and without a number whose members follow one by one."""
    found = _kind_of_each(tokens)
    for at, token in enumerate(found):
        if token.tag is not Tag.NUMBER or token.value < _FEWEST or at + 4 > len(found):
            continue
        head = at + 1 + (found[at + 1].tag is Tag.GENERIC)
        begins = [other.tag for other in found[head : head + 3]] == [Tag.IN, Tag.PLACE, Tag.COLON]
        if begins and _members(found[head + 3 :]) == token.value:
            return [*found[:at], *found[head + 3 :]]
    return found


def _kind_of_each(tokens: Sequence[Token]) -> list[Token]:
    for at, token in enumerate(tokens[:-4]):
        if token.tag is not Tag.GENERIC or token.plural or tokens[at + 1].tag is not Tag.EACH:
            continue
        end = at + 2
        while end < len(tokens) and tokens[end].tag in _PLACES:
            end += 1
        kind = tokens[end] if end < len(tokens) else None
        closed = end + 1 >= len(tokens) or tokens[end + 1].tag in _ENDS
        if kind is not None and kind.tag is Tag.KIND and kind.plural and closed and tokens[end - 1].tag is Tag.COMMA:
            one = replace(kind, plural=False, start=token.start, end=token.end)
            return [*tokens[:at], one, *tokens[at + 1 : end - 1], *tokens[end + 1 :]]
    return list(tokens)


def _members(tokens: Sequence[Token]) -> int:
    """How many single organisations with a place of their own stand at the head of the tokens; 0 if other words do."""
    end = next((at for at, token in enumerate(tokens) if token.tag not in _MEMBER), len(tokens))
    if end < len(tokens) and tokens[end].tag not in _ENDS:
        return 0
    inside = tokens[:end]
    kinds = sum(token.tag is Tag.KIND and not token.plural for token in inside)
    articles = sum(token.tag is Tag.ARTICLE for token in inside)
    places = sum(token.tag is Tag.PLACE for token in inside)
    return kinds if kinds == articles == places and len(inside) <= _MOST_MEMBER * max(1, kinds) else 0
