"""Phrases of a word list among tokens."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Phrases
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 8


def run_at(wanted: Phrases, tokens: Sequence[Token], at: int) -> int:
    """How many tokens the longest phrase at token `at` takes; 0 if none stands there."""
    words: list[str] = []
    ends: list[int] = []
    for token in tokens[at : at + _LONGEST]:
        words.extend(token.words)
        ends.append(len(words))
    length = wanted.at(words, 0)[1] if words else 0
    return next((used for used, end in enumerate(ends, 1) if end >= length), 0) if length else 0
