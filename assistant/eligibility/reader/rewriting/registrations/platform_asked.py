"""Sentences that ask first and answer then: "ECCP: the first three yes" as "the first three are on the ECCP"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_FEWEST = 4
_NAMING = (Tag.ORDINAL, Tag.NAME, Tag.PLACE, Tag.NUMBER)
_PLAIN = (*_NAMING, Tag.DEFINITE, Tag.KIND, Tag.GENERIC, Tag.AND, Tag.COMMA, Tag.IN)


def answered(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with one answer for all those named turned into a statement on them."""
    if len(tokens) < _FEWEST or tokens[0].tag is not Tag.ECCP or tokens[1].tag is not Tag.COLON:
        return list(tokens)
    named, last = tokens[2:-1], tokens[-1]
    answers = bool(last.words) and lexicon.yes.at(last.words, 0)[1] == len(last.words)
    topic = tokens[0].value in (EccpWord.TOPIC, EccpWord.TOPIC.value)
    if not (answers and topic and all(t.tag in _PLAIN for t in named) and any(t.tag in _NAMING for t in named)):
        return list(tokens)
    verb = replace(last, tag=Tag.BE, words=("are",), value=None, small="")
    return [*named, verb, replace(tokens[0], start=last.start, end=last.end)]
