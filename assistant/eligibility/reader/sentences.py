"""A segment's sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.eligibility.reader.lexicon import Tag
from assistant.eligibility.reader.scan import Token

_NO_BEGINNING = (Tag.COMMA, Tag.CLOSE, Tag.COLON, Tag.BREAK)


def unasked(sentence: Sequence[Token]) -> Sequence[Token]:
    """A question without the "could" that it begins with: no doubt is meant."""
    return sentence[1:] if sentence and sentence[0].tag is Tag.PERHAPS else sentence


def sentences_of(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], bool]]:
    """Sentences without their final sign, and whether it was a question mark."""
    current: list[Token] = []
    for token, after in pairwise([*tokens, None]):
        assert token is not None
        if token.tag is Tag.STOP and after is not None and after.tag in _NO_BEGINNING and after.start == token.end:
            # "(univ.)", "ECCP reg., …": the full stop of an abbreviation.
            continue
        if token.tag is Tag.STOP:
            if current:
                yield current, token.value == "?"
            current = []
        else:
            current.append(token)
    if current:
        yield current, False
