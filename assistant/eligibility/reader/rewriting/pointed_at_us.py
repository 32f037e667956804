""" "The Graz cluster, that's us, …", "all but the Greek one (that is us)" as "we of Graz …", "all but us of Greece"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.DASH, Tag.OPEN, Tag.CLOSE)
_HEADS = (Tag.KIND, Tag.GENERIC, Tag.NUMBER, Tag.WORD)
_BEFORE = (Tag.EXCEPT, Tag.ONLY)
_MOST_HEAD = 4


def as_we(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with "we" for a partner known by its place to which the writer points as the own one."""
    for at in range(3, len(tokens) - 1):
        us = tokens[at]
        if us.tag is not Tag.WE:
            continue
        sign = at - 1 - _pointing(tokens[at - 2 : at], lexicon)
        if tokens[sign].tag not in _SIGNS or tokens[at + 1].tag not in _SIGNS:
            continue
        begin = next((n for n in range(sign - 1, max(-1, sign - 2 - _MOST_HEAD), -1) if _definite(tokens[n])), None)
        head = tokens[begin + 1 : sign] if begin is not None else ()
        places = [token for token in head if token.tag is Tag.PLACE]
        plain = all(t.tag in _HEADS and not t.plural for t in head if t.tag not in (Tag.PLACE, Tag.IN))
        begins = begin == 0 or (begin is not None and tokens[begin - 1].tag in _BEFORE)
        if begin is None or not begins or len(places) != 1 or not plain:
            continue  # in a list "the cluster of Graz (that's us)" is somebody new
        of = Token(places[0].start, places[0].start, Tag.IN, words=("of",), small="of")
        return [*tokens[:begin], replace(us, words=("us",), small=""), of, places[0], *tokens[at + 2 :]]
    return list(tokens)


def _pointing(before: Sequence[Token], lexicon: Lexicon) -> int:
    """How many tokens "that's" is before "us"."""
    for length in (2, 1):
        if " ".join(word for token in before[-length:] for word in token.words) in lexicon.raw["pointing"]:
            return length
    return 0


def _definite(token: Token) -> bool:
    return token.tag is Tag.DEFINITE
