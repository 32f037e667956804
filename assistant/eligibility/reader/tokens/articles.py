"""Articles that stand in one token with the word before them: "of the", "from the"."""

from __future__ import annotations

from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token


def article_of(token: Token) -> Token:
    """The article at the end of a token, as a token of its own."""
    return Token(token.end - len(token.words[-1]), token.end, Tag.DEFINITE, words=token.words[-1:])


def parted(token: Token, lexicon: Lexicon) -> list[Token]:
    """A token that ends with an article as two."""
    words, article = token.words[:-1], article_of(token)
    small = lexicon.small.get(words, "")
    return [replace(token, end=article.start - 1, words=words, small=small, definite=False), article]
