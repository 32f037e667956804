"""Headings that say more than a role: "associated partner (without funding): …" as "associated partner: …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_BEFORE = 4
_MOST_BESIDE = 9
_TELLING = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.ECCP, Tag.STOP, Tag.BREAK, Tag.NUMBER, Tag.COLON)


def plainly_headed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the remark between a role at the head of a sentence and its colon."""
    role = next((at for at, token in enumerate(tokens[:_MOST_BEFORE]) if token.tag is Tag.ROLE), None)
    if role is None or role + 1 >= len(tokens):
        return list(tokens)
    if any(t.tag not in (Tag.DEFINITE, Tag.OWN, Tag.FUNCTION, Tag.WORD, Tag.GENERIC) for t in tokens[:role]):
        return list(tokens)
    sign = tokens[role + 1].tag
    ahead = range(role + 2, min(role + 2 + _MOST_BESIDE, len(tokens)))
    colon = next((at for at in ahead if tokens[at].tag is Tag.COLON), 0)
    inside = tokens[role + 2 : colon]
    if sign not in (Tag.OPEN, Tag.COMMA) or not colon or any(token.tag in _TELLING for token in inside):
        return list(tokens)
    closed = sign is Tag.COMMA or inside[-1:] == [] or inside[-1].tag is Tag.CLOSE
    return [*tokens[: role + 1], *tokens[colon:]] if closed else list(tokens)
