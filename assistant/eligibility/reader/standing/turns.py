"""Turns of phrase around a predicate: reports of it, "is the only one", who is told of in a relative clause."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_REPORT = 9  # words of a report's beginning
_BEFORE_ONLY = 3


def _tag(tokens: Sequence[Token], at: int) -> Tag | None:
    return tokens[at].tag if 0 <= at < len(tokens) else None


def only_one(tokens: Sequence[Token], at: int, end: int) -> int:
    """Where "is the only one" ends at the beginning of a predicate; 0 if it does not stand there."""
    for here in range(at, min(at + _BEFORE_ONLY, end)):
        if _tag(tokens, here) is Tag.ONLY and _tag(tokens, here - 1) is Tag.DEFINITE:
            after = here + 1
            after += _tag(tokens, after) in (Tag.NUMBER, Tag.KIND, Tag.GENERIC)
            of = _tag(tokens, after) is Tag.IN and _tag(tokens, after + 1) in (Tag.WE, Tag.PRONOUN)
            return after + 2 * of if after < end else 0
    return 0


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
    """Where the predicate of ", which has applied", ", whose form is sent" begins; 0 if none stands there."""
    here = at + (_tag(tokens, at) is Tag.COMMA)
    told = _tag(tokens, here) is Tag.RELATIVE or (here < len(tokens) and tokens[here].small == "whose")
    return here + 1 if told and here + 1 < len(tokens) else 0
