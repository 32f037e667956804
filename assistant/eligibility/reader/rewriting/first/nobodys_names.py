"""Names of regions, tools and codes, of no organisation: "in the frame of the Greater Region", "a Teams call"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.runs import run_at
from assistant.eligibility.reader.tokens.scan import Token


def without_nobodys_names(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with such names as plain words."""
    raw = lexicon.raw["nobodys_names"]
    within, behind = phrases(raw["within"]), frozenset(raw["behind"])
    found = list(tokens)
    led = -1
    for at, token in enumerate(tokens):
        length = run_at(within, tokens, at)
        led = at + length if length else led
        plain = token.tag is Tag.NAME and not (token.value.sure or token.value.kind or token.value.label)
        after = tokens[at + 1].words if at + 1 < len(tokens) else ()
        # "The Norman one from Caen"
        one = at + 1 < len(tokens) and tokens[at + 1].small == "one" and at > 0 and tokens[at - 1].tag is Tag.DEFINITE
        if plain and (led == at or one or behind & set(after[:1])):
            found[at] = replace(token, tag=Tag.WORD, value=None)
    return found
