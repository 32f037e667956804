""" "Of the three clusters only two are registered" as "only two of the three clusters are registered"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_STARTS = (Tag.COMMA, Tag.BREAK, Tag.AND, Tag.DASH)
_WHOLES = (Tag.PRONOUN, Tag.OTHER, Tag.KIND, Tag.GENERIC, Tag.WE, Tag.ROLE)
_PARTS = (Tag.NONE, Tag.ONLY, Tag.NUMBER, Tag.ALL, Tag.BOTH, Tag.EXCEPT)
_ONE_WORD = (Tag.NONE, Tag.ALL)
_OF = ("of", "of_the")
_NAMED = (Tag.PLACE, Tag.NAME, Tag.WE, Tag.OWN)
_COUNTING = (Tag.NUMBER, Tag.KIND, Tag.GENERIC, Tag.DEFINITE)
_COUNTED = (Tag.NUMBER, Tag.DEFINITE)
_MOST_WHOLE = 6
_MOST_PART = 4
_MOST_NAMED = 24


def whole_last(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with each whole that stands before its part behind it, and "we others" as "the others"."""
    tokens = _out_of(_we_others(tokens), lexicon)
    for at, token in enumerate(tokens):
        opens = token.small in _OF and (not at or tokens[at - 1].tag in _STARTS)
        found = _turned(tokens, at) or _dropped(tokens, at) if opens else None
        if found is not None:
            return _named_last(found)
    return _named_last(tokens)


def _we_others(tokens: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.tag is Tag.WE and [t.tag for t in tokens[at + 1 : at + 2]] == [Tag.OTHER]:
            continue
        us = token.tag is Tag.OTHER and at > 0 and tokens[at - 1].tag is Tag.WE
        found.append(replace(token, words=("the", *token.words)) if us else token)
    return found


def _out_of(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """ "From the three clusters only two", "out of these three one" with "of"."""
    if len(tokens) < _MOST_PART or tokens[0].tag not in (Tag.IN, Tag.FUNCTION):
        return tokens
    first, following = tokens[:2]
    opens = " ".join(first.words) in lexicon.raw["out_of"] and following.tag in _COUNTED
    number = next((at for at, t in enumerate(tokens[:_MOST_PART]) if t.tag is Tag.NUMBER), None)
    if not opens or number is None or not any(t.tag in _PARTS for t in tokens[number + 1 : number + _MOST_PART]):
        return tokens
    definite = first.definite or following.tag is Tag.DEFINITE
    small = _OF[definite]
    words = next(words for words, other in lexicon.small.items() if other == small)
    of = replace(first, tag=Tag.IN, words=words, small=small, value=None, definite=definite)
    return [of, *tokens[2 if following.tag is Tag.DEFINITE else 1 :]]


def _turned(tokens: Sequence[Token], at: int) -> list[Token] | None:
    """The tokens with the whole that begins at `at` behind its part; None where none of the two is there."""
    ahead = range(at + 2, min(at + 2 + _MOST_WHOLE, len(tokens)))
    part = next((n for n in ahead if tokens[n].tag in _PARTS and _ends(tokens, n)), None)
    if part is None:
        return None
    longest = _MOST_NAMED if tokens[part].tag is Tag.ONLY else _MOST_PART
    near = range(part + 1, min(part + 1 + longest, len(tokens)))
    verb = next((n for n in near if tokens[n].tag in (Tag.BE, Tag.HAVE, Tag.ECCP)), None)
    if verb is None:
        return None
    whole = [token for token in tokens[at + 1 : part] if token.tag is not Tag.COMMA]
    definite = [Token(whole[0].start, whole[0].start, Tag.DEFINITE, words=("the",))] if _is_definite(tokens[at]) else []
    counting = [*tokens[part:verb]]
    named = tokens[part].tag is Tag.ONLY and any(token.tag in (*_NAMED, Tag.ORDINAL) for token in counting)
    if named and not any(token.tag is Tag.PLACE for token in whole):
        return [*tokens[:at], *tokens[part:]]  # "of the three only Graz is"
    if len(counting) == 1 and counting[0].tag in _ONE_WORD:
        if whole[0].tag is Tag.OTHER:
            whole[0], definite = replace(whole[0], words=("the", *whole[0].words[-1:])), []
        joined = replace(counting[0], words=(*counting[0].words[:1], "of"))
        return [*tokens[:at], joined, *definite, *whole, *tokens[verb:]]
    return [*tokens[:at], *counting, tokens[at], *whole, *tokens[verb:]]


def _dropped(tokens: Sequence[Token], at: int) -> list[Token] | None:
    """The tokens without a whole that stands before those it is said of: "of the three clusters Graz and Linz are"."""
    begin = at + 1
    while begin < len(tokens) and tokens[begin].tag in _COUNTING:
        begin += 1
    if begin == at + 1 or begin + 1 >= len(tokens):
        return None
    end = begin + (tokens[begin].tag is Tag.COMMA)
    counted = tokens[begin - 1].tag is Tag.NUMBER or tokens[begin - 1].plural
    named = tokens[end].tag in _NAMED and any(token.tag is Tag.ECCP for token in tokens[end : end + _MOST_NAMED])
    return [*tokens[:at], *tokens[end:]] if counted and named else None


def _named_last(tokens: list[Token]) -> list[Token]:
    """ "(Only) one of them is on the ECCP, Graz" as "(only) Graz is on the ECCP"."""
    only = [token for token in tokens[:1] if token.tag is Tag.ONLY]
    number = tokens[len(only)] if len(tokens) > len(only) else None
    if number is None or number.tag is not Tag.NUMBER:
        return tokens
    verb = next((at for at, token in enumerate(tokens) if token.tag in (Tag.BE, Tag.HAVE)), len(tokens))
    spoken = next((at for at, token in enumerate(tokens) if at > verb and token.tag is Tag.ECCP), len(tokens))
    sign, tail = tokens[spoken + 1 : spoken + 2], tokens[spoken + 2 :]
    signed = [token.tag for token in sign] in ([Tag.COMMA], [Tag.COLON], [Tag.DASH])
    if tail and tail[0].tag is Tag.CALLED:
        tail = tail[1:]
    named = sum(token.tag in (Tag.PLACE, Tag.NAME) for token in tail)
    plain = all(token.tag in (*_NAMED, *_COUNTING, Tag.AND, Tag.COMMA) for token in tail)
    if not signed or not plain or named != number.value or any(t.tag is Tag.NOT for t in tokens[verb:spoken]):
        return tokens
    return [*only, *tail, *tokens[verb : spoken + 1]]


def _is_definite(of: Token) -> bool:
    return of.small == _OF[1]


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a whole ends before `at`: "of these, | two", "of the three clusters | only two"."""
    apart = tokens[at - 1].tag is Tag.COMMA
    before = tokens[at - 2] if apart else tokens[at - 1]
    if before.tag is Tag.NUMBER:  # "of the three only two", "of the three, two", but not "of the three two"
        return apart or tokens[at].tag is not Tag.NUMBER
    return before.tag in _WHOLES
