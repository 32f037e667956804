"""The whole in front of its part: "of these, only Graz is registered", where a comma must not make a list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag

if TYPE_CHECKING:
    from assistant.eligibility.reader.tokens.scan import Token

_OF = ("of", "of_the")
_BEFORE = (Tag.STOP, Tag.BREAK, Tag.COLON)
_WHOLE = (Tag.PRONOUN, Tag.DEFINITE, Tag.NUMBER, Tag.KIND, Tag.GENERIC, Tag.ALL)
_NAMED = (Tag.PLACE, Tag.NAME, Tag.DEFINITE, Tag.WE, Tag.OWN)
_FOLLOWING = (*_NAMED, Tag.ONLY, Tag.NUMBER, Tag.NONE, Tag.ALL, Tag.BOTH, Tag.EXCEPT)
_MOST = 5


def wholes_joined(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without the comma in "of these, only Graz", without "of these," before those named by themselves, and
    with "of the three clusters" for "of these three clusters"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        begins = tokens[at].small in _OF and tokens[at].tag is Tag.IN and (not at or tokens[at - 1].tag in _BEFORE)
        end = _whole(tokens, at) if begins else at
        if end > at:
            comma = end < len(tokens) and tokens[end].tag is Tag.COMMA
            following = tokens[end + comma].tag if end + comma < len(tokens) else None
            if comma and following not in _FOLLOWING:
                comma = False
            part = _counted(tokens, end + 1) if comma else end + 1
            if comma and part > end + 1:
                found += [*tokens[end + 1 : part], *tokens[at:end]]  # "of these, two are" as "two of these are"
                at = part
                continue
            if not (comma and following in _NAMED):
                found += _plain(tokens[at:end], lexicon)
            at = end + comma
        else:
            found.append(tokens[at])
            at += 1
    return found


def _whole(tokens: Sequence[Token], at: int) -> int:
    """The token after "of these three clusters"; `at` if no plural of those known stands there."""
    end = at + 1
    while end < min(at + 1 + _MOST, len(tokens)) and tokens[end].tag in _WHOLE:
        end += 1
    inside = tokens[at + 1 : end]
    several = any(t.plural or (t.tag is Tag.NUMBER and t.value > 1) or t.tag is Tag.ALL for t in inside)
    return end if several else at


def _counted(tokens: Sequence[Token], at: int) -> int:
    """The token after "two", "only one" before a verb; `at` if nothing like that stands there."""
    end = at
    while end < len(tokens) and tokens[end].tag in (Tag.ONLY, Tag.NUMBER):
        end += 1
    counts = any(token.tag is Tag.NUMBER for token in tokens[at:end])
    return end if counts and end < len(tokens) and tokens[end].tag in (Tag.BE, Tag.HAVE) else at


def _plain(whole: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    of, *rest = whole
    if len(rest) > 1 and rest[0].tag is Tag.PRONOUN and rest[0].plural and of.small == "of":
        words = next(words for words, small in lexicon.small.items() if small == "of_the")
        return [replace(of, words=words, small="of_the", definite=True), *rest[1:]]
    return list(whole)
