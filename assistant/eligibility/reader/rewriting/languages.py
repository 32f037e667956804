"""Languages that writers speak, where nobody sits: "sorry for my English", "I can also write in French"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_LANGUAGES = (How.ADJECTIVE, How.DEMONYM)
_BETWEEN = (Tag.WORD, Tag.FUNCTION, Tag.AND, Tag.OR, Tag.IN)
_NOUNS = (Tag.KIND, Tag.GENERIC, Tag.CROWD, Tag.NAME, Tag.WORD, Tag.ROLE, Tag.NUMBER, Tag.GROUP, Tag.ECCP)
_JOINTS = (Tag.AND, Tag.OR, Tag.COMMA)
_MOST_BETWEEN = 4


def without_languages(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence with the languages of its writer as plain words."""
    raw = lexicon.raw["spoken_languages"]
    speaking, sorry = frozenset(raw["speaking"]), frozenset(raw["sorry"])
    excuse = any(sorry & set(token.words) for token in tokens)
    found = list(tokens)
    spoken = False  # a language was just named: "French or German"
    for at, token in enumerate(tokens):
        if not _may_be(token):
            spoken = spoken and token.tag in _JOINTS
            continue
        ends = at + 1 == len(tokens) or tokens[at + 1].tag not in _NOUNS
        before = tokens[max(0, at - _MOST_BETWEEN) : at]
        spoken = ends and (spoken or _spoken(before, speaking) or (excuse and _own(before)))
        if spoken:
            found[at] = replace(token, tag=Tag.WORD, value=None)
    return found


def _may_be(token: Token) -> bool:
    return token.tag is Tag.PLACE and token.value.how in _LANGUAGES


def _spoken(before: Sequence[Token], speaking: frozenset[str]) -> bool:
    """Whether words of speaking or writing stand right before a language, and nobody between."""
    for token in reversed(before):
        if speaking & set(token.words):
            return True
        if token.tag not in _BETWEEN:
            return False
    return False


def _own(before: Sequence[Token]) -> bool:
    """Whether it is "my" or "our" language: "my poor English"."""
    rest = [token for token in before if token.tag not in (Tag.WORD, Tag.FUNCTION)]
    return bool(rest) and rest[-1].tag is Tag.OWN
