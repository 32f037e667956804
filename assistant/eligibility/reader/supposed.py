"""Questions that suppose a change of partners known: "Could Aachen be subcontractor?", "could we add …?"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.lexicon import Lexicon, Tag
from assistant.eligibility.reader.scan import Token

_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_MOST_BEFORE = 4


def asked_modally(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a question begins with "could", "should" and the like, and speaks of a role that does not count."""
    modal = frozenset(lexicon.raw["modal_questions"])
    opens = any(modal & set(token.words) for token in tokens[:_MOST_BEFORE])
    return opens and any(token.tag is Tag.ROLE and token.value in _COUNTED_OUT for token in tokens)


def without_modals(tokens: Sequence[Token]) -> list[Token]:
    """A supposition without the "could" at its head, which doubts nothing there."""
    return [t for at, t in enumerate(tokens) if at >= _MOST_BEFORE or t.tag is not Tag.PERHAPS or len(t.words) > 1]
