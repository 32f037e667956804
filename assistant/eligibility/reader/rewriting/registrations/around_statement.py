"""A sentence on registrations without what adds nothing to it (", I asked"), with "only" for ", nobody else", with "all
the clusters are" for "the clusters are all"; and its parts, where each has a heading of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.STOP)
_JOINS = (*_SIGNS, Tag.AND)
_HEADS = (Tag.KIND, Tag.GENERIC)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ORDINAL, Tag.WE, Tag.OWN, Tag.OTHER)
_SCOPES = (Tag.ALL, Tag.BOTH, Tag.NONE, Tag.EACH, Tag.EXCEPT, Tag.ONLY, Tag.NOT, Tag.PRONOUN)
_PREDICATES = (Tag.BE, Tag.HAVE, Tag.ECCP, Tag.NOT, Tag.PERHAPS, Tag.NONE, Tag.ALL, Tag.BOTH)
_PART = ";"
_SEVERAL = 2


def put_plainly(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The sentence in the plain form."""
    return _floated(_headed(_nobody_else(_unchecked(tokens, lexicon), lexicon), lexicon))


def headed_parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """The parts of "registered: Graz and Bari; applied: Brno"; none if any has no heading that says a registration."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.tag is Tag.BREAK and " ".join(token.words) == _PART:
            parts.append([])
        else:
            parts[-1].append(token)
    parts = _told_for(parts)
    told = any(token.tag is Tag.ECCP and token.value is not EccpWord.TOPIC for token in tokens)
    return parts if told and len(parts) >= _SEVERAL and all(_is_headed(part) for part in parts) else []


def _told_for(parts: list[list[Token]]) -> list[list[Token]]:
    """ "ECCP: pending for Graz", "nothing for Brno, not registered" as "pending: Graz", "not registered: Brno"."""
    found: list[list[Token]] = []
    for part in parts:
        colon = next((at for at, token in enumerate(part) if token.tag is Tag.COLON), -1)
        heading = part[: colon + 1]
        leads = next((at for at in range(colon + 1, len(part)) if part[at].small == "purpose"), 0)
        said = part[colon + 1 : leads]
        names = any(token.tag in _NAMING for token in (*heading, *said))
        if not leads or not said or names or (heading and not any(token.tag is Tag.ECCP for token in heading)):
            found.append(part)
            continue
        comma = next((at for at in range(leads, len(part)) if _tells_status(part[at:])), len(part))
        said = said if any(token.tag is Tag.ECCP for token in said) else part[comma + 1 :]
        sign = Token(part[leads].start, part[leads].start, Tag.COLON, words=(":",))
        found.append([*said, sign, *part[leads + 1 : comma]] if said else part)
    return found


def _tells_status(tokens: Sequence[Token]) -> bool:
    """Whether ", not registered" is all that stands there."""
    begins = tokens[0].tag is Tag.COMMA and any(token.tag is Tag.ECCP for token in tokens)
    return begins and not any(token.tag in (*_NAMING, Tag.DEFINITE, Tag.COLON) for token in tokens)


def _is_headed(part: Sequence[Token]) -> bool:
    colon = next((at for at, token in enumerate(part) if token.tag is Tag.COLON), 0)
    told = any(token.tag is Tag.ECCP for token in part[:colon])
    return told and colon + 1 < len(part) and not any(token.tag in _NAMING for token in part[:colon])


def _headed(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "On the ECCP: only Graz", "ECCP registered: Graz" as "on the ECCP are only Graz"."""
    heading = [token.tag for token in tokens[:2]] == [Tag.ECCP, Tag.COLON]
    words = lexicon.raw["standing"]["on_it"]
    there = heading and (tokens[0].words[:1] in [(w,) for w in words] or tokens[0].words[-1:] in [(w,) for w in words])
    bare = not any(token.tag in _PREDICATES or token.value == "not" for token in tokens[2:])
    answers = any(token.is_one_of(each) for token in tokens[2:] for each in lexicon.raw["standing"]["answers"].values())
    if not there or not bare or answers:
        return list(tokens)
    are = replace(tokens[1], tag=Tag.BE, value=None, words=("are",), small="")
    return [tokens[0], are, *tokens[2:]]


def _unchecked(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "All three are, I asked" without how the writer knows."""
    sign = next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at].tag in _SIGNS and at + 1 < len(tokens)), 0)
    said = " ".join(word for token in tokens[sign + 1 :] for word in token.words)
    checked = any(re.fullmatch(pattern, said) for pattern in lexicon.raw["standing"]["checked"])
    return list(tokens[:sign]) if sign and checked else list(tokens)


def _nobody_else(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Graz is on it, nobody else" as "only Graz is on it", "on it are Graz and nobody else" likewise."""
    end = len(tokens) - (bool(tokens) and tokens[-1].tag is Tag.STOP)
    none = end - _SEVERAL
    if none <= 1 or tokens[none].tag is not Tag.NONE or not tokens[none + 1].is_one_of(lexicon.raw["standing"]["else"]):
        return list(tokens)
    last = none
    while last and tokens[last - 1].tag in _JOINS:
        last -= 1
    told = list(tokens[:last])
    others = [token for token in told if token.tag in _SCOPES]
    if any(token.tag is not Tag.ONLY for token in others) or any(token.value == "not" for token in told):
        return list(tokens)
    # "On the ECCP are Graz and Bari", "listed there: Graz" name them behind.
    at = next((n for n, token in enumerate(told) if token.tag is not Tag.ECCP), 0)
    at = at + 1 if at and told[at].tag in (Tag.BE, Tag.COLON) else 0
    only = Token(told[at].start, told[at].start, Tag.ONLY, words=("only",)) if at < len(told) else None
    return [*told[:at], *([only] if only is not None and not others else []), *told[at:]]


def _floated(tokens: Sequence[Token]) -> list[Token]:
    """ "The clusters are all on it" as "all the clusters are on it"."""
    tags = [token.tag for token in tokens[:4]]
    shaped = tags[:1] == [Tag.DEFINITE] and tags[1:2] and tags[1] in _HEADS and tags[2:] == [Tag.BE, Tag.ALL]
    if not shaped or not tokens[1].plural or tokens[2].value == "not":
        return list(tokens)
    everybody = replace(tokens[3], start=tokens[0].start, end=tokens[0].start)
    return [everybody, *tokens[:3], *tokens[4:]]
