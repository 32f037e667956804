""" "All are on the ECCP, just not Graz", "… - only Graz is not yet", "… (not Graz)" as "… except Graz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.DASH, Tag.OPEN, Tag.BREAK, Tag.AND)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.WE, Tag.OWN)
_PARTNER = (*_NAMING, Tag.DEFINITE, Tag.KIND, Tag.GENERIC, Tag.IN, Tag.NUMBER, Tag.AND, Tag.COMMA, Tag.WORD, Tag.BOTH)
_SCOPES = (Tag.ALL, Tag.EACH)
_EARLY = 5


def all_but(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence on all partners with the exception at its end behind "except"."""
    verb = next((n for n, token in enumerate(tokens) if token.tag in (Tag.BE, Tag.HAVE)), _EARLY)
    scope = any(token.tag in _SCOPES for token in tokens[: max(verb, _EARLY)])
    told = sum(token.tag in (Tag.BE, Tag.HAVE) and token.value == "not" for token in tokens)
    if not scope or told > 1 or any(token.tag in (Tag.EXCEPT, Tag.NONE, Tag.OTHER) for token in tokens):
        return list(tokens)
    for at in range(len(tokens) - 2, 1, -1):
        if tokens[at].tag not in _SIGNS:
            continue
        begin = at + 1
        while begin < len(tokens) and tokens[begin].tag in (Tag.BREAK, Tag.AND):
            begin += 1
        only = begin < len(tokens) and tokens[begin].tag is Tag.ONLY
        begin += only
        denied = begin < len(tokens) and tokens[begin].tag is Tag.NOT and len(tokens[begin].words) == 1
        left = tokens[begin + 1 :] if denied else _of_those(tokens[begin:], lexicon) if only else []
        left = [token for token in left if token.tag not in (Tag.CLOSE, Tag.STOP)]
        if left and any(t.tag in _NAMING for t in left) and all(token.tag in _PARTNER for token in left):
            but = replace(tokens[at], tag=Tag.EXCEPT, words=("except",), small="", value=None)
            return [*tokens[:at], but, *left]
    return list(tokens)


def _of_those(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Who "only X is not (registered) (yet)" is said of; nobody if the words say anything else."""
    verb = next((n for n, token in enumerate(tokens) if token.tag in (Tag.BE, Tag.HAVE)), 0)
    after = [word for token in tokens[verb + 1 :] if token.tag is not Tag.STOP for word in token.words]
    denied = bool(verb) and tokens[verb].value == "not"
    plain = all(word in lexicon.raw["standing"]["not_yet"] for word in after)
    return list(tokens[:verb]) if denied and plain else []
