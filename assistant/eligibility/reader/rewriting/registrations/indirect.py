""" "We could not find out if Bari is on it" says no more than "… whether Bari is on it": nothing is known of Bari."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_BETWEEN = 2  # words between the verb and "if": "tell us if"


def asked_if(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with each "if" after a word of asking or knowing as "whether"."""
    raw = lexicon.raw["indirect"]
    asking, whether = set(raw["asking"]), str(raw["whether"])
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag is not Tag.BREAK or not lexicon.particles.condition & set(token.words):
            continue
        before = [word for other in tokens[max(0, at - 1 - _MOST_BETWEEN) : at] for word in other.words]
        if asking & set(before):
            found[at] = replace(token, tag=Tag.WORD, words=(whether,), value=None, small="")
    return found
