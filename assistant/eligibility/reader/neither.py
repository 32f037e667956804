""" "Neither the Dutch nor the Belgian cluster is …" as "the Dutch and the Belgian cluster are not …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.lexicon import Tag
from assistant.eligibility.reader.scan import Token

_ENDS = (Tag.BREAK, Tag.COMMA, Tag.DASH, Tag.COLON, Tag.OPEN)
_NAMED = (Tag.DEFINITE, Tag.PLACE, Tag.NAME, Tag.OWN)


def plainly_denied(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "neither … nor …" before a verb as "… and … not"; as they are where there is none."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag is not Tag.NONE or token.small != "neither" or at + 1 == len(tokens):
            continue
        verb = nor = 0
        for here in range(at + 1, len(tokens)):
            if tokens[here].small == "joining_denied":
                nor = here
            elif tokens[here].tag in (Tag.BE, Tag.HAVE) and nor:
                verb = here
            if verb or (tokens[here].tag in _ENDS and not nor):
                break
        if not verb or tokens[at + 1].tag not in _NAMED or tokens[verb].value == "not":
            continue
        said = (*tokens[verb].words, "not")
        found[verb] = replace(tokens[verb], value="not", words=said)
        for here in range(at + 1, verb):
            if tokens[here].small == "joining_denied":
                found[here] = replace(tokens[here], tag=Tag.AND, small="and", words=("and",))
        del found[at]
        return found
    return found
