"""Ends and spans that tell nothing of partners: "…, just the two of us", "… have joined forces", "for 36 months"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.DASH, Tag.AND, Tag.BREAK, Tag.OPEN)
_MOST_WORDS = 6
_MOST_END = 7
_NAMING = (Tag.KIND, Tag.PLACE, Tag.NAME)
_NOT_PLAIN = (Tag.BE, Tag.HAVE, Tag.NOT, Tag.NONE, Tag.THEIR, Tag.CROWD)


def without_loose_ends(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a first description without such ends and without the time that a project lasts."""
    tokens = _without_span(_only_us(tokens), lexicon)
    tokens = _without_number_of_us(tokens)
    return _without_forces(tokens, lexicon)


def _only_us(tokens: Sequence[Token]) -> list[Token]:
    """ "Just us (a cluster in Graz) and a cluster in Bari", where nothing is said of them, without "just"."""
    opens = [token.tag for token in tokens[:3]] == [Tag.ONLY, Tag.WE, Tag.OPEN]
    close = next((at for at, token in enumerate(tokens) if token.tag is Tag.CLOSE), 0)
    after = tokens[close + 1 :]
    listed = opens and bool(after) and after[0].tag in (Tag.AND, Tag.COMMA)
    everybody = any(token.tag in (Tag.BOTH, Tag.ALL, Tag.EACH) for token in after)
    plain = not any(t.tag in (Tag.BE, Tag.HAVE, Tag.ROLE_VERB, Tag.NOT) for t in after)
    plain = plain and (everybody or not any(token.tag is Tag.ECCP for token in after))
    return list(tokens[1:]) if listed and plain else list(tokens)


def _without_span(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Our project would run for 36 months with clusters from …" without the months."""
    units, before = frozenset(lexicon.raw["spans"]["units"]), phrases(lexicon.raw["spans"]["before"])
    for at in range(1, len(tokens) - 1):
        number, unit = tokens[at], tokens[at + 1]
        if number.tag is not Tag.NUMBER or not units & set(unit.words) or at + 2 >= len(tokens):
            continue
        led = bool(tokens[at - 1].words) and before.at(tokens[at - 1].words, 0)[1] == len(tokens[at - 1].words)
        project = any(token.tag is Tag.GROUP for token in tokens[: at - 1])
        named = any(token.tag in _NAMING for token in tokens[: at - 1])
        if led and project and not named and tokens[at + 2].tag in (Tag.FUNCTION, Tag.AND):
            return [*tokens[: at - 1], *tokens[at + 2 :]]
    return list(tokens)


def _without_number_of_us(tokens: Sequence[Token]) -> list[Token]:
    """ "A and B would like to apply, just the two of us" without the end, which counts nobody new."""
    for at in range(max(1, len(tokens) - _MOST_END), len(tokens) - 1):
        rest = [token for token in tokens[at + 1 :] if token.tag is not Tag.CLOSE]
        if tokens[at].tag not in _SIGNS or not rest:
            continue
        only = rest[0].tag is Tag.ONLY
        counted = any(token.tag in (Tag.NUMBER, Tag.BOTH) for token in rest)
        us = any(token.tag in (Tag.WE, Tag.PRONOUN) for token in rest)
        small = all(t.tag in (Tag.ONLY, Tag.DEFINITE, Tag.NUMBER, Tag.BOTH, Tag.IN, Tag.WE, Tag.PRONOUN) for t in rest)
        placed = any(token.tag in _NAMING for token in tokens[:at])
        if only and counted and us and small and placed:
            return list(tokens[:at])
    return list(tokens)


def _without_forces(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Clusters in A, in B and in C have joined forces" without what they have done."""
    ends = phrases(lexicon.raw["joining_forces"])
    for at in range(max(1, len(tokens) - _MOST_WORDS), len(tokens)):
        words = [word for token in tokens[at:] for word in token.words]
        before = tokens[:at]
        listed = sum(token.tag in (Tag.PLACE, Tag.NAME) for token in before) > 1
        plain = listed and not any(token.tag in _NOT_PLAIN for token in before)
        if plain and words and ends.at(words, 0)[1] == len(words) and before[-1].tag not in _SIGNS:
            return list(before)
    return list(tokens)
