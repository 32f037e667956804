""" "The proposal will be submitted under strand 2", "we sent the proposal": that is no registration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_BETWEEN = (Tag.BE, Tag.HAVE, Tag.FUNCTION, Tag.PERHAPS, Tag.WORD, Tag.NOT)
_MODIFYING = (Tag.DEFINITE, Tag.ARTICLE, Tag.OWN, Tag.WORD)
_NEAR = 5


def without_sent_proposals(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with "submitted" as a plain word where it is said of the proposal, and of no registration."""
    raw = lexicon.raw["sent_proposals"]
    proposals = frozenset(raw["things"])
    sent = [at for at, token in enumerate(tokens) if token.tag is Tag.ECCP and token.value is EccpWord.SUBMITTED]
    found = list(tokens)
    for at in sent:
        if not _is_behind(tokens, at, proposals) and not _is_before(tokens, at, proposals):
            continue
        # Its own words would still be heard as those of a registration that was spoken of before.
        found[at] = replace(tokens[at], tag=Tag.WORD, value=None, small="", words=(raw["plainly"],))
    return found


def _is_behind(tokens: Sequence[Token], at: int, proposals: frozenset[str]) -> bool:
    """Whether the verb at `at` stands behind the proposal: "the proposal (will be) submitted"."""
    here = at - 1
    while here >= max(0, at - _NEAR) and tokens[here].tag in _BETWEEN and not _names(tokens[here], proposals):
        here -= 1
    return here >= 0 and _names(tokens[here], proposals) and any(t.tag is Tag.BE for t in tokens[here + 1 : at])


def _is_before(tokens: Sequence[Token], at: int, proposals: frozenset[str]) -> bool:
    """Whether the proposal is what is sent: "submitted the (joint) proposal"."""
    here = at + 1
    while (
        here < min(len(tokens), at + _NEAR) and tokens[here].tag in _MODIFYING and not _names(tokens[here], proposals)
    ):
        here += 1
    return here < len(tokens) and _names(tokens[here], proposals)


def _names(token: Token, proposals: frozenset[str]) -> bool:
    return token.tag in (Tag.GROUP, Tag.WORD, Tag.FUNCTION) and not proposals.isdisjoint(token.words[-1:])
