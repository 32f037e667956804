""" "The second is a cluster in Bari and the third one is from Nancy": somebody new, told by number and place."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH)


def with_next_ones(tokens: Sequence[Token], known: int) -> list[Token]:
    """The tokens with "the third one from Nancy" for "the third (one) is from Nancy", where fewer were named before.
    `known`: how many partners there are before the sentence."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        verb = _verb(tokens, at, known)
        if verb:
            found += tokens[at : at + 2]
            one = tokens[at + 1]
            found += tokens[at + 2 : verb] or [
                Token(one.end, one.end, Tag.NUMBER, 1, words=("one",), small="one"),
            ]
            at = verb + 1
            continue
        found.append(tokens[at])
        at += 1
    return found


def _verb(tokens: Sequence[Token], at: int, known: int) -> int:
    """Where the verb of "the third one is from Nancy" stands, if that is somebody not named before; else 0."""
    opens = not at or tokens[at - 1].tag in _SIGNS
    tags = [token.tag for token in tokens[at : at + 2]]
    if not opens or tags != [Tag.DEFINITE, Tag.ORDINAL] or tokens[at + 1].value <= max(1, known):
        return 0
    verb = at + 3 if at + 2 < len(tokens) and tokens[at + 2].small == "one" else at + 2
    said = [token.tag for token in tokens[verb : verb + 3]]
    plain = said[:1] == [Tag.BE] and tokens[verb].value != "not" and said[1:] == [Tag.IN, Tag.PLACE]
    end = tokens[verb + 3].tag if verb + 3 < len(tokens) else None
    return verb if plain and (end is None or end in (*_SIGNS, Tag.OPEN, Tag.STOP)) else 0
