"""Affiliated entities told by whose they are: "the Lyon cluster has an affiliated entity in Porto" as "an affiliated
entity in Porto", "an affiliated entity, a company in Porto" as one organisation."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_OWNER = (Tag.DEFINITE, Tag.OWN, Tag.PLACE, Tag.WORD, Tag.KIND, Tag.GENERIC, Tag.ROLE, Tag.ORDINAL, Tag.NUMBER, Tag.IN)
_KNOWN = ([Tag.DEFINITE], [Tag.OWN], [Tag.PLACE], [Tag.WE])
_BRINGING = 3


def without_bringer(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The Lyon cluster has an affiliated entity in Porto" without the partner, known before, whose it is."""
    at = next((n for n, token in enumerate(tokens) if _is_one(tokens, n)), 0)
    if at < _BRINGING - 1 or [t.tag for t in tokens[:1]] not in _KNOWN:
        return list(tokens)
    verb = tokens[at - 2]
    brings = verb.tag is Tag.HAVE and verb.value != "not"
    brings = brings or (verb.tag is Tag.WORD and verb.is_one_of(lexicon.raw["bringing_affiliates"]))
    owner = tokens[: at - 2]
    ours = len(owner) == 1 and owner[0].tag is Tag.WE
    known = any(token.tag in (Tag.KIND, Tag.GENERIC, Tag.ROLE) for token in owner) or len(owner) == 1
    if not brings or not known or not (ours or all(token.tag in _OWNER for token in owner)):
        return list(tokens)
    return list(tokens[at - 1 :])


def _is_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether "an affiliated entity" ends at token `at`."""
    affiliated = tokens[at].tag is Tag.ROLE and tokens[at].value is Role.AFFILIATED and not tokens[at].plural
    return affiliated and at > 0 and tokens[at - 1].tag is Tag.ARTICLE


def as_one_affiliate(tokens: Sequence[Token]) -> list[Token]:
    """ "An affiliated entity, a company in Porto" as "an affiliated entity company in Porto"."""
    for at in range(1, len(tokens) - 3):
        what = [t.tag for t in tokens[at + 1 : at + 4]]
        if _is_one(tokens, at) and what == [Tag.COMMA, Tag.ARTICLE, Tag.KIND] and not tokens[at + 3].plural:
            return [*tokens[: at + 1], *tokens[at + 3 :]]
    return list(tokens)
