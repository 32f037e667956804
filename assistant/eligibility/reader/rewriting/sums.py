"""A sum behind a list says who is meant, not who comes: "clusters from A and B, ours in C: three clusters, all …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COLON, Tag.COMMA, Tag.DASH, Tag.BREAK)
_BETWEEN = (Tag.FUNCTION, Tag.WORD, Tag.ABOUT)
_TOLD = (Tag.ALL, Tag.NUMBER, Tag.NONE, Tag.ONLY, Tag.EACH)
_SEVERAL = 2
_MOST_BETWEEN = 8


def without_sums(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without "three clusters" behind as many places, and without "that makes three" before what is told of
    all of them; what follows the sum is a statement of its own."""
    words = [word for token in tokens for word in token.words]
    comma = next((at for at, token in enumerate(tokens) if token.tag is Tag.COMMA), 0)
    begins = any(token.tag in _TOLD for token in tokens[comma + 1 : comma + 2])
    told = begins and any(token.tag is Tag.ECCP for token in tokens[comma:])
    if comma and told and lexicon.conclusions.at(words, 0)[1]:
        return list(tokens[comma + 1 :])
    places, headed = 0, False
    for at in range(len(tokens) - 2):
        before = tokens[at]
        places += before.tag is Tag.PLACE
        headed = headed or before.tag in (Tag.KIND, Tag.GENERIC)
        if before.tag is Tag.NUMBER and before.value > 1:
            break  # counted before
        sum_ = _sum(tokens, at) if at and before.tag in _SIGNS else None
        if sum_ is None:
            continue
        number, end = sum_
        if places < _SEVERAL or places != number.value or not headed:
            continue
        rest = list(tokens[end + 1 :]) if end < len(tokens) else []
        if rest and rest[0].tag is Tag.NUMBER and rest[0].value == number.value:
            rest[0] = replace(rest[0], tag=Tag.ALL, value=None)
        share = bool(rest) and rest[0].tag is Tag.NUMBER  # "…: three clusters, two registered"
        stop = replace(tokens[at], tag=Tag.COMMA if share else Tag.STOP, words=(), value=".", small="")
        return [*tokens[:at], stop, *rest] if rest else list(tokens[:at])
    return list(tokens)


def _sum(tokens: Sequence[Token], at: int) -> tuple[Token, int] | None:
    """The number of a sum that begins behind the sign at `at`, and where the sum ends; None if there is none."""
    here = at + 1
    while here < len(tokens) and here - at < _MOST_BETWEEN and tokens[here].tag in (*_BETWEEN, Tag.BREAK, Tag.GROUP):
        here += 1
    if [t.tag for t in tokens[here : here + 1]] != [Tag.NUMBER]:
        return None
    number, here = tokens[here], here + 1
    if here < len(tokens) and tokens[here].tag in (Tag.KIND, Tag.GENERIC) and tokens[here].plural:
        here += 1
    elif at + 2 == here:
        return None
    while here < len(tokens) and tokens[here].tag in _BETWEEN:
        here += 1
    return (number, here) if here == len(tokens) or tokens[here].tag in (Tag.COMMA, Tag.BREAK, Tag.STOP) else None
