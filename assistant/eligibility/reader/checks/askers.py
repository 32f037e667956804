"""The office at which a writer was asked of somebody else's consortium: "at the ministry in Helsinki I was given …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Phrases, Tag
from assistant.eligibility.reader.tokens.scan import Token

_OPENING = 4
_LONGEST_OFFICE = 10
_AHEAD = 7
_IN_OFFICE = (Tag.KIND, Tag.NAME, Tag.PLACE, Tag.DEFINITE, Tag.IN, Tag.WORD, Tag.OWN, Tag.EUROPEAN, Tag.GENERIC)


def without_office(sentence: Sequence[Token], asks: Phrases, gone: Phrases) -> Sequence[Token]:
    """The sentence without "at the ministry in Helsinki" before "I was given", and "at the chamber" after "we"."""
    for at, token in enumerate(sentence):
        beside = at <= _OPENING or sentence[at - 1].tag is Tag.WE
        if token.tag is not Tag.IN or not token.words or not beside or _length(sentence, at) == 0:
            continue
        end = at + _length(sentence, at)
        before, after = sentence[:at], sentence[end:]
        writer = [t.tag for t in after[:1]] == [Tag.WE] and at <= _OPENING
        writer = writer or (at > 0 and before[-1].tag is Tag.WE)
        words = [word for other in after[:_AHEAD] for word in other.words]
        if writer and (asks.within(words) or gone.within(words)):
            return [*before, *after]
    return sentence


def _length(sentence: Sequence[Token], at: int) -> int:
    """How many tokens a place of work takes that begins at `at`; 0 if there is none, or a cluster's."""
    end = at + 1
    while end < len(sentence) and end - at < _LONGEST_OFFICE and sentence[end].tag in _IN_OFFICE:
        end += 1
    office = sentence[at + 1 : end]
    named = any(t.tag in (Tag.KIND, Tag.NAME, Tag.GENERIC) for t in office)
    led = bool(office) and (office[0].tag in (Tag.DEFINITE, Tag.OWN, Tag.NAME) or len(sentence[at].words) > 1)
    clusters = any(t.tag is Tag.KIND and t.value in CLUSTERS for t in office)
    return end - at if named and led and not clusters else 0
