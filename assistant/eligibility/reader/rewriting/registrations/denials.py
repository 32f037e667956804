"""Two denials that affirm ("nobody is without a profile"), and one that repeats "only" ("…, not the others")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH)
_MOST_BETWEEN = 8
_LONGEST_TAIL = 5
_TAIL = (
    Tag.NONE, Tag.NOT, Tag.OTHER, Tag.DEFINITE, Tag.BE, Tag.HAVE, Tag.GENERIC, Tag.KIND, Tag.FUNCTION, Tag.ALL,
    Tag.NUMBER, Tag.PRONOUN,
)  # fmt: skip


def plain_denials(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence on registrations without denials that say nothing new or the contrary of a denial."""
    if not any(token.tag is Tag.ECCP for token in tokens):
        return list(tokens)
    return _without_repeated(_affirmed(tokens, lexicon))


def _affirmed(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "None of the partners is missing on the ECCP" as "all of the partners are on the ECCP"."""
    lacking, raw = frozenset(lexicon.raw["lacking"]), lexicon.raw["denials"]
    for at, token in enumerate(tokens):
        nobody = token.tag is Tag.NONE or (
            token.is_one_of(frozenset(raw["no_kind"]))
            and [t.tag for t in tokens[at + 1 : at + 2]] in ([Tag.KIND], [Tag.GENERIC])
        )
        if not nobody:
            continue
        near = tokens[at + 1 : at + 1 + _MOST_BETWEEN]
        sign = next((n for n, t in enumerate(near) if t.tag in _SIGNS), len(near))
        lack = next((n for n, t in enumerate(near[:sign]) if lacking & set(t.words)), None)
        if lack is None or not any(t.tag is Tag.ECCP for t in tokens[at + 1 + lack :]):
            continue
        verb = any(t.tag in (Tag.BE, Tag.HAVE) and t.value != "not" for t in near[:lack])
        denied = any(t.value == "not" or t.tag is Tag.NOT for t in near[:lack])
        if denied:
            continue
        everyone = replace(token, tag=Tag.ALL, value=None, words=("all",), small="")
        subject = list(near[:lack])
        has = [] if verb else [replace(near[lack], tag=Tag.HAVE, value=None, words=("have",), small="")]
        before = list(tokens[:at])
        while before and " ".join(before[-1].words) in raw["there_is"]:
            before.pop()
        return [*before, everyone, *subject, *has, *_excepting(tokens[at + 2 + lack :])]
    return list(tokens)


def _excepting(tokens: Sequence[Token]) -> list[Token]:
    """ "… but the Lyon one" with "but" as "except"."""
    but = next((at for at, token in enumerate(tokens) if token.small == "but"), None)
    if but is None or any(token.tag in (Tag.BE, Tag.HAVE) for token in tokens[but:]):
        return list(tokens)
    return [*tokens[:but], replace(tokens[but], tag=Tag.EXCEPT, small=""), *tokens[but + 1 :]]


def _without_repeated(tokens: Sequence[Token]) -> list[Token]:
    """ "Only Porto is on the ECCP, none of the others" without what "only" has said already."""
    only = next((at for at, token in enumerate(tokens) if token.tag is Tag.ONLY), None)
    spoken = next((at for at, token in enumerate(tokens) if token.tag is Tag.ECCP), None)
    if only is None or spoken is None:
        return list(tokens)
    for at in range(max(only, spoken, len(tokens) - _LONGEST_TAIL - 2) + 1, len(tokens)):
        tail = tokens[at + 1 :]
        if tokens[at].tag not in _SIGNS or not 0 < len(tail) <= _LONGEST_TAIL:
            continue
        denied = any(t.tag in (Tag.NONE, Tag.NOT) or t.value == "not" for t in tail)
        others = any(t.tag is Tag.OTHER or t.small == "standing" for t in tail)
        if denied and others and all(t.tag in _TAIL for t in tail):
            return list(tokens[:at])
    return list(tokens)
