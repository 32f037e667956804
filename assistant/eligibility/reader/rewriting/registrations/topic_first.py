"""Sentences that name the platform as their topic: "as regards the ECCP, Graz is on it" as "ECCP: Graz is on it"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 3  # tokens of an opening
_SIGNS = (Tag.COMMA, Tag.COLON, Tag.DASH)
_NAMING = (
    Tag.PLACE, Tag.NAME, Tag.DEFINITE, Tag.KIND, Tag.WE, Tag.OWN, Tag.ALL, Tag.BOTH, Tag.ONLY, Tag.OTHER, Tag.ORDINAL,
    Tag.NUMBER, Tag.NONE,
)  # fmt: skip


def platform_first(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with the platform that a sentence is about as its heading; as they are where it is about another."""
    at = _after_opening(tokens, lexicon)
    if not at or at + 2 >= len(tokens):
        return list(tokens)
    at += tokens[at].tag is Tag.DEFINITE
    topic = tokens[at]
    if topic.tag is not Tag.ECCP or topic.value != EccpWord.TOPIC:
        return list(tokens)
    rest = _after_concerned(tokens[at + 1 :], lexicon)
    if rest and rest[0].tag in _SIGNS:
        rest = rest[1:]
    words = [word for token in rest for word in token.words]
    tells = rest and rest[0].tag in _NAMING and any(token.tag in (Tag.BE, Tag.HAVE) for token in rest)
    if (
        not tells
        or set(words) & set(lexicon.raw["saying_words"])
        or (rest[0].tag is Tag.WE and lexicon.dont_know.within(words))
    ):
        return list(tokens)
    head = replace(topic, start=tokens[0].start)
    return [head, Token(head.end, head.end, Tag.COLON, words=(":",)), *rest]


def _after_opening(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """Where the topic begins; 0 where the sentence opens with none."""
    words = ""
    for at, token in enumerate(tokens[:_LONGEST], 1):
        words = " ".join((words, *token.words)).strip()
        following = tokens[at].tag if at < len(tokens) else None
        if words in lexicon.raw["topics"] and following in (Tag.DEFINITE, Tag.ECCP):
            return at
        if words.removesuffix(" the") in lexicon.raw["topics"] and token.definite and following is Tag.ECCP:
            return at
    return 0


def _after_concerned(tokens: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """The tokens without "is concerned" behind the topic."""
    words = [word for token in tokens[:2] for word in token.words]
    return tokens[2:] if " ".join(words) in lexicon.raw["topic_ends"] else tokens
