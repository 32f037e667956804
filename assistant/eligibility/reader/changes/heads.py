"""How partners known are headed: without an article ("SME: Croatia", "Brno (Czech cluster)"), "the SME I mentioned"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 6
_MENTION = 5
_BEFORE = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.OPEN, Tag.COLON)
_INSIDE = (Tag.WORD, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.IN, Tag.ROLE)
_HEADS = (Tag.KIND, Tag.GENERIC)


def with_articles(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "the" before each kind of one partner that stands before a colon or dash, or in brackets."""
    if not any(token.tag in (Tag.COLON, Tag.DASH, Tag.OPEN) for token in tokens):
        return list(tokens)
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if (not at or tokens[at - 1].tag in _BEFORE) and _heads(tokens, at):
            found.append(Token(token.start, token.start, Tag.DEFINITE, words=("the",)))
        found.append(token)
    return found


def without_mention(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without "I mentioned" behind a partner: "the SME I mentioned before is in Riga"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        found.append(tokens[at])
        at += 1
        if found[-1].tag in (*_HEADS, Tag.NAME, Tag.NUMBER):
            at += _mentioned(tokens, at, lexicon)
    return found


def _mentioned(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """How many tokens say at `at` that somebody was mentioned; 0 if they do not."""
    words: list[str] = []
    most = 0
    for count, token in enumerate(tokens[at : at + _MENTION], 1):
        words += token.words
        if " ".join(words) in lexicon.raw["mentioned_before"]:
            most = count
    return most


def _heads(tokens: Sequence[Token], at: int) -> bool:
    """Whether the kind of one partner stands at `at`, alone before its sign."""
    opened = at > 0 and tokens[at - 1].tag is Tag.OPEN
    end = at
    while end < min(at + _LONGEST, len(tokens)) and tokens[end].tag in _INSIDE:
        end += 1
    if end == at or end == len(tokens) or tokens[end].tag not in ((Tag.CLOSE,) if opened else (Tag.COLON, Tag.DASH)):
        return False
    heads = [token for token in tokens[at:end] if token.tag in _HEADS]
    return len(heads) == 1 and not heads[0].plural
