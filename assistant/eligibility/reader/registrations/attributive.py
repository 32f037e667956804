"""What only says who takes part, in front of what is said of a registration: "there will be a cluster from Bari and …".

"Will be" and "we prepare a bid with" are no plan to register where the partners themselves follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_BEGIN_PARTNER = (Tag.ARTICLE, Tag.DEFINITE, Tag.OWN, Tag.NUMBER, Tag.ALL, Tag.EACH)
_INSIDE = (Tag.ARTICLE, Tag.DEFINITE, Tag.OWN, Tag.NUMBER, Tag.WORD, Tag.EUROPEAN, Tag.PLACE)
_COMPOSING = (Tag.GROUP, Tag.HAVE, Tag.FUNCTION, Tag.WE, Tag.OWN, Tag.ARTICLE, Tag.BE, Tag.WORD, Tag.GENERIC, Tag.ROLE)
_TURNING = (Tag.NOT, Tag.NONE, Tag.PERHAPS, Tag.ONLY, Tag.SEEKING, Tag.EXCEPT)
_MOST_INSIDE = 5


def is_attributive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word on a registration at `at` stands right before those who have it: "registered clusters"."""
    return tokens[at].tag is Tag.ECCP and at + 1 < len(tokens) and tokens[at + 1].tag is Tag.KIND


def after_composing(tokens: Sequence[Token], status: Status) -> Sequence[Token]:
    """A part from "three registered clusters" on, where what is before only makes them partners, or heads a list."""
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    heading = tokens[:colon]
    telling = (*_TURNING, Tag.ECCP, Tag.PLACE, Tag.NAME, Tag.BE, Tag.HAVE)
    if colon and not (any(token.tag in telling for token in heading) or status.uncertain(heading)):
        tokens = tokens[colon + 1 :]  # "starting point: a cluster …"
    for at in range(len(tokens)):
        if not is_attributive(tokens, at):
            continue
        begin = at
        while begin and tokens[begin - 1].tag in _BEGIN_PARTNER:
            begin -= 1
        before = tokens[:begin]
        plain = all(token.tag in _COMPOSING and token.value != "not" for token in before)
        seated = any(token.tag is Tag.PLACE for token in tokens[at + 1 :])
        verb = bool(before) and before[-1].tag is Tag.BE and before[0].tag is not Tag.FUNCTION
        doubted = status.uncertain([token for token in before if token.tag is not Tag.BE])
        return tokens[begin:] if plain and seated and not (verb or doubted) else tokens
    return tokens


def without_composing(tokens: Sequence[Token]) -> list[Token]:
    """A part without the verb right before partners: "there will be | a wood cluster in Bari"."""
    if any(token.tag in _TURNING or token.value == "not" for token in tokens):
        return list(tokens)
    for at, token in enumerate(tokens):
        if token.tag is not Tag.BE:
            continue
        here = at + 1
        while here < min(len(tokens), at + _MOST_INSIDE) and tokens[here].tag in _INSIDE:
            here += 1
        if here < len(tokens) and tokens[here].tag is Tag.KIND:
            return [*tokens[:at], *tokens[at + 1 :]]
    return list(tokens)
