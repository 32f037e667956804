"""Changes that were thought of and not made: "we considered dropping Graz, but in the end decided to keep it"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.later.operations import Operations
from assistant.eligibility.reader.tokens.lexicon import Phrases, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_OPENING = 5  # tokens in which such a sentence says that something was thought of
_AFTER = (Tag.PRONOUN, Tag.FUNCTION, Tag.DEFINITE)
_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON, Tag.AND, Tag.STOP)


def reconsidered(tokens: Sequence[Token], talk: TalkWords) -> Sequence[Token]:
    """The tokens without the change that was thought of and the words by which all stays as it was."""
    start = next((at for at in range(min(len(tokens), _OPENING)) if _length(talk.thought_of, tokens, at)), None)
    if start is None:
        return tokens
    operations = Operations(talk)
    change = next((at for at in range(start + 1, len(tokens)) if operations.changing(tokens, at)), None)
    if change is None:
        return tokens
    for at in range(change + 1, len(tokens)):
        if length := _length(talk.kept_after_all, tokens, at):
            end = at + length
            while end < len(tokens) and tokens[end].tag in _AFTER:
                end += 1
            if not _speaks_of_another(tokens, start, end):
                return [*tokens[:start], *tokens[end:]]
    return tokens


def _speaks_of_another(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether those who are kept are others than those thought of: "we discussed it, drop Graz, and keep the rest"."""
    if end == len(tokens) or tokens[end].tag in _SIGNS:
        return False
    return not any(token.words == tokens[end].words for token in tokens[start:end])


def _length(wanted: Phrases, tokens: Sequence[Token], at: int) -> int:
    """How many tokens the longest phrase at token `at` takes; 0 if none stands there."""
    words: list[str] = []
    ends: list[int] = []
    for token in tokens[at : at + _OPENING]:
        words += token.words
        ends += [len(words)]
    length = wanted.at(words, 0)[1] if words else 0
    return next((n for n, end in enumerate(ends, 1) if end >= length), 0) if length else 0
