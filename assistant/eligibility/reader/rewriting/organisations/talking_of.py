""" "We are talking about a cluster in Graz, one in Bari and an SME" as "partners: a cluster in Graz, …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.runs import run_at
from assistant.eligibility.reader.tokens.scan import Token

_FEWEST = 2
_BEGINS = (Tag.ARTICLE, Tag.DEFINITE, Tag.NUMBER, Tag.KIND, Tag.NAME)


def listed_at_once(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence that says no more than of whom its writer talks, as a list of partners."""
    length = run_at(phrases(lexicon.raw["talking_of"]), tokens, 0)
    rest = tokens[length:]
    if not length or not rest or rest[0].tag not in _BEGINS:
        return list(tokens)
    kinds = sum(t.tag is Tag.KIND or (t.tag is Tag.NAME and t.value.kind is not None) for t in rest)
    if kinds < _FEWEST or sum(token.tag is Tag.PLACE for token in rest) < _FEWEST:
        return list(tokens)
    here = tokens[0].start
    partners = Token(here, here, Tag.GENERIC, plural=True, words=("partners",))
    return [partners, Token(here, here, Tag.COLON, words=(":",)), *rest]
