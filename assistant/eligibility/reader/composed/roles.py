"""What a sentence says of a member's place in the consortium: "the coordinator is …", "… leads", "… is our fourth
partner"."""

from __future__ import annotations

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.composed.members import Words
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_ROLES = (Role.COORDINATOR, Role.BENEFICIARY)
_ENDS = (None, Tag.COMMA, Tag.AND, Tag.BREAK)


def good(token: Token) -> Token:
    """A role that this reading knows. Raises Unclear for others."""
    if token.value not in _ROLES:
        raise Unclear
    return token


def lead(token: Token) -> Token:
    """The role of a coordinator, as the words of `token` say it."""
    return Token(token.start, token.end, Tag.ROLE, Role.COORDINATOR, words=("lead",))


def role_before(words: Words, at: int) -> tuple[Token | None, int]:
    """The role told before a member, and where the words go on: "under the lead of", "(the) lead partner would be"."""
    if words.tag(at) is Tag.ROLE_BY:
        return lead(words.tokens[at]), at + 1
    here = at + (words.tag(at) in (Tag.DEFINITE, Tag.OWN))
    if words.tag(here) is not Tag.ROLE or words.tokens[here].plural:
        return None, at
    listed = words.is_verb(here + 1) or words.tag(here + 1) is Tag.COLON
    return (good(words.tokens[here]), here + 2) if listed else (None, at)


def role_behind(words: Words, at: int) -> tuple[Token | None, int]:
    """The role told behind a member, and where the words go on: "(lead)", "as coordinator", "leads", "is the
    coordinator"; `at` where none is told."""
    if words.tag(at) is Tag.ROLE_VERB and words.tag(at + 1) in _ENDS:
        return lead(words.tokens[at]), at + 1
    opened = words.tags(at, 3) == [Tag.OPEN, Tag.ROLE, Tag.CLOSE]
    said = at + 1 if opened or words.tag(at) is Tag.AS or words.is_verb(at) else at
    if said == at:
        return None, at
    said += words.tag(said) in (Tag.DEFINITE, Tag.ARTICLE)
    if words.tag(said) is not Tag.ROLE or words.tokens[said].plural:
        return None, at
    return good(words.tokens[said]), said + 1 + opened


def partner_behind(words: Words, at: int) -> tuple[Token | None, int]:
    """Where the words go on behind "is our fourth partner", "joins as fourth partner", "is a partner", with the role
    if it is one; `at` where nothing of the kind stands there."""
    here = at + (words.tag(at) is Tag.COMMA and words.is_verb(at + 1))
    if not (words.is_verb(here) or words.tag(here) is Tag.AS):
        return None, at
    here += 1
    told = here
    while words.tag(here) in (Tag.DEFINITE, Tag.OWN, Tag.ARTICLE):
        here += 1
    numbered = words.tag(here) is Tag.ORDINAL
    here += numbered
    noun = words.tokens[here] if here < len(words.tokens) else None
    named = noun is not None and noun.tag in (Tag.GENERIC, Tag.ROLE) and not noun.plural
    if noun is None or not named:
        return (None, here) if numbered and told < here else (None, at)
    here += 1
    if words.tags(here, 2) == [Tag.WORD, Tag.NUMBER]:
        here += 2
    return (good(noun) if noun.tag is Tag.ROLE else None), here
