""" "All except the water cluster are registered" as "all are registered except the water cluster"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_VERBS = (Tag.BE, Tag.HAVE)
_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.OPEN)


def excepted_last(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence with those who are excepted behind what is said of all the others."""
    first = tokens[0] if tokens else None
    if first is None or first.tag is not Tag.EXCEPT or first.words[:1] != tuple(lexicon.raw["standing"]["all"][:1]):
        return list(tokens)
    verb = next((at for at, token in enumerate(tokens) if token.tag in _VERBS), None)
    if verb is None or any(token.tag is Tag.BREAK for token in tokens[:verb]):
        return list(tokens)
    end = next((at for at in range(verb, len(tokens)) if tokens[at].tag in _SIGNS), len(tokens))
    everybody = replace(first, end=first.start, tag=Tag.ALL, words=first.words[:1], small="", value=None)
    named = list(tokens[1 : verb - (tokens[verb - 1].tag is Tag.COMMA)])
    return [everybody, *tokens[verb:end], replace(first, words=first.words[1:]), *named, *tokens[end:]]
