"""The members of a sentence as a plain list that the grammar reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.eligibility.reader.composed.members import Member
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_ADJECTIVES = (Tag.WORD, Tag.EUROPEAN, Tag.PLACE)
_PARTNERS = (Tag.GENERIC, Tag.NUMBER, Tag.OTHER, Tag.ROLE)


def written(members: Sequence[Member], tokens: Sequence[Token]) -> list[Token]:
    """The members as "partners: our cluster in Graz, a cluster in Bari", one as "we are …" or "there is …"."""
    start = tokens[0].start
    alone = len(members) == 1
    if alone and members[0].own:
        subject = Token(start, start, Tag.WE, words=("we",), plural=True)
        found = [subject, Token(start, start, Tag.BE, words=("are",), plural=True)]
    elif alone:
        subject = Token(start, start, Tag.FUNCTION, words=("there",))
        found = [subject, Token(start, start, Tag.BE, words=("is",))]
    else:
        own = Token(start, start, Tag.OWN, words=("our",))
        partners = Token(start, start, Tag.GENERIC, plural=True, words=("partners",))
        head = [own, partners] if _ours_unnamed(members, tokens) else [partners]
        found = [*head, Token(start, start, Tag.COLON, words=(":",))]
    for at, member in enumerate(members):
        here = member.head[0].start if member.head else member.kind.start
        found += [Token(here, here, Tag.COMMA, words=(",",))] if at else []
        found += _member(member, alone=alone)
    return found


def _ours_unnamed(members: Sequence[Member], tokens: Sequence[Token]) -> bool:
    """Whether the writer belongs to them but is not named here: "our partners are", "we have won over"."""
    partners = any(token.tag is Tag.OWN and after.tag in _PARTNERS for token, after in pairwise(tokens))
    spoken = partners or any(token.tag is Tag.WE for token in tokens)
    return spoken and not any(member.own for member in members)


def _member(member: Member, *, alone: bool) -> list[Token]:
    """ "Our wood cluster in Graz in Austria (lead)"."""
    assert member.seat is not None
    here = member.head[0] if member.head else member.kind
    determined = bool(member.head) and member.head[0].tag not in _ADJECTIVES
    rest = member.head[1:] if determined else member.head
    first = member.head[0] if determined else Token(here.start, here.start, Tag.ARTICLE, 1, words=("a",))
    if member.own and not alone and first.tag is not Tag.OWN:
        first = replace(first, tag=Tag.OWN, value=None, plural=False, words=("our",), small="", definite=False)
    elif not member.own and first.tag is Tag.OWN:
        first = replace(first, tag=Tag.DEFINITE, value=None, plural=False, words=("the",), small="", definite=True)
    elif alone and first.tag is Tag.OWN:
        first = replace(first, tag=Tag.ARTICLE, value=1, plural=False, words=("a",), small="")
    found = [first, *(token for token in rest if token.tag in _ADJECTIVES), member.kind]
    for place in (member.seat.place, member.seat.country):
        if place is not None:
            found += [Token(place.start, place.start, Tag.IN, words=("in",)), place]
    if member.role is not None:
        role = replace(member.role, plural=False)
        opened = Token(role.start, role.start, Tag.OPEN, words=("(",))
        found += [opened, role, Token(role.end, role.end, Tag.CLOSE, words=(")",))]
    return found
