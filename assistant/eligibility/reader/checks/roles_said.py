"""Roles that a sentence says without the grammar seeing whose: "the SME we only subcontract", "… without budget".

Looks for the partner in the part of the sentence in which the words stand, else in the nearest part before. Where more
than one may be meant, the role is left open for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.grammar.elements import elements_of
from assistant.eligibility.reader.grammar.references import References
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_CUTS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON, Tag.OPEN, Tag.CLOSE)
_NAMES_ONE = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME, Tag.ARTICLE, Tag.NUMBER, Tag.DEFINITE)
_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_DOUBTS = (Tag.NOT, Tag.NONE, Tag.PERHAPS, Tag.OR, Tag.EXCEPT)


class RolesSaid:
    """Gives partners the roles that sentences say of them."""

    def __init__(self, statements: References, status: Status, lexicon: Lexicon) -> None:
        self._statements = statements
        self._drafts: Drafts = statements.drafts
        self._status = status
        self._many = frozenset(lexicon.raw["many_verbs"])
        self._slight = frozenset(lexicon.raw["slight"])  # "gets a small subcontract" says as much without it
        said = lexicon.raw["roles_said"]
        self._sure = {Role(name): phrases(words["sure"]) for name, words in said.items()}
        self._open = {Role(name): phrases(words["open"]) for name, words in said.items()}

    def after(self, sentence: Sequence[Token], before: int) -> None:
        """Looks at a sentence that was read. `before`: the number of partners before it."""
        parts = _parts(sentence, self._many)
        for at, part in enumerate(parts):
            words = [word for token in part for word in token.words if word not in self._slight]
            roles = {token.value for token in part if token.tag is Tag.ROLE and token.value in _COUNTED_OUT}
            unread = [role for role in roles if not any(role in draft.roles for draft in self._drafts.all)]
            named = [role for role, cues in self._sure.items() if cues.within(words)]
            doubted = any(token.tag in _DOUBTS or token.value == "not" for token in part)
            for role in [*named, *(unread if not named else [])]:
                self._give(role, parts, at, before, sure=not doubted)
            for role, cues in self._open.items():
                if not named and not roles and cues.within(words):
                    self._give(role, parts, at, before, sure=False)

    def _give(self, role: Role, parts: Sequence[Sequence[Token]], at: int, before: int, *, sure: bool) -> None:
        meant = self._whom(parts, at, before)
        if any(set(draft.roles) & set(_COUNTED_OUT) for draft in meant):
            return
        for draft in meant:
            if sure and len(meant) == 1:
                draft.take_role(role, [role])
            elif not draft.roles or draft.roles == [Role.BENEFICIARY]:
                draft.roles = [Role.BENEFICIARY, role]

    def _whom(self, parts: Sequence[Sequence[Token]], at: int, before: int) -> list[Draft]:
        """The partners named in the part at `at`, else in the nearest part before it that names any."""
        for part in reversed(parts[: at + 1]):
            if found := self._named_in(part, before):
                return found
        fresh = self._drafts.all[before:]
        return list(fresh) if len(fresh) == 1 else []

    def _named_in(self, part: Sequence[Token], before: int) -> list[Draft]:
        found: list[Draft] = []
        for phrase in elements_of(part, self._status):
            if not isinstance(phrase, NounPhrase) or phrase.pronoun in (Pronoun.WE, Pronoun.OURS) or phrase.own:
                continue
            described = phrase.kind or phrase.name or phrase.places or phrase.attributive
            if not (phrase.pronoun or described or phrase.ordinals or phrase.other):
                continue
            meant = self._statements.meant(phrase) if phrase.pronoun or phrase.definite else []
            if not meant and phrase.pronoun is None:
                fresh = self._drafts.matching(phrase, self._drafts.all[before:])
                meant = fresh or self._drafts.matching(phrase)
            found.extend(draft for draft in meant if all(draft is not other for other in found))
        return found


def _parts(sentence: Sequence[Token], many: frozenset[str]) -> list[list[Token]]:
    """A sentence cut at its signs, before "which" and before "and" where the next partner is named; not before
    "Lyon and Graz take part"."""
    parts: list[list[Token]] = [[]]
    joined = False
    for at, token in enumerate(sentence):
        if token.tag in _CUTS or token.tag is Tag.RELATIVE:
            parts.append([])
            joined = False
        elif token.tag is Tag.AND and at + 1 < len(sentence) and sentence[at + 1].tag in _NAMES_ONE:
            parts.append([])
            joined = True
        else:
            if joined and set(token.words) & many and len(parts) > 1:
                last = parts.pop()
                parts[-1].extend(last)
                joined = False
            parts[-1].append(token)
    return [part for part in parts if part]
