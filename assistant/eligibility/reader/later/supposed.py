"""Questions that suppose a change of partners known: "Could Aachen be subcontractor?", "could we add …?"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_Named = Callable[[Sequence[Token]], list[Draft]]
_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON, Tag.AND)
_MOST_BEFORE = 4
_MOST_AFTER = 6


def asked_modally(tokens: Sequence[Token], lexicon: Lexicon, talk: TalkWords, named: _Named) -> bool:
    """Whether a question begins with "could", "should" and the like, and speaks of a role that does not count or of one
    partner for another."""
    modal = frozenset(lexicon.raw["modal_questions"])
    opens = any(modal & set(token.words) for token in tokens[:_MOST_BEFORE])
    if opens and talk.exchanging.within([word for token in tokens for word in token.words]):
        return True
    role = any(token.tag is Tag.ROLE and token.value in _COUNTED_OUT for token in tokens)
    return opens and role and bool(named(tokens))


def without_modals(tokens: Sequence[Token], talk: TalkWords) -> list[Token]:
    """A supposition without the "could" at its head, which doubts nothing there, and without "imagine that" behind
    it."""
    tokens = tokens[: _before_afterthought(tokens, talk)]
    return [t for at, t in enumerate(tokens) if at >= _MOST_BEFORE or t.tag is not Tag.PERHAPS or len(t.words) > 1]


def _before_afterthought(tokens: Sequence[Token], talk: TalkWords) -> int:
    """Where ", so imagine that" begins at the end of a sentence; its length where nothing of the kind stands there."""
    for at in range(len(tokens) - 1, max(0, len(tokens) - _MOST_AFTER), -1):
        words = [word for token in tokens[at:] for word in token.words if token.tag not in _SIGNS]
        if tokens[at].tag in _SIGNS and words and supposed_afterwards(words, talk) == len(words):
            return at
    return len(tokens)


def supposed_afterwards(words: Sequence[str], talk: TalkWords) -> int:
    """How many words at the end only say that the rest is supposed: "so imagine that"; 0 if none."""
    for length in range(min(_MOST_AFTER, len(words)), 1, -1):
        begin = len(words) - length
        if talk.supposing_that.at(words, begin)[1] == length:
            # "All are registered, I suppose so" is what the writer believes.
            return 0 if begin and talk.believers.at(words, begin - 1)[1] else length
    return 0


def supposes(words: Sequence[str], talk: TalkWords) -> bool:
    """Whether a sentence begins with "suppose" and the like, behind "ok and" or not, or ends with "imagine that"."""
    at = 0
    while at < len(words) and at < _MOST_BEFORE and talk.before_supposing.at(words, at)[1]:
        at += 1
    if supposed_afterwards(words, talk):
        return True
    return at < len(words) and bool(talk.supposing.at(words, at)[1] or talk.what_if.at(words, at)[1])
