"""Sentences that people write around a description and that tell of no partner: "I hope you are well", "this is Jana
again, I wrote to you on Tuesday", "many firms in the sector suffer from high energy prices"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.introductions import Introductions
from assistant.eligibility.reader.rewriting.told_apart import told_apart
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 40
_ON_IT = (Eccp.REGISTERED, Eccp.SUBMITTED)
_MOST_NAMES = 2
# What would tell of a partner, and stands as a sign that no pattern knows.
_TELLING = (
    Tag.PLACE, Tag.GENERIC, Tag.ROLE, Tag.ROLE_VERB, Tag.ECCP, Tag.LEGAL, Tag.ORDINAL, Tag.BOTH, Tag.NONE, Tag.EXCEPT,
    Tag.RELATIVE,
)  # fmt: skip


def serious(
    sentences: Iterable[tuple[list[Token], bool]], statements: Introductions, lexicon: Lexicon
) -> Iterator[tuple[list[Token], bool]]:
    """The sentences, with whether each is a question, that are no pleasantries from the first word to the last."""
    for sentence, question in told_apart(sentences, lexicon) if statements.describing else sentences:
        if question or not _is_pleasantry(sentence, statements, lexicon):
            yield sentence, question


def _is_pleasantry(sentence: Sequence[Token], statements: Introductions, lexicon: Lexicon) -> bool:
    if len(sentence) > _LONGEST:
        return False
    line = " ".join(_sign(token) for token in sentence)
    always, where_registered = _patterns(lexicon)
    if always.fullmatch(line):
        return True
    # "We would like to submit before the deadline" may be said of a registration that is not sent yet.
    writer = statements.writer
    return writer is not None and writer.eccp in _ON_IT and bool(where_registered.fullmatch(line))


def _sign(token: Token) -> str:
    if token.tag is Tag.COMMA:
        return ","
    if token.tag is Tag.NAME:
        known = token.value.sure or token.value.place is not None or len(token.words) > _MOST_NAMES
        return "ORGANISATION" if known else "NAME"
    if token.tag is Tag.KIND:
        return "KK" if token.plural else "K"
    if token.tag is Tag.GROUP:
        return "G"
    return token.tag.name if token.tag in _TELLING else " ".join(token.words)


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = lexicon.raw["pleasantries"]
    before, after = raw["before"], raw["after"]
    both = ("|".join(raw[name]) for name in ("always", "where_registered"))
    always, where_registered = (re.compile(f"{before}(?:{patterns}){after}") for patterns in both)
    return always, where_registered
