"""Sentences cut at their signs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token


def cut_at(
    sentence: Sequence[Token], signs: Collection[Tag], heads: Collection[str] = frozenset()
) -> list[list[Token]]:
    """The parts of a sentence between `signs`, without these and without empty parts. A colon after a part with one of
    the words `heads` does not cut: "Option 2:" stays with what it announces."""
    parts: list[list[Token]] = [[]]
    for token in sentence:
        if token.tag not in signs:
            parts[-1].append(token)
        elif token.tag is not Tag.COLON or not any(word in heads for other in parts[-1] for word in other.words):
            parts.append([])
    return [part for part in parts if part]
