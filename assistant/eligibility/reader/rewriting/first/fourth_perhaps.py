""" "And perhaps a fourth: a cluster from Moldova" as "and perhaps a cluster from Moldova"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_COUNTED = (Tag.ARTICLE, Tag.ORDINAL, Tag.GENERIC, Tag.MORE, Tag.OTHER, Tag.DEFINITE)
_SIGNS = (Tag.COLON, Tag.DASH, Tag.COMMA)
_PHRASE = (Tag.ARTICLE, Tag.NUMBER)


def named_perhaps(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without "a fourth partner:" between "perhaps" and who that would be; "some EU country" is one."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        some = token.tag is Tag.SEVERAL and at + 1 < len(tokens) and tokens[at + 1].tag is Tag.EUROPEAN
        if some and not tokens[at + 1].plural and found and found[-1].tag is Tag.IN:
            token = replace(token, tag=Tag.ARTICLE, value=1, words=("a",), small="")
        found.append(token)
        at += 1
        if token.tag is not Tag.PERHAPS:
            continue
        end = at
        while end < len(tokens) and tokens[end].tag in _COUNTED:
            end += 1
        counted = any(t.tag in (Tag.ORDINAL, Tag.MORE, Tag.OTHER) for t in tokens[at:end])
        if counted and end + 1 < len(tokens) and tokens[end].tag in _SIGNS and tokens[end + 1].tag in _PHRASE:
            at = end + 1
    return found
