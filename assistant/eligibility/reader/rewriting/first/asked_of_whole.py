"""Questions on a whole consortium put as its description: "is it ok if a cluster in Graz leads and …", "would a
proposal be possible with clusters from …", "we're talking about three clusters: …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Phrases, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_NAMED = (Tag.PLACE, Tag.NAME)
_TELLING = (
    Tag.PLACE, Tag.NAME, Tag.KIND, Tag.ECCP, Tag.ROLE, Tag.NOT, Tag.NONE, Tag.GENERIC, Tag.OTHER, Tag.COLON, Tag.WE,
    Tag.STOP, Tag.BREAK,
)  # fmt: skip
_OPENING = (Tag.ARTICLE, Tag.DEFINITE, Tag.OWN, Tag.EUROPEAN, Tag.WORD)
_LISTS = (Tag.ARTICLE, Tag.NUMBER, Tag.KIND, Tag.ECCP, Tag.DEFINITE, Tag.OWN, Tag.WORD, Tag.PLACE)
_FEWEST = 3
_LONGEST = 7
_MOST_BETWEEN = 10


def asked_of_whole(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a first sentence without what only asks whether those whom it lists may apply. A question on
    fewer than three seats is left alone: it may be one on a rule."""
    raw = lexicon.raw["asked_of_whole"]
    about = _length(tokens, phrases(raw["about"]))
    if about and about < len(tokens) and tokens[about].tag in _LISTS:
        return list(tokens[about:])
    named = sum(token.tag in _NAMED for token in tokens) >= _FEWEST and any(t.tag is Tag.KIND for t in tokens)
    if not named:
        return list(tokens)
    opening = _length(tokens, phrases(raw["whether"]))
    if opening and opening < len(tokens):
        colon = tokens[opening].tag is Tag.COLON
        return list(tokens[opening + colon :])
    return _with_whom(tokens, phrases(raw["verbs"]), phrases(raw["possible"]))


def _length(tokens: Sequence[Token], listed: Phrases) -> int:
    """How many tokens at the beginning are one of the phrases, the longest one."""
    words: list[str] = []
    ends: dict[int, int] = {}
    for count, token in enumerate(tokens[:_LONGEST], 1):
        if token.tag in _NAMED or not token.words:
            break
        words += token.words
        ends[len(words)] = count
    for length in range(len(words), 0, -1):
        if length in ends and listed.at(words[:length], 0)[1] == length:
            return ends[length]
    return 0


def _with_whom(tokens: Sequence[Token], verbs: Phrases, possible: Phrases) -> list[Token]:
    """ "Would a proposal covering both strands be possible with clusters from …" as "a proposal with clusters …"."""
    if not tokens or verbs.at(tokens[0].words or ("",), 0)[1] != len(tokens[0].words):
        return list(tokens)
    at = 1
    while at < len(tokens) and tokens[at].tag in _OPENING and at < _LONGEST:
        at += 1
    if at >= len(tokens) or tokens[at].tag is not Tag.GROUP:
        return list(tokens)
    for here in range(at + 1, min(at + 1 + _MOST_BETWEEN, len(tokens) - 1)):
        if tokens[here].tag in _TELLING:
            return list(tokens)
        said = [word for token in tokens[at + 1 : here] for word in token.words]
        joined = possible.within(said) and tokens[here].tag in (Tag.FUNCTION, Tag.IN, Tag.AND, Tag.HAVE)
        if joined and tokens[here + 1].tag in _LISTS:
            return [*tokens[1 : at + 1], *tokens[here:]]
    return list(tokens)
