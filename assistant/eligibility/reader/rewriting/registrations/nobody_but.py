""" "Nobody except Graz is registered", "apart from Graz nobody is" as "only Graz is registered"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_VERBS = (Tag.BE, Tag.HAVE)
_NAMED = (
    Tag.PLACE, Tag.NAME, Tag.WE, Tag.OWN, Tag.DEFINITE, Tag.KIND, Tag.GENERIC, Tag.IN, Tag.AND, Tag.NUMBER, Tag.ORDINAL,
    Tag.WORD, Tag.COMMA,
)  # fmt: skip
_NOBODY = (Tag.KIND, Tag.GENERIC, Tag.OTHER)
_LONGEST = 12


def only_those(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with those excepted from "nobody" as the only ones."""
    for at, token in enumerate(tokens):
        if token.tag is Tag.NONE or token.value == "not" or token.tag is Tag.NOT:
            found = _after_nobody(tokens, at)
        else:
            found = _before_nobody(tokens, at) if _excepts(token) else None
        if found is not None:
            return found
    return list(tokens)


def _after_nobody(tokens: Sequence[Token], at: int) -> list[Token] | None:
    """ "Nobody except Graz is", "no cluster but the one in Graz is"."""
    begin = at + 1
    if tokens[at].tag is not Tag.NONE:
        if begin == len(tokens) or tokens[begin].tag not in _NOBODY or tokens[at].tag is not Tag.NOT:
            return None
        begin += 1
    if begin >= len(tokens) or not _excepts(tokens[begin]):
        return None
    verb = _verb_after(tokens, begin + 1)
    if verb is None:
        return None
    only = replace(tokens[at], tag=Tag.ONLY, value=None, words=("only",), plural=False, small="")
    return [*tokens[:at], only, *tokens[begin + 1 :]]


def _before_nobody(tokens: Sequence[Token], at: int) -> list[Token] | None:
    """ "Except Graz nobody is", "apart from us no one has"."""
    near = range(at + 2, min(at + _LONGEST, len(tokens) - 1))
    none = next((n for n in near if tokens[n].tag is Tag.NONE), None)
    if none is None or tokens[none + 1].tag not in _VERBS or tokens[none + 1].value == "not":
        return None
    named = list(tokens[at + 1 : none])
    while named and named[-1].tag is Tag.COMMA:
        named.pop()
    if not named or any(token.tag not in _NAMED for token in named):
        return None
    only = replace(tokens[at], tag=Tag.ONLY, value=None, words=("only",), small="")
    return [*tokens[:at], only, *named, *tokens[none + 1 :]]


def _excepts(token: Token) -> bool:
    """Whether a word excepts and does no more: "but", not "bar the"."""
    return (token.tag is Tag.EXCEPT and not token.definite) or (token.tag is Tag.BREAK and token.small == "but")


def _verb_after(tokens: Sequence[Token], at: int) -> int | None:
    """The verb behind those named from `at` on; None where something else follows."""
    for verb in range(at + 1, min(at + _LONGEST, len(tokens))):
        if tokens[verb].tag in _VERBS:
            return verb if tokens[at].tag in _NAMED else None
        if tokens[verb].tag not in _NAMED:
            return None
    return None
