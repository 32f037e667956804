""" "We have now submitted ours", "Graz has sent its own": what was sent is a registration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_NOUNS = (Tag.WORD, Tag.ECCP, Tag.KIND, Tag.GENERIC, Tag.GROUP, Tag.CROWD)


def with_what_was_sent(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with "their registration" for "theirs" behind a word of sending."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        found.append(tokens[at])
        at += 1
        end = at if tokens[at - 1].tag is not Tag.ECCP else _owned(tokens, at, lexicon)
        if tokens[at - 1].value is EccpWord.SUBMITTED and end > at:
            first, last = tokens[at], tokens[end - 1]
            ours = first.tag in (Tag.WE, Tag.OWN)
            tag, word = (Tag.OWN, "our") if ours else (Tag.THEIR, "their")
            found.append(replace(first, tag=tag, value=None, plural=False, words=(word,), small=""))
            found.append(Token(last.end, last.end, Tag.ECCP, EccpWord.REGISTERED, words=("registration",)))
            at = end
    return found


def _owned(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Where "ours" or "its own" ends that begins at `at`; `at` itself where none stands."""
    raw = lexicon.raw["sent_ours"]
    if at == len(tokens) or len(tokens[at].words) != 1:
        return at
    if tokens[at].words[0] in raw["absolute"]:
        return at + 1
    both = at + 1 < len(tokens) and tokens[at].words[0] in raw["whose"] and tokens[at + 1].is_one_of(raw["own"])
    bare = at + 2 >= len(tokens) or tokens[at + 2].tag not in _NOUNS
    return at + 2 if both and bare else at
