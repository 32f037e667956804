"""Forms of application to the platform: "our form is sent", which sounds like "from", as "our registration is sent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.rewriting.registrations.sent_proposals import without_sent_proposals
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token


def form_as_registration(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with "our form" before a verb as what it is, and "submitted" of a proposal as no registration."""
    found = without_sent_proposals(tokens, lexicon)
    for at in range(1, len(tokens) - 1):
        named = tokens[at - 1].tag in (Tag.OWN, Tag.THEIR) and _affirms(tokens[at + 1])
        if named and tokens[at].tag is Tag.IN and tokens[at].is_one_of(lexicon.raw["form_words"]):
            found[at] = replace(tokens[at], tag=Tag.ECCP, value=EccpWord.REGISTERED, words=("registration",), small="")
    return found


def _affirms(token: Token) -> bool:
    return token.tag in (Tag.BE, Tag.HAVE) and token.value != "not"
