"""Who left the platform, not the consortium: "Graz left the ECCP last year and won't come back" as "Graz withdrew from
it"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_BETWEEN = (Tag.IN, Tag.DEFINITE, Tag.FUNCTION)
_BESIDE = (Tag.PRONOUN, Tag.WE, Tag.FUNCTION, Tag.HAVE, Tag.BE, Tag.NOT)
_JOINTS = (Tag.AND, Tag.COMMA, Tag.BREAK)
_MOST_BETWEEN = 3
_MOST_BEFORE = 3
_MOST_RETURN = 6
_MOST_TIME = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of leaving a platform, of one language."""

    left: frozenset[str]
    leaves: frozenset[str]
    between: frozenset[str]
    platforms: frozenset[str]
    not_after: frozenset[str]
    returning: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> _Words:
        return cls(**{name: frozenset(words) for name, words in lexicon.raw["leaving_platform"].items()})


def off_platform(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence with each leaving of the platform as the withdrawal of a registration."""
    if not any(token.tag is Tag.ECCP for token in tokens):
        return list(tokens)
    words = _Words.of(lexicon)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _left(tokens, at, words)
        if not end:
            found.append(tokens[at])
            at += 1
            continue
        back, returned = _return(tokens, end, words)
        denied = _denied(found)
        if denied:
            # "Has not left the ECCP", "will never leave it".
            del found[-denied:]
            stays = replace(tokens[at], tag=Tag.BE, value=None, words=("stays",), small="")
            found += [stays, replace(tokens[end - 1], words=("on", "the", "eccp"))]
        elif returned or words.leaves & set(tokens[at].words):
            # It may still go, or is perhaps there again.
            may = replace(tokens[at], tag=Tag.HAVE, value=None, words=("plans",), small="")
            found += [may, replace(may, tag=Tag.WORD, words=("leaving",)), tokens[end - 1]]
        else:
            gone = replace(tokens[at], tag=Tag.ECCP, value=EccpWord.GONE, words=("withdrew",), small="")
            found += [gone, tokens[end - 1]]
        at = back
    return found


def _left(tokens: Sequence[Token], at: int, words: _Words) -> int:
    """Where the words end that say at `at` that somebody leaves the platform; 0 where none do."""
    gone = tokens[at].tag is Tag.ECCP and tokens[at].value is EccpWord.GONE
    if not (gone or (words.left | words.leaves) & set(tokens[at].words)):
        return 0
    end = at + 1
    while end < len(tokens) and end - at <= _MOST_BETWEEN and tokens[end].tag in _BETWEEN:
        if not set(tokens[end].words) <= words.between:
            return 0
        end += 1
    if end == len(tokens) or tokens[end].tag is not Tag.ECCP or " ".join(tokens[end].words) not in words.platforms:
        return 0
    after = tokens[end + 1].words if end + 1 < len(tokens) else ()
    return 0 if words.not_after & set(after) else end + 1


def _denied(before: Sequence[Token]) -> int:
    """How many words before a leaving deny it: "has not", "will never", "did not want to"."""
    for length in range(1, min(_MOST_BEFORE, len(before)) + 1):
        token = before[-length]
        if token.value == "not" or token.tag is Tag.NOT:
            had = length < len(before) and before[-length - 1].tag in (Tag.HAVE, Tag.BE)
            return length + had
        if token.tag not in _BESIDE:
            return 0
    return 0


def _return(tokens: Sequence[Token], end: int, words: _Words) -> tuple[int, bool]:
    """Behind "left the ECCP": where "and they don't come back" ends, and whether somebody came back."""
    joint = next((n for n in range(end, min(end + _MOST_TIME, len(tokens))) if tokens[n].tag in _JOINTS), None)
    if joint is None:
        return end, False
    at, denied = joint + 1, False
    while at < len(tokens) and at - joint <= _MOST_RETURN:
        if words.returning & set(tokens[at].words):
            return at + 1, not denied
        if tokens[at].tag not in (*_BESIDE, Tag.AND, Tag.WORD):
            break
        denied = denied or tokens[at].value == "not" or tokens[at].tag is Tag.NOT
        at += 1
    return end, False
