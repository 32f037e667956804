"""Messages told of by a noun: "Porto sent us word that they …", "we have news from Porto: they …" is what Porto is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_Named = Callable[[Sequence[Token]], list[Draft]]
_BETWEEN = (Tag.WORD, Tag.FUNCTION, Tag.WE, Tag.DEFINITE, Tag.ARTICLE, Tag.HAVE, Tag.NUMBER, Tag.OWN, Tag.ORDINAL)
_AUXILIARY = (Tag.HAVE, Tag.BE, Tag.ONLY, Tag.FUNCTION)
_OPENING = (*_BETWEEN, Tag.COMMA, Tag.COLON, Tag.BREAK, Tag.DASH, Tag.AND, Tag.RELATIVE, Tag.IN)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.OTHER, Tag.ALL, Tag.BOTH)
_MOST_BETWEEN = 6  # words between the verb and what is sent, and between that and what it says
_MOST_SUBJECT = 8


def heard_from(tokens: Sequence[Token], named: _Named, talk: TalkWords) -> Sequence[Token]:
    """ "Graz sent us word that they are in" as "Graz are in"; a message on somebody else as what it says."""
    for at in range(len(tokens)):
        words = _words(tokens[at : at + 2])
        if not words or not talk.sending.at(words, 0)[1]:
            continue
        noun = _noun(tokens, at, talk)
        if noun is None or any(token.tag is Tag.NOT for token in tokens[: noun + 1]):
            continue
        subject, end = _sender(tokens, at, noun, named)
        if len(subject) and len(named(subject)) == 1 and (said := _told_by(tokens, end, named, subject)):
            return said
    return tokens


def _noun(tokens: Sequence[Token], at: int, talk: TalkWords) -> int | None:
    """Where the message sent by the verb at `at` stands: "word", "a short note"."""
    for n in range(at + 1, min(at + 1 + _MOST_BETWEEN, len(tokens))):
        if talk.messages.within(tokens[n].words):
            return n
        if tokens[n].tag not in _BETWEEN:
            return None
    return None


def _sender(tokens: Sequence[Token], at: int, noun: int, named: _Named) -> tuple[Sequence[Token], int]:
    """The words that name who sent the message, and where they and the message end."""
    before = list(tokens[:at])
    while before and before[-1].tag in _AUXILIARY:
        before.pop()
    if len(before) <= _MOST_SUBJECT and named(before):
        return before, noun + 1
    if any(token.tag is Tag.WE for token in before) and tokens[noun + 1 : noun + 2]:
        begin = noun + 1
        while begin < len(tokens) and tokens[begin].tag in (Tag.WORD, Tag.FUNCTION):
            begin += 1
        end = begin + 1
        while (
            end < len(tokens) and end - begin <= _MOST_SUBJECT and tokens[end].tag in (*_NAMING, Tag.DEFINITE, Tag.IN)
        ):
            if tokens[end].words == ("that",):
                break
            end += 1
        if begin < len(tokens) and tokens[begin].tag is Tag.IN:
            inside = tokens[begin]
            known = replace(inside, tag=Tag.DEFINITE, words=inside.words[-1:], small="")
            return [*([known] if len(inside.words) > 1 else []), *tokens[begin + 1 : end]], end
    return [], noun + 1


def _told_by(tokens: Sequence[Token], end: int, named: _Named, subject: Sequence[Token]) -> Sequence[Token] | None:
    """What a message that ends before `end` says, with its sender as subject where it speaks of itself."""
    for at in range(end, min(end + _MOST_BETWEEN, len(tokens))):
        token = tokens[at]
        if token.tag is Tag.PRONOUN:
            return [*subject, *of_themselves(tokens[at + 1 :])] if tokens[at + 1 :] else None
        if token.tag in _NAMING:
            return tokens[at:] if named(tokens[at:]) else None
        if token.tag not in _OPENING:
            return None
    return None


def of_themselves(tokens: Sequence[Token]) -> Sequence[Token]:
    """What somebody tells of itself: "were removed" is no leaving, but the end of a registration."""
    verb = next((at for at, token in enumerate(tokens) if token.tag not in (Tag.BE, Tag.HAVE)), 0)
    if not verb or tokens[verb].tag is not Tag.ECCP or tokens[verb].value is not EccpWord.GONE:
        return tokens
    if any(token.tag is Tag.GROUP for token in tokens[verb:]):
        return tokens  # "were removed from the consortium"
    passive = replace(tokens[verb], start=tokens[0].start, words=(*tokens[verb - 1].words, *tokens[verb].words))
    return [passive, *tokens[verb + 1 :]]


def _words(tokens: Sequence[Token]) -> list[str]:
    return [word for token in tokens for word in token.words]
