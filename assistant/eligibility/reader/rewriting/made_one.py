"""A role given, and the one it replaces: "we make it an associated partner instead of a beneficiary"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token


def made_one(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a later message, who is given a role put as who takes it ("it becomes …"), without the role that
    is given up."""
    tokens = _without_former(tokens, lexicon)
    for at in range(len(tokens) - 3):
        we, make, whom, rest = tokens[at], tokens[at + 1], tokens[at + 2], tokens[at + 3 :]
        role = next((token for token in rest[:2] if token.tag is Tag.ROLE), None)
        made = we.tag is Tag.WE and " ".join(make.words) in lexicon.raw["making"] and whom.tag is Tag.PRONOUN
        if made and role is not None:
            becomes = replace(make, tag=Tag.BE, words=("becomes",), value=None, small="")
            return [*tokens[:at], whom, becomes, *rest]
    return list(tokens)


def _without_former(tokens: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """ "A full beneficiary instead of an associated partner" without what it no longer is."""
    for at in range(1, len(tokens) - 1):
        words = " ".join(word for token in tokens[at : at + 2] for word in token.words)
        former = next((here for here in (at + 2, at + 3) if here < len(tokens) and tokens[here].tag is Tag.ROLE), 0)
        taken = any(token.tag is Tag.ROLE for token in tokens[:at])
        if taken and former and words in lexicon.raw["in_stead"]:
            return [*tokens[:at], *tokens[former + 1 :]]
    return tokens
