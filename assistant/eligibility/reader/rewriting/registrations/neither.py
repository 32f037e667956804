""" "Neither the Dutch nor the Belgian cluster is …" as "the Dutch and the Belgian cluster are not …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.rewriting.registrations.no_others import no_others
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_ENDS = (Tag.BREAK, Tag.COMMA, Tag.DASH, Tag.COLON, Tag.OPEN)
_NAMED = (Tag.DEFINITE, Tag.PLACE, Tag.NAME, Tag.OWN)
_VERBS = (Tag.BE, Tag.HAVE)
_PLAIN = (Tag.FUNCTION, Tag.WORD, Tag.PRONOUN, Tag.IN, *_VERBS)
_SAYING = (*_PLAIN, Tag.ECCP)
_MOST_DENIED = 5
_LONGEST = 12


def plainly_denied(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "neither … nor …" before a verb as "… and … not"; as they are where there is none."""
    tokens = no_others(tokens)
    found = _verbs_denied(tokens)
    if len(found) < len(tokens):
        return found
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


def _verbs_denied(tokens: Sequence[Token]) -> list[Token]:
    """ "Neither are nor want to be", "is neither registered nor …", "neither now nor later", where nobody is named, as
    "are not", "is not registered", "not"."""
    for at, token in enumerate(tokens):
        if token.tag is not Tag.NONE or token.small != "neither":
            continue
        ahead = range(at + 2, min(at + 2 + _MOST_DENIED, len(tokens)))
        nor = next((n for n in ahead if tokens[n].small == "joining_denied"), None)
        if nor is None:
            continue
        after = range(nor, min(nor + _LONGEST, len(tokens)))
        end = next((n for n in after if tokens[n].tag in _ENDS), after.stop)
        first, second = tokens[at + 1 : nor], tokens[nor + 1 : end]
        spoken = all(t.tag in _SAYING for t in first) and bool(second) and all(t.tag in _SAYING for t in second)
        if not spoken or any(t.tag is Tag.PRONOUN for t in first):
            continue
        rest = list(tokens[end:])
        if first[0].tag in _VERBS:
            denied = replace(first[0], value="not", words=(*first[0].words, "not"))
            return [*tokens[:at], denied, *first[1:], *rest]
        kept = [t for t in first if t.tag is not Tag.FUNCTION] if any(t.tag is Tag.ECCP for t in first) else []
        return [*tokens[:at], replace(token, tag=Tag.NOT, words=("not",), small=""), *kept, *rest]
    return list(tokens)
