""" "We were asked about the following partnership: a cluster …" without what only says how the writer came to know."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_NAMING = (
    Tag.KIND, Tag.PLACE, Tag.NAME, Tag.NUMBER, Tag.ROLE, Tag.ROLE_VERB, Tag.ECCP, Tag.GENERIC, Tag.OWN, Tag.NOT,
)  # fmt: skip
_LONGEST = 14


def without_asked_preface(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens behind the colon of such a beginning, which names nobody."""
    colon = next((at for at, token in enumerate(tokens[:_LONGEST]) if token.tag is Tag.COLON), 0)
    before = tokens[:colon]
    words = [word for token in before for word in token.words]
    asked = phrases(lexicon.raw["absent"]["asks"]).within(words)
    ours = any(token.tag is Tag.WE for token in before)
    named = any(token.tag in _NAMING for token in before)
    listed = any(token.tag in (Tag.KIND, Tag.NAME) for token in tokens[colon + 1 :])
    return list(tokens[colon + 1 :]) if asked and ours and listed and not named else list(tokens)
