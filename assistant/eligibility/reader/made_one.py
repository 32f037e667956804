""" "We make it an associated partner" as "it becomes an associated partner"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.lexicon import Lexicon, Tag
from assistant.eligibility.reader.scan import Token


def made_one(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a later message, who is given a role put as who takes it."""
    for at in range(len(tokens) - 3):
        we, make, whom, rest = tokens[at], tokens[at + 1], tokens[at + 2], tokens[at + 3 :]
        role = next((token for token in rest[:2] if token.tag is Tag.ROLE), None)
        made = we.tag is Tag.WE and " ".join(make.words) in lexicon.raw["making"] and whom.tag is Tag.PRONOUN
        if made and role is not None:
            becomes = replace(make, tag=Tag.BE, words=("becomes",), value=None, small="")
            return [*tokens[:at], whom, becomes, *rest]
    return list(tokens)
