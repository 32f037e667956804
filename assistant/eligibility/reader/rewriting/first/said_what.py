"""A name and behind it what it is, in a list of others: "…, Nova AB, a start-up from Lund, …" as "a start-up from Lund
called Nova AB"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_BEFORE = (Tag.COMMA, Tag.AND, Tag.COLON, Tag.BREAK)
_BEHIND = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.STOP)
_MOST_KIND = 5


def with_names_behind(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with each such name behind its kind, where another kind stands before it and would be taken for it."""
    called = next(iter(lexicon.raw["called"]))
    found: list[Token] = []
    kinds: set[object] = set()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _described(tokens, at) if kinds and token.tag is Tag.NAME else at
        kind = next((t.value for t in tokens[at:end] if t.tag is Tag.KIND), None)
        if end > at and kinds - {kind}:
            word = Token(token.start, token.start, Tag.CALLED, words=(called,))
            found += [*tokens[at + 2 : end], word, token]
            at = end
        else:
            found.append(token)
            at += 1
        kinds |= {kind} if kind is not None else {token.value} if token.tag is Tag.KIND else set()
    return found


def _described(tokens: Sequence[Token], at: int) -> int:
    """Where ", a start-up from Lund" ends behind a name at `at`; `at` itself where it does not stand there."""
    name = tokens[at].value
    listed = at and tokens[at - 1].tag in _BEFORE
    begins = [t.tag for t in tokens[at + 1 : at + 3]] == [Tag.COMMA, Tag.ARTICLE]
    if not listed or not begins or name.kind is not None or name.place is not None or name.position:
        return at
    ahead = range(at + 3, min(at + 3 + _MOST_KIND, len(tokens)))
    kind = next((n for n in ahead if tokens[n].tag is not Tag.WORD), len(tokens))
    if [t.tag for t in tokens[kind : kind + 3]] != [Tag.KIND, Tag.IN, Tag.PLACE] or tokens[kind].plural:
        return at
    end = kind + 3
    return end if end == len(tokens) or tokens[end].tag in _BEHIND else at
