"""A question on a rule told as a sentence: "I would like to know whether clusters from Serbia may take part"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_OPENING = 3
_LONGEST_OPENING = 14
_WHOLE = 3  # seats from which on "whether A, B and C can apply together" asks for a consortium
_NAMING = (
    Tag.KIND, Tag.PLACE, Tag.NAME, Tag.NUMBER, Tag.ROLE, Tag.ECCP, Tag.GENERIC, Tag.GROUP, Tag.COLON, Tag.BREAK,
)  # fmt: skip
_OF_THEIRS = (Tag.WE, Tag.OWN, Tag.NUMBER, Tag.GROUP, Tag.COLON, Tag.ECCP, Tag.STOP, Tag.BREAK)


def asks_of_rule(sentence: Sequence[Token], words: Sequence[str], talk: TalkWords, lexicon: Lexicon) -> bool:
    """Whether a sentence of a first message only asks, or reports, whom a rule allows. One that lists three seats who
    apply together, or counts them, or speaks of the writer's own, may describe a consortium."""
    few = sum(token.tag is Tag.PLACE for token in sentence) <= 1
    whether = few and any(talk.tell_whether.at(words, at)[1] for at in range(min(len(words), _OPENING)))
    if (whether or talk.asked_whether.within(words)) and talk.may_be.within(words):
        return True
    raw = lexicon.raw["rules_asked"]
    for at, token in enumerate(sentence[:_LONGEST_OPENING]):
        asking = [word for each in sentence[:at] for word in each.words]
        if not token.words or token.words[-1] not in raw["whether"] or not phrases(raw["asking"]).within(asking):
            if token.tag in _NAMING:
                return False
            continue
        asked = sentence[at + 1 :]
        rest = [word for each in asked for word in each.words]
        if not phrases(raw["allowed"]).within(rest) or any(each.tag in _OF_THEIRS for each in asked):
            return False
        if not all(any(each.tag is tag for each in asked) for tag in (Tag.KIND, Tag.PLACE)):
            return False  # "they ask whether they can come in as …"
        seats = sum(each.tag in (Tag.PLACE, Tag.NAME) for each in asked)
        return seats < _WHOLE or not phrases(lexicon.raw["together"]).within(rest)
    return False
