""" "Our sister cluster in Graz" as "the cluster in Graz": somebody else's, for all that it is called ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_WORDS = 3


def without_sisters(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with the article for "our" before a kind that is called a sister or a neighbour."""
    found: list[Token] = []
    strangers = frozenset(lexicon.raw["sisters"])
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        end = at
        while end < len(tokens) and end - at < _MOST_WORDS and tokens[end].tag is Tag.WORD:
            end += 1
        kind = tokens[end] if end < len(tokens) else token
        strange = any(word in strangers for other in tokens[at:end] for word in other.words)
        if token.tag is not Tag.OWN or kind.tag is not Tag.KIND or not strange:
            found.append(token)
            continue
        words = ("the",) if kind.plural else ("a",)
        tag, value = (Tag.DEFINITE, None) if kind.plural else (Tag.ARTICLE, 1)
        found.append(replace(token, tag=tag, value=value, plural=False, words=words, small="", definite=kind.plural))
        found += [other for other in tokens[at:end] if not strangers & set(other.words)]
        at = end
    return found
