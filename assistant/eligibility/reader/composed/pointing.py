"""Words that point at members counted or named before: "one in Brno", "the second partner is", "the last"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.composed.members import Group, Words
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token


def points_back(tokens: Sequence[Token], kinds: Sequence[Kind | None]) -> bool:
    """Whether a sentence may speak of partners that were counted or named before: "the second cluster is in Bari"; or
    of others than some who should have been named: "further partners are"."""
    tags = {token.tag for token in tokens}
    if not kinds:
        return bool(tags & {Tag.OTHER, Tag.MORE}) and not tags & {Tag.WE, Tag.OWN, Tag.NUMBER, Tag.ARTICLE}
    ordinals = [token.value for token in tokens if token.tag is Tag.ORDINAL]
    if len(ordinals) == 1 and sum(token.tag is Tag.PLACE for token in tokens) == 1:
        return not _counts_on(ordinals[0], tokens, kinds)
    definite = any(_is_definite(token) for token in tokens)
    several = sum(token.tag is Tag.PLACE for token in tokens) > 1
    return bool(ordinals) or (len(kinds) > 1 and several and (definite or bool(tags & {Tag.OTHER, Tag.OWN, Tag.WE})))


def _counts_on(ordinal: int, tokens: Sequence[Token], kinds: Sequence[Kind | None]) -> bool:
    """Whether "the fourth" is told after three have been named; "the last" is one of a new kind."""
    said = [token.value for token in tokens if token.tag is Tag.KIND]
    last = ordinal < 0 and None not in kinds and not set(said) & set(kinds)
    return last or ordinal == len(kinds) + 1


def _is_definite(token: Token) -> bool:
    several = token.tag is Tag.NUMBER and token.value > 1
    return several or token.definite or token.tag in (Tag.DEFINITE, Tag.PRONOUN)


def stands_for_one(words: Words, at: int) -> bool:
    """Whether "one", "another", "the third" stands at `at` for one of a kind, before its seat."""
    tags = words.tags(at, 3)
    token = words.tokens[at]
    seated = [n for n in (1, 2, 3) if words.tag(at + n) is Tag.IN or words.phrase(at + n, words.seated)]
    length = seated[0] if seated else 0
    if length == 1:
        number = token.tag is Tag.NUMBER and token.value == 1
        return number or token.tag is Tag.OTHER or token.is_one_of(words.those) or token.tag is Tag.ORDINAL
    second = words.tokens[at + 1] if length else token
    begins = tags[:1] in ([Tag.DEFINITE], [Tag.ARTICLE])
    if length == 2:
        one = second.tag is Tag.NUMBER and second.value == 1
        other = second.tag is Tag.OTHER and not second.plural
        return begins and (one or other or second.tag is Tag.ORDINAL)
    third = words.tokens[at + 2] if length == 3 else token
    return length == 3 and begins and second.tag in (Tag.ORDINAL, Tag.OTHER) and third.small == "one"


def numbered(words: Words, at: int) -> int:
    """Where the words go on behind "partner number two is", "the second partner is", "the first is"; `at` where
    nothing of the kind stands there."""
    here = at + (words.tag(at) in (Tag.DEFINITE, Tag.OWN))
    if words.tag(here) is Tag.ORDINAL:
        here += 1 + (words.tag(here + 1) in (Tag.GENERIC, Tag.ROLE))
    elif words.tag(here) is Tag.GENERIC and not words.tokens[here].plural:
        here += 1
        here += words.tag(here) is Tag.WORD
        if words.tag(here) is not Tag.NUMBER:
            return at
        here += 1
    else:
        return at
    return here + (words.is_verb(here) or words.tag(here) is Tag.COLON)


def only_kind(kinds: Sequence[Kind | None], tokens: Sequence[Token]) -> Group | None:
    """The kind of the only partner named before, which "one" may stand for."""
    kind = kinds[0] if len(kinds) == 1 else None
    here = tokens[0].start
    return Group([], Token(here, here, Tag.KIND, kind, words=(kind.value,)), None) if kind is not None else None
