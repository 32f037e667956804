"""Words beside partners that would be taken for partners: where they sit, which work package they lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_BEFORE_SEAT = (Tag.THEIR, Tag.DEFINITE, Tag.ARTICLE, Tag.WORD, Tag.EUROPEAN, Tag.ONLY, Tag.ECCP)
_MOST_BEFORE = 5
_MOST_KNOWING = 6


def without_asides(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence with "with its German seat in" as one preposition and with nobody who leads "WP2"."""
    found: list[Token] = []
    for at, token in enumerate(tokens[_knowing(tokens, lexicon) :], _knowing(tokens, lexicon)):
        if token.tag is Tag.ROLE and found and _is_package(found[-1:], lexicon):
            continue
        if token.tag is Tag.ROLE_VERB and _is_package(tokens[at + 1 : at + 3], lexicon):
            token = replace(token, tag=Tag.HAVE, value=None)
        if token.tag is Tag.IN and found:
            begin = _seat_from(found, lexicon)
            if begin is not None:
                token = replace(token, start=found[begin].start)
                del found[begin:]
        pointing = " ".join(word for before in found[-2:] for word in before.words)
        if token.tag is Tag.WE and pointing in lexicon.raw["pointing"]:
            # "… - that's us"
            del found[-2:]
            token = replace(token, small="ours")
        found.append(token)
    return found


def _knowing(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """How many tokens at the beginning only say that the writer knows ("I know that")."""
    words: list[str] = []
    used = 0
    for count, token in enumerate(tokens[:_MOST_KNOWING], 1):
        words.extend(token.words)
        used = count if " ".join(words) in lexicon.raw["knowing"] else used
    return used


def _is_package(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether `tokens` begin with a work package: "WP2", "work package 3"."""
    raw = lexicon.raw
    words = [word for token in tokens for word in token.words]
    if not words:
        return False
    sign = words[0].rstrip("0123456789")
    numbered = sign != words[0] and sign in (*raw["package_abbreviations"], *raw["package_words"])
    return numbered or any(" ".join(words[:length]) in raw["work_packages"] for length in (1, 2))


def _seat_from(tokens: Sequence[Token], lexicon: Lexicon) -> int | None:
    """Where "with its German seat" or "whose seat is" begins at the end of `tokens`; None if neither does."""
    at = len(tokens) - 1
    if tokens[at].tag is Tag.BE:
        at -= 1
    if at < 1 or not set(tokens[at].words) & set(lexicon.raw["seats"]):
        return None
    last = at
    while at > 0 and last - at < _MOST_BEFORE:
        before = tokens[at - 1]
        adjective = before.tag is Tag.PLACE and before.value.how in (How.ADJECTIVE, How.DEMONYM)
        if before.small == "whose" or before.is_one_of(lexicon.particles.possessing):
            return at - 1
        if not (adjective or before.tag in _BEFORE_SEAT):
            return None
        at -= 1
    return None
