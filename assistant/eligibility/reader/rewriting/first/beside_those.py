""" "Besides the clusters there is a university in Graz" as "there is a university in Graz"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.runs import run_at
from assistant.eligibility.reader.tokens.scan import Token

_FEWEST = 2
_SHORTEST = 4


def without_those(tokens: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> list[Token]:
    """The tokens of a sentence that adds partners without those named before at its beginning. `kinds`: theirs."""
    if len(kinds) < _FEWEST or len(tokens) < _SHORTEST or any(token.tag is Tag.ECCP for token in tokens):
        return list(tokens)
    begin = int(tokens[0].tag is Tag.AND)
    at = begin + run_at(phrases(lexicon.raw["beside_those"]), tokens, begin)
    end = _those(tokens, at, kinds) if at > begin else 0
    if not end or end >= len(tokens):
        return list(tokens)
    comma = tokens[end].tag is Tag.COMMA
    rest = tokens[end + comma :]
    # Without a comma only a verb shows that the phrase is over: "besides the clusters of Graz and Bari …".
    verbal = bool(rest) and (rest[0].tag in (Tag.WE, Tag.BE, Tag.HAVE) or rest[0].words[:1] == ("there",))
    return list(rest) if rest and (comma or verbal) else list(tokens)


def _those(tokens: Sequence[Token], at: int, kinds: Sequence[Kind | None]) -> int:
    """Where "the (two) clusters", "our partners", "these", "them" at `at` ends; 0 where none of them stands there."""
    if at >= len(tokens):
        return 0
    if tokens[at].tag is Tag.PRONOUN and tokens[at].plural:
        return at + 1
    here = at + (tokens[at].tag is Tag.ALL)
    if here >= len(tokens) or tokens[here].tag not in (Tag.DEFINITE, Tag.OWN):
        return 0
    here += 1
    counted = here < len(tokens) and tokens[here].tag is Tag.NUMBER
    number = tokens[here].value if counted else None
    here += counted
    head = tokens[here] if here < len(tokens) else None
    if head is None or head.tag not in (Tag.KIND, Tag.GENERIC) or not head.plural:
        return 0
    alike = sum(kind in CLUSTERS if head.value in CLUSTERS else kind is head.value for kind in kinds)
    known = len(kinds) if head.tag is Tag.GENERIC else alike
    return here + 1 if known >= _FEWEST and number in (None, known) else 0
