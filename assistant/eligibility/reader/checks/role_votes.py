"""Roles that count nowhere, held against the words beside them: who is said to be a partner like that, who got it.

An associated partner read as a beneficiary, or the other way round, turns a verdict. Where a sentence gives such a role
to partners it names and others got it, either may have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.witnesses import Named, Seats
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_ENDS = (Tag.COMMA, Tag.COLON, Tag.AND, Tag.DASH, Tag.BE, Tag.CLOSE, Tag.OPEN)
COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)


@dataclass(frozen=True, slots=True)
class _Said:
    """A part of a sentence: the roles it speaks of, those it names, whether the roles are a choice."""

    roles: tuple[Role, ...]
    named: Named
    choice: bool


class RoleVotes:
    """What the sentences of one message say of such roles."""

    def __init__(self, drafts: Drafts, lexicon: Lexicon, text: str) -> None:
        self._drafts = drafts
        self._lexicon = lexicon
        self._text = text
        self._said: list[_Said] = []

    def hear(self, sentence: Sequence[Token]) -> None:
        """Takes the roles that the parts of a sentence speak of."""
        part: list[Token] = []
        named = Named()
        for token in (*sentence, None):
            if token is not None and token.tag is not Tag.BREAK:
                part.append(token)
                continue
            named = Named.by(_without_principals(part, self._lexicon), self._text) or named
            roles = tuple(dict.fromkeys(other.value for other in part if other.tag is Tag.ROLE))
            if set(roles) & set(COUNTED_OUT):
                choice = len(roles) > 1 and any(other.tag is Tag.OR for other in part)
                self._said.append(_Said(roles, named, choice))
            part = []

    def settle(self) -> None:
        """Opens the role of those of whom a sentence says what was read of others."""
        seats = Seats(self._drafts)
        for said in self._said:
            named = said.named.among(self._drafts, seats) if said.choice else []
            if any(set(said.roles) <= set(draft.roles) for draft in named):
                continue
            for draft in named:
                if set(draft.roles) < set(said.roles):
                    draft.roles = list(said.roles)
        for role in COUNTED_OUT:
            self._settle(role, seats)

    def _settle(self, role: Role, seats: Seats) -> None:
        meant = [said.named.among(self._drafts, seats) for said in self._said if said.roles == (role,)]
        missed = [drafts for drafts in meant if drafts and not any(role in draft.roles for draft in drafts)]
        if not missed:
            return
        told = {id(draft) for drafts in meant for draft in drafts}
        taken = [draft for draft in self._drafts.all if draft.roles == [role] and id(draft) not in told]
        for draft in (*taken, *(draft for drafts in missed for draft in drafts)):
            _open(draft, role)


def _without_principals(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without those whose affiliated entity somebody is: "… of the Nice cluster: an SME"."""
    kept: list[Token] = []
    skips = False
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        of = lexicon.particles.owner & set(token.words[:1])
        if of and before is not None and before.tag is Tag.ROLE and before.value in COUNTED_OUT:
            skips = True
        elif token.tag in _ENDS:
            skips = False
        if not skips:
            kept.append(token)
    return kept


def _open(draft: Draft, role: Role) -> None:
    if Role.COORDINATOR not in draft.roles:
        draft.roles = list(dict.fromkeys((Role.BENEFICIARY, *draft.roles, role)))
