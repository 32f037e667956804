""" "We were asked about the following partnership: a cluster …" without what only says how the writer came to know, and
"I would like to know whether a consortium of …" without what only asks."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_NAMING = (
    Tag.KIND, Tag.PLACE, Tag.NAME, Tag.NUMBER, Tag.ROLE, Tag.ROLE_VERB, Tag.ECCP, Tag.GENERIC, Tag.OWN, Tag.NOT,
)  # fmt: skip
_LONGEST = 14
_SEVERAL = 2


def without_asked_preface(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens behind such a beginning, which names nobody."""
    tokens = _without_wish(tokens, lexicon)
    colon = next((at for at, token in enumerate(tokens[:_LONGEST]) if token.tag is Tag.COLON), 0)
    before = tokens[:colon]
    words = [word for token in before for word in token.words]
    asked = phrases(lexicon.raw["absent"]["asks"]).within(words)
    ours = any(token.tag is Tag.WE for token in before)
    named = any(token.tag in _NAMING for token in before)
    listed = any(token.tag in (Tag.KIND, Tag.NAME) for token in tokens[colon + 1 :])
    return list(tokens[colon + 1 :]) if asked and ours and listed and not named else list(tokens)


def _without_wish(tokens: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """The tokens from "a consortium of" on, where the writer only wishes to know of it."""
    group = next((at for at, token in enumerate(tokens[:_LONGEST]) if token.tag is Tag.GROUP), 0)
    words = tuple(word for token in tokens[: max(0, group - 1)] for word in token.words)
    held = group + 1 < len(tokens) and tokens[group + 1].tag is Tag.IN and tokens[group + 1].small == "of"
    kinds = sum(token.tag in (Tag.KIND, Tag.NAME) for token in tokens[group:])
    wishes = lexicon.raw["wishes_to_know"]
    return tokens[group - 1 :] if group and held and kinds >= _SEVERAL and " ".join(words) in wishes else tokens
