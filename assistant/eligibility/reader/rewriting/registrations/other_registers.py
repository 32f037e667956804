"""A registration that is none on the platform: "registered as associations", "entered in the court register".

Whoever is in the commercial register, at the tax office or signed up for an event says nothing of the platform by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Phrases, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_ENDS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON, Tag.OPEN, Tag.CLOSE)
_COUNTING = ([Tag.ARTICLE], [Tag.NUMBER], [Tag.DEFINITE], [Tag.OWN])
_APART = ([Tag.DASH, Tag.IN], [Tag.COMMA, Tag.IN], [Tag.OPEN, Tag.IN])
_MOST_AFTER = 9
_MOST_BEFORE = 2


def without_other_registers(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence without its words on other registers than that of the platform."""
    said = frozenset(lexicon.raw["other_registers"]["said"])
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at, lexicon) if said & {*token.words[:1], *token.words[-1:]} and _bare(token) else at
        if end > at:
            begin = len(found)
            while (
                begin
                and len(found) - begin < _MOST_BEFORE
                and " ".join(found[begin - 1].words) in lexicon.raw["other_registers"]["leading"]
            ):
                begin -= 1
            del found[begin:]
            at = end
            continue
        found.append(token)
        at += 1
    return found


def _bare(token: Token) -> bool:
    """Whether a word does not name the platform itself."""
    return token.tag is not Tag.ECCP or token.value != EccpWord.TOPIC


def _end(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Where the words end that go with "registered" at `at`; `at` itself where they speak of no other register."""
    last = min(at + 1 + _MOST_AFTER, len(tokens))
    apart = [token.tag for token in tokens[at + 1 : at + 3]] in _APART  # "registered – in the company register"
    end = next(
        (n for n in range(at + 1 + apart, last) if tokens[n].tag in (*_ENDS, Tag.AND) and tokens[n].words != ("&",)),
        last,
    )
    if not _is_other(tokens, at, end, lexicon):
        return at
    described = [t.tag for t in tokens[max(0, at - 1) : at]]
    if described in _COUNTING and end > at + 1 and tokens[at + 1].tag in (Tag.KIND, Tag.GENERIC, Tag.WORD):
        return at + 1  # "a registered company in Porto"
    rest = next((n for n in range(end, len(tokens)) if tokens[n].tag in _ENDS), len(tokens))
    if not any(t.tag in (Tag.BE, Tag.HAVE, Tag.ECCP, Tag.KIND, Tag.PLACE, Tag.ALL) for t in tokens[end:rest]):
        return rest  # "… with the court and the tax office"
    return end


def _is_other(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon) -> bool:
    inside = tokens[at:end]
    if inside[0].tag is Tag.IN and any(token.tag is Tag.PLACE for token in inside):
        return False  # a seat: "registered in the municipality of Graz"
    if any(
        t.tag is Tag.ECCP
        and t.value == EccpWord.TOPIC
        and " ".join(t.words) not in lexicon.raw["other_registers"]["any"]
        for t in inside
    ):
        return False
    words = [word for token in inside for word in token.words]
    after, before = _phrases(lexicon)
    if len(inside) > 1 and (inside[1].tag is Tag.ARTICLE or inside[1].value in CLUSTERS):
        return False  # a partner of its own: "registered, an association from Porto", "registered clusters"
    if after.within(words[1:]):
        return True
    ahead = [word for token in tokens[max(0, at - 1) : at] for word in token.words]
    return bool(ahead) and before.within(ahead[-1:])


@lru_cache(maxsize=8)
def _phrases(lexicon: Lexicon) -> tuple[Phrases, Phrases]:
    raw = lexicon.raw["other_registers"]
    return phrases(raw["after"]), phrases(raw["before"])
