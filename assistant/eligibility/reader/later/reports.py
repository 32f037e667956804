"""How the writer came to know what a later message tells: "Graz told us on the phone that they …" is what Graz is.

Whoever says so of itself is taken at its word; what only introduces the news would stand between a partner and it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.later.messages import heard_from, of_themselves
from assistant.eligibility.reader.later.operations import Operations
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_Named = Callable[[Sequence[Token]], list[Draft]]
_HEADING = (
    Tag.WORD, Tag.FUNCTION, Tag.NUMBER, Tag.DEFINITE, Tag.ARTICLE, Tag.HAVE, Tag.WE, Tag.NOT_PARTNERS, Tag.BREAK,
    Tag.OTHER, Tag.BE, Tag.SEVERAL, Tag.IN, Tag.COMMA, Tag.MORE, Tag.PRONOUN,
)  # fmt: skip
_MOST_HEADING = 14
_MOST_NEWS = 5
_RATHER = (("instead",), ("rather",), ("not",))
_MOST_BEFORE = 8
_MOST_REPORTING = 9
_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_NAMING_ANYBODY = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.ORDINAL, Tag.WE, Tag.OWN, Tag.OTHER, Tag.ALL, Tag.BOTH)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ECCP, Tag.ORDINAL, Tag.OTHER, Tag.NOT, Tag.ALL, Tag.ROLE)
_BESIDE = (
    Tag.WORD,
    Tag.FUNCTION,
    Tag.WE,
    Tag.IN,
    Tag.DEFINITE,
    Tag.ARTICLE,
    Tag.ORDINAL,
    Tag.HAVE,
    Tag.NUMBER,
    Tag.OWN,
)
_HIMSELF = (Tag.PRONOUN, Tag.THEIR)


def told_plainly(tokens: Sequence[Token], named: _Named, talk: TalkWords) -> Sequence[Token]:
    """The tokens without the words that only say how the writer knows."""
    tokens = heard_from(_without_old_role(tokens), named, talk)
    tokens = _by_themselves(_learned(_after_heading(tokens, named, talk), named, talk), named, talk)
    return _announced(_demoted(tokens, named, talk))


def _after_heading(tokens: Sequence[Token], named: _Named, talk: TalkWords) -> Sequence[Token]:
    """ "Since yesterday two things changed: Graz …" as "Graz …", if that names a partner."""
    comma = next((at for at, token in enumerate(tokens[:_MOST_NEWS]) if token.tag is Tag.COMMA), None)
    announced = bool(comma) and any(talk.headings.within(token.words) for token in tokens[:comma])
    if comma and announced and all(t.tag in _HEADING for t in tokens[:comma]) and named(tokens[comma + 1 :]):
        return tokens[comma + 1 :]
    colon = next((at for at, token in enumerate(tokens[:_MOST_HEADING]) if token.tag is Tag.COLON), None)
    if not colon or any(token.tag not in _HEADING for token in tokens[:colon]):
        return tokens
    words = [word for token in tokens[:colon] for word in token.words]
    if talk.drop.within(words) or talk.add.within(words) or talk.instead.within(words) or talk.doubting.within(words):
        return tokens
    return tokens[colon + 1 :] if named(tokens[colon + 1 :]) else tokens


def _learned(tokens: Sequence[Token], named: _Named, talk: TalkWords) -> Sequence[Token]:
    """ "I've learned meanwhile that Porto …" as "Porto …", if that names a partner."""
    that = next((at for at, token in enumerate(tokens[:_MOST_BEFORE]) if token.words[-1:] == ("that",)), None)
    if not that or any(token.tag in _NAMING for token in tokens[:that]):
        return tokens
    words = [word for token in tokens[:that] for word in token.words]
    rest = tokens[that + 1 :]
    if talk.doubting.within(words):
        return tokens
    return rest if talk.learning.within(words) and named(rest) else tokens


def _by_themselves(tokens: Sequence[Token], named: _Named, talk: TalkWords) -> Sequence[Token]:
    """ "Graz told us that they sent it" as "Graz sent it"."""
    for at in range(1, len(tokens)):
        words = [word for token in tokens[at : at + 2] for word in token.words]
        length = talk.reporting.at(words, 0)[1] if tokens[at].words else 0
        if not length or not named(tokens[:at]):
            continue
        end = next((n for n in range(at, len(tokens)) if tokens[n].tag in _HIMSELF), None)
        if end is None or end - at > _MOST_REPORTING:
            return tokens
        between = tokens[at + 1 : end]
        plain = all(t.tag in (*_BESIDE, Tag.COMMA, Tag.COLON, Tag.AND) or t.words == ("that",) for t in between)
        if not plain or tokens[end].tag is Tag.THEIR:
            return tokens
        before = list(tokens[:at])
        while len(before) > 1 and before[-1].tag in (Tag.HAVE, Tag.BE, Tag.ONLY, Tag.FUNCTION):
            before.pop()
        return [*before, *of_themselves(tokens[end + 1 :])]
    return tokens


def _demoted(tokens: Sequence[Token], named: _Named, talk: TalkWords) -> Sequence[Token]:
    """ "Izmir won't be a partner any more, they only follow as associated partner" as "Izmir as associated partner"."""
    role = next((at for at, t in enumerate(tokens) if t.tag is Tag.ROLE and t.value in _COUNTED_OUT), None)
    if role is None:
        return tokens
    head = tokens[:role]
    sign = next((at for at in range(role - 1, 0, -1) if tokens[at].tag in (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.AND)), 0)
    if not sign or any(token.tag in _NAMING_ANYBODY for token in tokens[sign:role]):
        return tokens
    operations = Operations(talk)
    left = next((at for at in range(1, sign) if operations.leaving(head, at) or _denied(head, at, sign)), 0)
    if not left or len(named(tokens[:left])) != 1:
        return tokens
    begin = role
    while begin > sign + 1 and tokens[begin - 1].tag in (Tag.AS, Tag.ARTICLE, Tag.ONLY):
        begin -= 1
    kept = [token for token in tokens[:left] if token.tag not in (Tag.BE, Tag.HAVE)]
    link = tokens[begin:role] or [Token(tokens[role].start, tokens[role].start, Tag.AS, words=("as",))]
    return [*kept, *link, *tokens[role:]]


def _denied(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether it is denied at `at` that somebody is a partner or beneficiary."""
    partner = any(
        t.tag is Tag.GENERIC or (t.tag is Tag.ROLE and t.value is Role.BENEFICIARY) for t in tokens[at + 1 : end]
    )
    return partner and (tokens[at].tag is Tag.NOT or tokens[at].value == "not")


def _announced(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "We found a partner in Bavaria: a cluster in Hof" as "we found a cluster in Hof"."""
    for at, token in enumerate(tokens):
        if token.tag is not Tag.GENERIC or token.plural or not at:
            continue
        begin = next((n for n in range(at - 1, max(-1, at - _MOST_NEWS), -1) if tokens[n].tag is Tag.ARTICLE), None)
        sign = next((n for n in range(at + 1, len(tokens)) if tokens[n].tag not in (Tag.IN, Tag.PLACE)), len(tokens))
        after = [other.tag for other in tokens[sign : sign + 2]]
        if begin is None or after[:1] not in ([Tag.COLON], [Tag.COMMA], [Tag.DASH]) or after[1:] != [Tag.ARTICLE]:
            continue
        rest = tokens[sign + 1 : sign + 1 + _MOST_REPORTING]
        if any(t.tag is Tag.KIND for t in rest) and any(t.tag is Tag.PLACE for t in rest):
            return [*tokens[:begin], *tokens[sign + 1 :]]
    return tokens


def _without_old_role(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Subcontractor instead of beneficiary" without the role given up."""
    for at in range(1, len(tokens) - 1):
        old = tokens[at + 1 :]
        role = next((n for n, token in enumerate(old[:_MOST_NEWS]) if token.tag is Tag.ROLE), None)
        if role is None or old[role].value is not Role.BENEFICIARY or tokens[at].words[:1] not in _RATHER:
            continue
        before = next((token for token in reversed(tokens[:at]) if token.tag not in (Tag.COMMA, Tag.BREAK)), None)
        if before is not None and before.tag is Tag.ROLE and before.value in _COUNTED_OUT:
            return [*tokens[:at], *old[role + 1 :]]
    return tokens
