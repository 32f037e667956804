"""A segment's sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_NO_BEGINNING = (Tag.COMMA, Tag.CLOSE, Tag.COLON, Tag.BREAK)
_FEWEST = 2
# Somebody new, or more than a registration, may stand behind the colon with these.
_NEW = (Tag.KIND, Tag.NAME, Tag.ROLE, Tag.ROLE_VERB, Tag.ARTICLE, Tag.OPEN, Tag.COLON, Tag.GENERIC)


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


def stated_apart(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], bool]]:
    """As `sentences_of`; what is said of registrations behind a list and its colon is a sentence of its own:
    "clusters in A, B and C: A is registered, the others are not" would name A twice."""
    for sentence, question in sentences_of(tokens):
        colon = None if question else _colon(sentence)
        if colon is None:
            yield sentence, question
        else:
            yield sentence[:colon], False
            yield sentence[colon + 1 :], False


def _colon(sentence: Sequence[Token]) -> int | None:
    """Where the only sign stands behind which only those listed before it are named, and a registration is told."""
    colons = [at for at, token in enumerate(sentence) if token.tag is Tag.COLON]
    if not colons:
        return None
    colon = colons[-1]
    listed, told = sentence[:colon], sentence[colon + 1 :]
    places = [token.value.candidates for token in listed if token.tag is Tag.PLACE]
    named = [token.value.candidates for token in told if token.tag is Tag.PLACE]
    if len(places) < _FEWEST or not named or any(place not in places for place in named):
        return None
    if not any(token.tag is Tag.KIND for token in listed) or any(token.tag in _NEW for token in told):
        return None
    # "ECCP: Graz yes" tells of the platform already; a list that ends in something else announces what follows.
    ends = listed[-1].tag is Tag.PLACE and not any(token.tag is Tag.ECCP for token in listed)
    heads = any(one.tag is Tag.PLACE and other.tag in (Tag.COMMA, Tag.AND) for one, other in pairwise(listed))
    return colon if ends and heads and any(token.tag is Tag.ECCP for token in told) else None
