"""Turns of phrase around a predicate: reports of it, "is the only one", what is said further of who is excepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_REPORT = 9  # words of a report's beginning
_BEFORE_ONLY = 3
_SIGNS = (Tag.COMMA, Tag.COLON, Tag.BREAK, Tag.DASH)
_OTHERS = (
    Tag.PLACE, Tag.NAME, Tag.WE, Tag.OWN, Tag.OTHER, Tag.ALL, Tag.BOTH, Tag.EACH, Tag.KIND, Tag.GENERIC, Tag.ORDINAL,
    Tag.ONLY, Tag.EXCEPT, Tag.ROLE, Tag.STOP,
)  # fmt: skip


def _tag(tokens: Sequence[Token], at: int) -> Tag | None:
    return tokens[at].tag if 0 <= at < len(tokens) else None


def only_one(tokens: Sequence[Token], at: int, end: int) -> int:
    """Where "is the only one" ends at the beginning of a predicate; 0 if it does not stand there."""
    for here in range(at, min(at + _BEFORE_ONLY, end)):
        if _tag(tokens, here) is Tag.ONLY and _tag(tokens, here - 1) is Tag.DEFINITE:
            after = here + 1
            after += _tag(tokens, after) in (Tag.NUMBER, Tag.KIND, Tag.GENERIC)
            after = _after_whole(tokens, after)
            return after if after < end else 0
    return 0


def _after_whole(tokens: Sequence[Token], at: int) -> int:
    """After "of us", "of the (three) clusters", "in the consortium", and "that is" behind it, which may be left out."""
    if _tag(tokens, at) is Tag.IN:
        here = at + 1
        while _tag(tokens, here) in (Tag.DEFINITE, Tag.OWN, Tag.NUMBER):
            here += 1
        at = here + 1 if _tag(tokens, here) in (Tag.WE, Tag.PRONOUN, Tag.KIND, Tag.GENERIC, Tag.GROUP) else at
    if _tag(tokens, at) is Tag.RELATIVE and _tag(tokens, at + 1) is Tag.BE:
        return at + 1
    return at + (_tag(tokens, at) is Tag.CALLED)


def reported(tokens: Sequence[Token], at: int, verbs: Sequence[str]) -> int:
    """After "told us on the phone that they", "confirmed that it": what was reported is told of who reports it."""
    if _tag(tokens, at) not in (Tag.WORD, Tag.DEFINITE) or tokens[at].words[0] not in verbs:
        return at
    for here in range(at + 1, min(at + _REPORT, len(tokens))):
        if _tag(tokens, here) in (Tag.PLACE, Tag.NAME, Tag.ECCP, Tag.KIND, Tag.PERHAPS, Tag.NOT):
            break
        if _tag(tokens, here) in (Tag.PRONOUN, Tag.THEIR):
            return here + (_tag(tokens, here) is Tag.PRONOUN)
    return at


def relative(tokens: Sequence[Token], at: int) -> int:
    """Where what is said further of them begins, as the predicate of ", which has applied", ", whose form is sent",
    "; it has applied", ": its profile is gone"; 0 if nothing is."""
    here = at + (_tag(tokens, at) is Tag.COMMA)
    told = _tag(tokens, here) is Tag.RELATIVE or (here < len(tokens) and tokens[here].small == "whose")
    if told:
        return here + 1 if here + 1 < len(tokens) else 0
    signed = at + (_tag(tokens, at) in _SIGNS)
    if signed == at or signed + 1 >= len(tokens):
        return 0
    return {Tag.PRONOUN: signed + 1, Tag.THEIR: signed}.get(tokens[signed].tag, 0)


def commented(
    tokens: Sequence[Token], at: int, status: Callable[[int, int], Eccp], end: Callable[[int], tuple[int, int]]
) -> tuple[Eccp, int]:
    """What words at `at` say of those excepted, and where the next clause may begin. Words that speak of nobody else
    and are not understood leave it open what holds of them."""
    last, after = end(at)
    try:
        return status(at, last), after
    except Unclear:
        if any(token.tag in _OTHERS for token in tokens[at:]):
            raise
        return Eccp.UNKNOWN, len(tokens)
