"""Where a message names the writer's own organisation: "I am managing director of …", "from the EU office of …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Phrases, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_FURTHEST = 16


def writer_after_post(tokens: Sequence[Token], talk: TalkWords) -> int:
    """The token at which the organisation's name begins after the writer's post in it; 0 if there is none such."""
    opening = tokens[:_FURTHEST]
    if not talk.post_openings.within([word for token in opening for word in token.words]):
        return 0
    begins = _after_person(tokens, talk)
    for at, token in enumerate(opening[:-1]):
        if _is(token, talk.posts) and (length := _links(tokens, at + 1, talk)):
            begins = at + 1 + length
        elif begins and at >= begins and token.tag in (Tag.KIND, Tag.NAME, Tag.COMMA, Tag.BE, Tag.HAVE):
            break
    return begins


def _after_person(tokens: Sequence[Token], talk: TalkWords) -> int:
    """Where the organisation's name begins after "this is Eva from"; 0 if nobody is named so."""
    words = [word for token in tokens[:3] for word in token.words]
    length = talk.post_openings.at(words, 0)[1] if words else 0
    at = next((n + 1 for n in range(len(tokens)) if sum(len(t.words) for t in tokens[: n + 1]) == length), 0)
    if not at or at + 1 >= len(tokens) or tokens[at].tag not in (Tag.NAME, Tag.WORD):
        return 0
    links = _links(tokens, at + 1, talk)
    return at + 1 + links if links else 0


def _is(token: Token, phrases: Phrases) -> bool:
    return any(phrases.at(token.words, at)[1] for at in range(len(token.words)))


def _links(tokens: Sequence[Token], at: int, talk: TalkWords) -> int:
    """How many tokens link the post to the organisation: "of", "at", "of the"."""
    length = 0
    while at + length < len(tokens) and _is(tokens[at + length], talk.posts_links) and length < 2:
        length += 1
    return length
