""" "Only Graz and perhaps Bari are on the ECCP" as "only Graz is on the ECCP; Bari perhaps"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_VERBS = (Tag.BE, Tag.HAVE)
_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.STOP, Tag.AND)
_NAMED = (Tag.PLACE, Tag.NAME, Tag.DEFINITE, Tag.KIND, Tag.NUMBER, Tag.IN, Tag.WORD, Tag.WE, Tag.OWN, Tag.GENERIC)
_KNOWN = (Tag.PLACE, Tag.NAME, Tag.DEFINITE, Tag.WE)
_LONGEST = 8


def doubted_last(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with whoever is only perhaps registered behind the statement on those who are."""
    for at in range(1, len(tokens) - 2):
        joined = tokens[at].tag is Tag.PERHAPS and tokens[at - 1].tag in (Tag.AND, Tag.COMMA) and at > 1
        if not joined or tokens[at + 1].tag not in _KNOWN:
            continue
        end = at + 1
        while end < len(tokens) and end - at <= _LONGEST and tokens[end].tag in _NAMED:
            end += 1
        if end == len(tokens) or tokens[end].tag not in _VERBS:
            continue
        close = next((n for n in range(end, len(tokens)) if tokens[n].tag in _SIGNS), len(tokens))
        if not any(token.tag is Tag.ECCP for token in tokens[end:close]):
            continue
        sign = replace(tokens[at - 1], tag=Tag.BREAK, words=(";",), small="")
        doubted = [sign, *tokens[at + 1 : end], tokens[at]]
        if tokens[at + 1].tag is Tag.WE:  # "we are perhaps on the ECCP"
            doubted = [sign, *tokens[at + 1 : end + 1], tokens[at], *tokens[end + 1 : close]]
        after = list(tokens[close:])
        rest = [replace(after[0], tag=Tag.BREAK, words=(";",), small=""), *after[1:]] if after else []
        return [*tokens[: at - 1], *tokens[end:close], *doubted, *rest]
    return list(tokens)
