"""Questions that suppose a change of partners known: "Could Aachen be subcontractor?", "could we add …?"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.drafts import Draft
from assistant.eligibility.reader.lexicon import Lexicon, Tag
from assistant.eligibility.reader.scan import Token
from assistant.eligibility.reader.talk import TalkWords

_Named = Callable[[Sequence[Token]], list[Draft]]
_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_MOST_BEFORE = 4


def asked_modally(tokens: Sequence[Token], lexicon: Lexicon, talk: TalkWords, named: _Named) -> bool:
    """Whether a question begins with "could", "should" and the like, and speaks of a role that does not count or of one
    partner for another."""
    modal = frozenset(lexicon.raw["modal_questions"])
    opens = any(modal & set(token.words) for token in tokens[:_MOST_BEFORE])
    if opens and talk.exchanging.within([word for token in tokens for word in token.words]):
        return True
    role = any(token.tag is Tag.ROLE and token.value in _COUNTED_OUT for token in tokens)
    return opens and role and bool(named(tokens))


def without_modals(tokens: Sequence[Token]) -> list[Token]:
    """A supposition without the "could" at its head, which doubts nothing there."""
    return [t for at, t in enumerate(tokens) if at >= _MOST_BEFORE or t.tag is not Tag.PERHAPS or len(t.words) > 1]


def supposes(words: Sequence[str], talk: TalkWords) -> bool:
    """Whether a sentence begins with "suppose" and the like, behind "ok and" or not."""
    at = 0
    while at < len(words) and at < _MOST_BEFORE and talk.before_supposing.at(words, at)[1]:
        at += 1
    return at < len(words) and bool(talk.supposing.at(words, at)[1] or talk.what_if.at(words, at)[1])
