"""Sentences that only count once more those described: "so five partners in all: three clusters and two SMEs"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.partners.drafts import CLUSTERS, COMPANIES
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.runs import run_at
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.COLON, Tag.DASH, Tag.AND, Tag.STOP, Tag.BREAK, Tag.OPEN, Tag.CLOSE)
_LINKS = (Tag.WE, Tag.BE, Tag.FUNCTION, Tag.ABOUT, Tag.GROUP)
_SEVERAL = 2


def without_recap(tokens: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> list[Token]:
    """The tokens of a sentence; none where it counts those described so far and tells nothing else. `kinds`: theirs."""
    try:
        counted = _counts(tokens, lexicon, kinds) if len(kinds) >= _SEVERAL else 0
    except Unclear:
        counted = 0
    return [] if counted else list(tokens)


def _counts(tokens: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> int:
    """How many counts that agree the sentence has; raises Unclear at the first word that is no part of one."""
    glue, at, counts, told = phrases(lexicon.raw["recaps"]), 0, 0, 0
    while at < len(tokens):
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.tag is Tag.NUMBER and after is not None and (at_kind := _numbered(token, after, kinds)) is not None:
            counts, told, at = counts + 1, max(told, token.value), at + at_kind
        elif token.tag is Tag.OWN and after is not None and after.tag is Tag.KIND and not after.plural:
            _agree(1, after, kinds)
            at += 2
        elif length := run_at(glue, tokens, at):
            at += length
        elif token.tag in _SIGNS or (token.tag in _LINKS and token.value != "not"):
            at += 1
        else:
            raise Unclear
    if told < _SEVERAL:
        raise Unclear
    return counts


def _numbered(number: Token, noun: Token, kinds: Sequence[Kind | None]) -> int | None:
    """How many tokens "three clusters", "five partners", "two others" take; None where it is nothing of the kind."""
    if noun.tag is Tag.GENERIC:
        if number.value != len(kinds):
            raise Unclear
        return 2
    if noun.tag is Tag.OTHER:
        return 2
    if noun.tag is Tag.KIND:
        _agree(number.value, noun, kinds)
        return 2
    return None


def _agree(number: int, noun: Token, kinds: Sequence[Kind | None]) -> None:
    """Raises Unclear unless so many of that kind were described."""
    alike = next((family for family in (CLUSTERS, COMPANIES) if noun.value in family), (noun.value,))
    if sum(kind in alike for kind in kinds) != number:
        raise Unclear
