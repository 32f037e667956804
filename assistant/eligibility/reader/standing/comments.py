"""What stands around a statement on registrations: "…, but it is not confirmed yet" behind it, "none has a confirmed
profile yet, but all have applied" before it; "except that Graz has applied" as "except Graz, which has applied"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.STOP)
_SUBJECT = (Tag.DEFINITE, Tag.OWN, Tag.NUMBER, Tag.KIND, Tag.GENERIC, Tag.WE, Tag.PRONOUN, Tag.IN, Tag.WORD)
_AGAIN = (Tag.ALL, Tag.BOTH, Tag.EACH, Tag.PRONOUN, Tag.WE, Tag.DEFINITE, Tag.KIND, Tag.GENERIC, Tag.NUMBER)
_VERBS = (Tag.BE, Tag.HAVE)
_MOST_COMMENT, _FEWEST = 12, 2


def without_comments(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The sentence on registrations that were submitted, without what only says that they are not confirmed, and with
    exceptions in the plain form."""
    tokens = _except_that(tokens, lexicon)
    if not any(token.tag is Tag.ECCP and token.value is EccpWord.SUBMITTED for token in tokens):
        return list(tokens)
    return _without_denial(_without_last(tokens, lexicon), lexicon)


def _without_last(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Submitted for all, but it is not confirmed yet" without what follows the comma."""
    for at in range(len(tokens) - 1, max(1, len(tokens) - _MOST_COMMENT), -1):
        if tokens[at].tag not in _SIGNS or not any(token.tag is Tag.ECCP for token in tokens[:at]):
            continue
        said = " ".join(word for token in tokens[at:] for word in token.words if word[:1].isalpha())
        if said and any(re.fullmatch(pattern, said) for pattern in lexicon.raw["standing"]["unconfirmed"]):
            return _without_last(tokens[:at], lexicon)
    return list(tokens)


def _without_denial(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "None of us has a confirmed profile yet, but all of us have applied" as "all of us have applied"."""
    if not tokens or tokens[0].tag is not Tag.NONE:
        return list(tokens)
    verb = next((at for at, token in enumerate(tokens) if token.tag in _VERBS), 0)
    cut = next((at for at in range(verb, len(tokens)) if tokens[at].tag in _SIGNS and tokens[at].small != "carry"), 0)
    end = cut
    while end < len(tokens) and tokens[end].tag in _SIGNS:
        end += 1
    told = next((at for at in range(end, len(tokens)) if tokens[at].tag in _VERBS or tokens[at].tag is Tag.ECCP), 0)
    confirmed = any(token.is_one_of(lexicon.raw["standing"]["confirmed"]) for token in tokens[verb:cut])
    again = any(token.tag in (Tag.ALL, Tag.BOTH, Tag.EACH, Tag.PRONOUN) for token in tokens[end:told])
    plain = all(t.tag in _SUBJECT for t in tokens[1:verb]) and all(t.tag in _AGAIN for t in tokens[end:told])
    if not (verb and cut and told and confirmed and again and plain) or tokens[verb].value == "not":
        return list(tokens)
    if any(token.tag is Tag.NONE or token.value == "not" for token in tokens[end:]):
        return list(tokens)
    words = tuple(lexicon.raw["standing"]["all_of"].split())
    everybody = replace(tokens[0], tag=Tag.ALL, value=None, small="", plural=True, words=words)
    return [everybody, *tokens[1:verb], *tokens[told:]]


def _except_that(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "All are on it, except that the Greek one plans to" as "all are on it except the Greek one, which plans to"."""
    for at in range(_FEWEST, len(tokens) - _FEWEST):
        only = tokens[at].tag is Tag.ONLY and tokens[at - 1].tag in _SIGNS
        if not (only or tokens[at].tag is Tag.EXCEPT) or not tokens[at + 1].is_one_of(lexicon.raw["standing"]["that"]):
            continue
        verb = next((n for n in range(at + 2, len(tokens)) if tokens[n].tag in _VERBS), 0)
        if not verb or verb == at + 2 or any(token.tag in _SIGNS for token in tokens[at + 2 : verb]):
            return list(tokens)
        but = replace(tokens[at], tag=Tag.EXCEPT, value=None, small="")
        sign = Token(tokens[verb].start, tokens[verb].start, Tag.COMMA, words=(",",))
        which = replace(sign, tag=Tag.RELATIVE, words=(lexicon.raw["standing"]["which"],))
        return [*tokens[:at], but, *tokens[at + 2 : verb], sign, which, *tokens[verb:]]
    return list(tokens)
