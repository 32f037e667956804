"""Changes of one fact of a partner already known: its role ("(v) steps back to associated partner"), its seat."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.grammar.elements import Element, elements_of
from assistant.eligibility.reader.later.facts import Facts
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Located, NounPhrase, Pronoun, merged_places
from assistant.eligibility.reader.tokens.articles import article_of
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_OF_SOMEBODY = (Role.AFFILIATED, Role.SUBCONTRACTOR)
_DOUBT = (Tag.PERHAPS, Tag.SEEKING)


class Moves(Facts):
    """Reads sentences that give one known partner another role or another place."""

    def move(self, tokens: Sequence[Token]) -> bool:
        """Takes a new role or place from a part of a sentence; False, and nothing changed, if it states none."""
        return self._takes_role(tokens) or self._hands_over(tokens) or self._moves_seat(tokens)

    def _swaps(self, tokens: Sequence[Token]) -> bool:
        """Whether somebody is replaced: a place in such a sentence is that of somebody else."""
        return False

    # -- roles -------------------------------------------------------------------------------------------------------

    def _takes_role(self, tokens: Sequence[Token]) -> bool:
        """ "Make the SME an associated partner", "the ministry only as associated partner", "they stay as …"."""
        tokens = _without_denied_roles(tokens, self._lexicon.particles.ending)
        role_at = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].tag is Tag.ROLE), None)
        if role_at is None or any(token.tag is Tag.ECCP for token in tokens):
            return False
        if self._no_beneficiary(tokens, role_at):
            return True
        tokens = self._without_principal(tokens, role_at)
        before = list(tokens[:role_at])
        while before and before[-1].tag in (
            Tag.ARTICLE,
            Tag.AS,
            Tag.ONLY,
            Tag.WORD,
            Tag.FUNCTION,
            Tag.BE,
            Tag.DEFINITE,
        ):
            if before[-1].tag is Tag.DEFINITE and tokens[role_at].value is not Role.COORDINATOR:
                return False
            before.pop()
        connecting = tokens[len(before) : role_at]
        after = [t for t in tokens[role_at + 1 :] if t.tag in (Tag.KIND, Tag.NAME, Tag.PLACE, Tag.BE, Tag.HAVE)]
        if after or any(t.tag is Tag.NOT or t.value == "not" for t in (*connecting, *before[-1:])):
            return False
        who = self._one_subject(before)
        if not connecting or not who:
            return False
        role: Role = tokens[role_at].value
        doubted = any(token.tag in _DOUBT for token in tokens)
        for draft in who:
            draft.roles = list(dict.fromkeys((*(draft.roles or [Role.BENEFICIARY]), role))) if doubted else [role]
        self.only_one_leads(who, role)
        self.context.last = who
        return True

    def _no_beneficiary(self, tokens: Sequence[Token], role_at: int) -> bool:
        """ "The university no longer takes part as a beneficiary": as something else, unsaid what."""
        denied = any(token.tag is Tag.NOT or token.value == "not" for token in tokens[:role_at])
        if not denied or tokens[role_at].value is not Role.BENEFICIARY or tokens[role_at].plural:
            return False
        who = self._one_subject([token for token in tokens[:role_at] if token.tag is not Tag.NOT])
        for draft in who:
            draft.roles = [Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR]
        self.context.last = who or self.context.last
        return bool(who)

    def _without_principal(self, tokens: Sequence[Token], role_at: int) -> Sequence[Token]:
        """The tokens without whose affiliated entity or subcontractor somebody is: "… of the Genoa cluster too"."""
        rest = tokens[role_at + 1 :]
        if tokens[role_at].value not in _OF_SOMEBODY or not rest or not self._begins_owner(rest[0]):
            return tokens
        end = next((at for at, t in enumerate(rest) if t.tag in (Tag.COMMA, Tag.BREAK, Tag.DASH)), len(rest))
        if any(token.tag in (Tag.KIND, Tag.PLACE, Tag.NAME) for token in rest[end:]):
            return tokens
        phrases = [e for e in elements_of(_after_preposition(rest[:end]), self._status) if isinstance(e, NounPhrase)]
        whole = len(phrases) == 1 and bool(self._already(phrases[0]))
        return tokens[: role_at + 1] if whole else tokens

    def _begins_owner(self, token: Token) -> bool:
        """Whether whose affiliated entity somebody is follows after a word: "of", "to", "for"."""
        particles = self._lexicon.particles
        return not (particles.owner | particles.sake).isdisjoint(token.words[:1])

    def _one_subject(self, tokens: Sequence[Token]) -> list[Draft]:
        """The known partners that the tokens speak of, if they speak of nobody else."""
        found: list[Draft] = []
        elements = elements_of(tokens, self._status)
        for at, element in enumerate(elements):
            if not isinstance(element, NounPhrase):
                continue
            if self._source(element).lower() in self._lexicon.raw["speaker"] or _only_acts(elements, at):
                continue
            known = self._already(element)
            if not known:
                return []
            found.extend(draft for draft in known if draft not in found)
        if found or any(isinstance(e, NounPhrase) for e in elements):
            return found
        return list(self.context.last) if len(self.context.last) == 1 else []

    def _already(self, phrase: NounPhrase) -> list[Draft]:
        """The partners already known that a phrase stands for; empty for one that introduces somebody."""
        if phrase.pronoun is Pronoun.THEY and not phrase.scope:
            return list(self.context.last) if phrase.plural or len(self.context.last) == 1 else []
        if phrase.roles and (phrase.kind or phrase.name or phrase.attributive):
            phrase = replace(phrase, roles=[])
        if phrase.group and not phrase.kind:
            return []
        if phrase.bare_place or self._refers(phrase):
            return self._meant(phrase)
        return []

    def only_one_leads(self, who: Sequence[Draft], role: Role) -> None:
        for draft in self.drafts.all if role is Role.COORDINATOR and len(who) == 1 else ():
            if draft is not who[0] and draft.roles == [Role.COORDINATOR]:
                draft.roles = [Role.BENEFICIARY]

    def _hands_over(self, tokens: Sequence[Token]) -> bool:
        """ "The Finns hand the coordination over to the Croats", "the Croats take over the lead"."""
        words, goal = self._lexicon.raw["lead_words"], self._lexicon.particles.goal
        at = next((at for at, token in enumerate(tokens) if token.words and token.words[-1] in words), None)
        if at is None:
            return False
        to = next((n for n in range(len(tokens) - 1, at, -1) if tokens[n].is_one_of(goal)), None)
        if to is None and any(token.tag is Tag.BE for token in tokens[at:]):  # "the lead is now with the Finns"
            held = self._lexicon.raw["held_by"]
            to = next((n for n in range(at + 1, len(tokens)) if tokens[n].is_one_of(held)), None)
        if to is not None:
            new = self._first(tokens[to + 1 :])
        elif any(set(token.words) & set(self._lexicon.raw["taking_words"]) for token in tokens[:at]):
            new = self._one_subject([t for t in tokens[:at] if t.tag is not Tag.DEFINITE or t is tokens[0]])
        else:
            return False
        if len(new) != 1:
            return False
        new[0].roles = [Role.COORDINATOR]
        self.only_one_leads(new, Role.COORDINATOR)
        giver = self._first(tokens[:at])
        self.context.last = giver if len(giver) == 1 and giver[0] is not new[0] else new
        return True

    def _first(self, tokens: Sequence[Token]) -> list[Draft]:
        phrase = next((e for e in elements_of(tokens, self._status) if isinstance(e, NounPhrase)), None)
        return self._already(phrase) if phrase is not None else []

    # -- places ------------------------------------------------------------------------------------------------------

    def _moves_seat(self, tokens: Sequence[Token]) -> bool:
        """ "P3 is SK", "its seat is Rome", "the coordinator has moved from Lyon to Cayenne", "by Limburg I mean …"."""
        elements = elements_of(tokens, self._status)
        if self._swaps(tokens):
            return False
        if any(_introduces(element) for element in elements) or any(t.tag is Tag.ECCP for t in tokens):
            return False
        places = [at for at, token in enumerate(tokens) if token.tag is Tag.PLACE and not token.value.excluded]
        seat = next((at for at, t in enumerate(tokens) if set(t.words) & set(self._lexicon.raw["seat_words"])), None)
        if not places or (seat is None and not any(self._labelled(element) for element in elements[:1])):
            return False
        goal = [at for at in places if at > (seat or 0) and not self._left(tokens, at)]
        first = next((at for at, t in enumerate(tokens) if t.tag in (Tag.BE, Tag.HAVE, Tag.COLON)), seat)
        if not goal or first is None:
            return False
        head = tokens[: min(first, seat if seat is not None else first)]
        who = self._one_subject([t for t in head if t.tag not in (Tag.COLON,)]) if head else list(self.context.last)
        if len(who) != 1:
            return False
        place = merged_places([Located(tokens[at].value, "" if n == 0 else ",") for n, at in enumerate(goal)])
        if len(place) != 1:
            return False
        who[0].place = place[0]
        self.context.last = who
        return True

    def _labelled(self, element: Element) -> bool:
        return isinstance(element, NounPhrase) and element.position

    def _left(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a place is where something was, or is not: "from Lyon to …", "not in Warsaw"."""
        particles = self._lexicon.particles
        before = tokens[max(0, at - 3) : at]
        moved = any(token.is_one_of(particles.goal) for token in tokens[at:])
        left = moved and any(particles.origin & set(token.words[:1]) for token in before[-1:])
        return left or any(token.tag is Tag.NOT for token in before)


def _only_acts(elements: Sequence[Element], at: int) -> bool:
    """Whether "we" only do something with somebody else: "we made the French …", not "we and the French …"."""
    phrase = elements[at]
    after = elements[at + 1] if at + 1 < len(elements) else None
    joined = isinstance(after, Token) and after.tag in (Tag.AND, Tag.COMMA)
    naming = (None, Pronoun.ONE)
    others = any(isinstance(e, NounPhrase) and e.pronoun in naming for e in elements[at + 1 :])
    return isinstance(phrase, NounPhrase) and phrase.pronoun is Pronoun.WE and others and not joined


def _after_preposition(tokens: Sequence[Token]) -> list[Token]:
    """The tokens after the first one; the article of an "of the" belongs to them."""
    return [*([article_of(tokens[0])] if tokens[0].definite else ()), *tokens[1:]]


def _without_denied_roles(tokens: Sequence[Token], ending: Container[str]) -> Sequence[Token]:
    """The tokens without ", not as a beneficiary" at their end."""
    denied = next((at for at, token in enumerate(tokens) if at and token.tag is Tag.NOT), None)
    after = [t for t in tokens[denied + 1 :] if not t.is_one_of(ending)] if denied is not None else []
    if denied is None or any(t.tag not in (Tag.AS, Tag.ARTICLE, Tag.ROLE, Tag.STOP) for t in after):
        return tokens
    before = tokens[:denied]
    while before and before[-1].tag in (Tag.COMMA, Tag.BREAK, Tag.AND):
        before = before[:-1]
    return before if any(token.tag is Tag.ROLE for token in before) else tokens


def _introduces(element: Element) -> bool:
    """Whether an element names somebody new: an organisation of a kind that is not a known one."""
    return isinstance(element, NounPhrase) and not element.definite and bool(element.kind) and not element.position
