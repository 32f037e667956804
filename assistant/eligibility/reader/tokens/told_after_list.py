"""A list and behind its colon what is told of those in it: "clusters in Graz, Bari and Pau: Graz registered, …", which
names nobody again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.eligibility.reader.tokens.lexicon import Tag

if TYPE_CHECKING:
    from assistant.eligibility.reader.tokens.scan import Token

_FEWEST = 2
_MOST_BEFORE = 40


def parted_lists(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a full stop for the colon between such a list and what is told of its places."""
    found = list(tokens)
    begin = 0
    for at, token in enumerate(tokens):
        if token.tag in (Tag.STOP, Tag.BREAK):
            begin = at + 1
        if token.tag is Tag.COLON and _listed(tokens[max(begin, at - _MOST_BEFORE) : at], tokens[at + 1 :][:1]):
            found[at] = replace(token, tag=Tag.STOP, words=(), value=".", small="")
    return found


def _listed(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether what follows a colon begins with one of several places of a kind before it."""
    places = [token.value.text for token in before if token.tag is Tag.PLACE]
    kinds = any(token.tag is Tag.KIND and token.plural for token in before)
    told = any(token.tag is Tag.ECCP for token in before)
    opened = [token.tag for token in before if token.tag in (Tag.OPEN, Tag.CLOSE)]
    if before[-1:] and before[-1].tag not in (Tag.PLACE, Tag.CLOSE):
        return False  # "… Turin and Metz (lead: Turin)"
    if opened.count(Tag.OPEN) != opened.count(Tag.CLOSE):
        return False
    again = bool(after) and after[0].tag is Tag.PLACE and after[0].value.text in places
    return kinds and again and not told and len(set(places)) >= _FEWEST
