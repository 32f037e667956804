"""Statements with a verb: what is said of whom ("both German partners are SMEs", "the Pole leads")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.eligibility.reader.grammar.elements import Bracket, Element
from assistant.eligibility.reader.grammar.predicate import (
    Predicate,
    compact,
    denied_beside,
    in_capacity,
    is_everyone,
    joins_others,
    loose_before,
    only_places,
    says_only,
)
from assistant.eligibility.reader.grammar.references import stands_alone
from assistant.eligibility.reader.grammar.row import TEAM
from assistant.eligibility.reader.grammar.seated_apart import SeatedApart
from assistant.eligibility.reader.grammar.subject import are_unnamed, is_further
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun, Scope
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token


class Predicates(SeatedApart):
    """Reads clauses with a subject and a verb."""

    def _statement(self, clause: Sequence[Element], verb: int, subject: int, question: bool) -> None:
        token = clause[verb]
        assert isinstance(token, Token)
        if subject:
            self._list(clause[:subject], False, question)
        subjects = [e for e in clause[subject:verb] if isinstance(e, NounPhrase)]
        predicate = self._sorted(token, clause[verb + 1 :])
        predicate.before = loose_before(clause[subject:verb])
        predicate.doubted = self._status.uncertain(loose_before(clause[:subject]))
        first = subjects[0]
        if (
            first.pronoun is Pronoun.WE
            and first.scope in (None, Scope.ONLY)
            and first.part is None
            and not predicate.scope
            and len(subjects) == 1
        ):
            self._about_us(first, predicate, question)
            return
        if self._is_whole(first, subjects, predicate):
            self._list(clause[verb + 1 :], False, question)
            return
        if self._sought(first, predicate):
            return
        if first.part is not None and self._introduces_part(first, predicate):
            return
        who = self._who(subjects, predicate, question, clause[subject:verb]) or []
        who = who if question else self._seated_apart(who, subjects, predicate)
        if not who:
            rest = clause[verb + 1 :]
            named = any(isinstance(element, NounPhrase) for element in rest)
            if named or first.scope or first.each:
                # "It is registered", "my friend is not" of nobody known says nothing of those named last.
                self._list(rest, False, question)
            return
        self._say(who, first, predicate, question)

    def _sorted(self, verb: Token, after: Sequence[Element]) -> Predicate:
        predicate = Predicate(verb, after)
        skip = False
        for at, element in enumerate(after):
            if isinstance(element, NounPhrase) and in_capacity(element, after, at):
                continue
            if isinstance(element, NounPhrase) and denied_beside(element, predicate, after, at):
                predicate.loose.pop()
                continue
            if isinstance(element, NounPhrase) and element.group and (element.count or 0) > TEAM:
                # "Our cluster has 120 members: 80 SMEs, …": the rest is on those whom it serves.
                break
            if joins_others(after, at) or self._begins_list(after, at, predicate):
                predicate.rest = after[at:]
                break
            if isinstance(element, Bracket):
                predicate.brackets.append(element)
            elif isinstance(element, Token):
                if element.tag is Tag.NOT_PARTNERS:
                    skip = True
                elif element.tag in (Tag.AND, Tag.COMMA):
                    skip = False
                predicate.loose.append(element)
            elif says_only(element):
                predicate.only = True
            elif element.scope is Scope.EXCEPT:
                predicate.excepted.append(element)
            elif element.bare_place:
                predicate.places.extend(element.attributive)
            elif (
                element.scope in (Scope.ALL, Scope.BOTH, Scope.NONE)
                and stands_alone(element)
                and not (element.places or element.group)
            ):
                predicate.scope = element.scope
            elif not skip:
                predicate.phrases.append(element)
        predicate.places = compact(predicate.places)
        return predicate

    def _begins_list(self, after: Sequence[Element], at: int, predicate: Predicate) -> bool:
        """Whether the statement ends at `at` and further partners are listed: ", a university from Porto and …"."""
        sign = after[at]
        following = after[at + 1] if at + 1 < len(after) else None
        if isinstance(following, Token) and following.tag is Tag.AND:
            following = after[at + 2] if at + 2 < len(after) else None
        if not isinstance(sign, Token) or sign.tag not in (Tag.COMMA, Tag.AND) or not isinstance(following, NounPhrase):
            return False
        said = predicate.phrases or predicate.brackets or predicate.verb.tag is not Tag.BE or predicate.loose
        counted = following.article or following.count is not None or following.perhaps
        if following.label:
            return bool(predicate.phrases or predicate.places)
        return (
            bool(said)
            and counted
            and not following.definite
            and bool(following.kind or following.places or following.perhaps)
        )

    def _is_whole(self, first: NounPhrase, subjects: Sequence[NounPhrase], predicate: Predicate) -> bool:
        """Whether the subject is the consortium itself and the predicate lists its partners."""
        if len(subjects) > 1 or not predicate.phrases:
            return False
        if first.group and not first.kind:
            return True
        if self._is_our_partner(first) and not first.ordinals:
            return self._names_another(predicate.phrases[0])
        listed = len(predicate.phrases) > 1 or predicate.phrases[0].quantity > 1 or bool(predicate.rest) or first.own
        return first.generic and first.plural and first.definite and not first.kind and not first.attributive and listed

    def _who(
        self, subjects: Sequence[NounPhrase], predicate: Predicate, question: bool, elements: Sequence[Element]
    ) -> list[Draft] | None:
        """The partners that the subject stands for; None if it stands for none that are known or introduced."""
        found: list[Draft] = []
        excepted: list[Draft] = []
        loose: list[Token] = []
        for element in elements:
            if isinstance(element, Bracket):
                self._bracket(element, self.context.last, question)
            elif isinstance(element, Token):
                loose.append(element)
            elif element.scope is Scope.EXCEPT or (excepted and not is_everyone(element)):
                excepted.extend(self._meant(element) or self._new_exception(element))
            elif found and loose and self._apposed(element, loose, found[-1:]):
                self._describe(found[-1:], element)
                loose = []
            else:
                meant = self._subject_drafts(element, predicate, question, loose)
                predicate.unresolved = predicate.unresolved or not meant
                found.extend(meant)
                loose = []
        if loose:
            self._attach(loose, found)
        if excepted:
            self.context.excepted = excepted
            everyone = found or self._everyone(subjects[0])
            gone = {id(d) for d in excepted}
            found = [d for d in everyone if id(d) not in gone]
            self._contrast(excepted, predicate)
        return list(dict.fromkeys(found)) or None

    def _subject_drafts(
        self, phrase: NounPhrase, predicate: Predicate, question: bool, loose: Sequence[Token]
    ) -> list[Draft]:
        if phrase.bare_place and (placed := self._placed(phrase)):
            return placed
        counted = phrase.count is not None and not phrase.definite and phrase.scope in (None, Scope.ONLY)
        plain = (phrase.generic or phrase.elliptic) and not (phrase.places or phrase.attributive)
        if counted and plain and not question:
            slots = self._slots(phrase, phrase.count or 1)
            if slots:
                return slots
            if phrase.elliptic and len(self.context.last) >= (phrase.count or 1) and not predicate.phrases:
                return self.context.last[: phrase.count]
            described = any(other.kind for other in predicate.phrases) and self.drafts.total is not None
            if phrase.elliptic and not described:
                return []
            new = [
                self.drafts.add(Draft(self.text[phrase.start : phrase.end])) for _ in range(min(phrase.count or 1, 50))
            ]
            self.context.slots = list(new)
            return new
        kinds = {other.kind for other in predicate.phrases if other.kind is not None}
        if self.describing and not question and are_unnamed(phrase, kinds, self.drafts):
            self.context.last = [self.drafts.add(Draft(self._source(phrase))) for _ in range(phrase.count or 1)]
            return self.context.last
        if (
            not question
            and self.context.last
            and is_further(phrase, predicate, self.drafts, describing=self.describing)
        ):
            alike = None if phrase.generic else self.context.last[-1].kind
            return [self.drafts.add(Draft(self.text[phrase.start : phrase.end], kind=alike))]
        if phrase.role_head and not phrase.article and not self.drafts.matching(phrase) and not question:
            target = self._named_in(predicate, question, every=phrase.plural)
            for draft in target:
                for role in phrase.roles:
                    draft.take_role(role, phrase.roles)
            return target
        return self._phrase(phrase, loose, question)

    def _named_in(self, predicate: Predicate, question: bool, *, every: bool) -> list[Draft]:
        """ "The coordinator is …", "the beneficiaries are … and …": the partners that the predicate names."""
        named: list[Draft] = []
        for phrase in list(predicate.phrases):
            found = self._phrase(phrase, [], question)
            if found:
                predicate.phrases = [other for other in predicate.phrases if other is not phrase]
                predicate.named = True
                predicate.elements = [e for e in predicate.elements if e is not phrase]
                named.extend(found)
            if named and not every:
                break
        return named

    def _sought(self, phrase: NounPhrase, predicate: Predicate) -> bool:
        """ "The third partner is still being sought": an open end, nobody of those known."""
        if not any(token.tag is Tag.SEEKING for token in predicate.loose):
            return False
        beyond = any(ordinal > len(self.drafts.all) for ordinal in phrase.ordinals)
        if not beyond and (phrase.definite or not (phrase.kind or phrase.generic)):
            return False
        phrase.perhaps = True
        return self._open_end(phrase)

    def _introduces_part(self, phrase: NounPhrase, predicate: Predicate) -> bool:
        """ "Four of which are clusters": so many of a stated total, not described before."""
        known = self._meant(phrase)
        wanted = phrase.part or 0
        ours = phrase.pronoun is Pronoun.WE and not known and any(p.kind for p in predicate.phrases)
        if len(known) >= wanted or (phrase.kind is None and self.drafts.total is None and not ours):
            if not known and phrase.kind is not None:
                self._introduce_counted(phrase)
            return False
        if phrase.kind is not None:
            self._introduce_counted(phrase)
            return False
        new = [self.drafts.add(Draft(self.text[phrase.start : phrase.end])) for _ in range(min(wanted, 50))]
        self.context.last = new
        self._say(new, NounPhrase(phrase.first, phrase.last, phrase.start, phrase.end), predicate, False)
        return True

    def _introduce_counted(self, phrase: NounPhrase) -> None:
        part, phrase.part, phrase.definite, own = phrase.part, None, False, phrase.own
        phrase.own = False
        self.introduce(replace(phrase, count=phrase.count or part))
        phrase.part, phrase.definite, phrase.own = part, True, own

    def _everyone(self, phrase: NounPhrase) -> list[Draft]:
        """All that a statement about "all" covers."""
        return (
            self.drafts.matching(phrase) if phrase.kind and phrase.scope is not Scope.EXCEPT else list(self.drafts.all)
        )

    def _say(self, who: list[Draft], subject: NounPhrase, predicate: Predicate, question: bool) -> None:
        excepted = [d for phrase in predicate.excepted for d in self._meant(phrase)]
        if excepted:
            self.context.excepted = excepted
            gone = {id(d) for d in excepted}
            who = [d for d in who if id(d) not in gone]
            self._contrast(excepted, predicate)
        if predicate.scope and len(who) < 2 and self.context.last:
            who = self.context.last if len(self.context.last) > 1 else list(self.drafts.all)
        status = self._stated(predicate)
        if predicate.only:
            subject = replace(subject, scope=Scope.ONLY)
        if subject.scope is Scope.ONLY and (predicate.unresolved or any(p.kind for p in predicate.phrases)):
            # Somebody meant by "only" is not known, or it is about what they are: nothing follows for the others.
            subject = replace(subject, scope=None)
        if status is not None:
            none = (predicate.scope or subject.scope) is Scope.NONE
            self._register(who, subject, Eccp.UNKNOWN if predicate.doubted else Eccp.NO if none else status)
        if predicate.verb.tag is Tag.ROLE_VERB:
            self._leads(who, predicate, question)
            return
        for token in predicate.loose:
            for draft in who if token.tag is Tag.LEGAL else ():
                draft.legal = token.value
        who = self._part_of(who, subject, predicate)
        if self._dealt_out(who, predicate):
            return
        if predicate.places and predicate.negated:
            self.context.denied = who
        elif predicate.places:
            self._fill(who, NounPhrase(0, 0), predicate.places, corrects=len(who) == 1)
        self._nominal(who, predicate, question)
        self.context.last = who or self.context.last
        for bracket in predicate.brackets:
            self._bracket(bracket, list(self.context.last), question)
        self._list(predicate.rest, False, question)

    def _dealt_out(self, who: Sequence[Draft], predicate: Predicate) -> bool:
        """ "The remaining three are a university and two SMEs": each phrase takes its number of those not described."""
        phrases = [e for e in (*predicate.elements,) if isinstance(e, NounPhrase)]
        fresh = all(d.kind is None and d.place is None and d.name is None for d in who)
        if predicate.verb.tag is not Tag.BE or predicate.negated or len(phrases) < 2 or not fresh or len(who) < 2:
            return False
        if any(p.definite or p.scope or p.pronoun for p in phrases) or sum(p.quantity for p in phrases) != len(who):
            return False
        free = list(who)
        for phrase in phrases:
            taken, free = free[: phrase.quantity], free[phrase.quantity :]
            self._fill(taken, phrase, self._places(phrase))
        self.context.last = list(who)
        return True

    def _leads(self, who: Sequence[Draft], predicate: Predicate, question: bool) -> None:
        """ "A Polish cluster leads the consortium, with clusters from Greece and Malta"."""
        for draft in who[:1]:
            draft.take_role(Role.COORDINATOR, [Role.COORDINATOR])
        for phrase in predicate.phrases:
            if not (phrase.definite or phrase.group or question):
                self.introduce(phrase)
        self._list(predicate.rest, False, question)

    def _part_of(self, who: list[Draft], subject: NounPhrase, predicate: Predicate) -> list[Draft]:
        """ "Two of them": so many of those of whom the statement is not yet known."""
        if subject.part is None or subject.part >= len(who):
            return who
        free = [d for d in who if d.place is None] if predicate.places else [d for d in who if d.kind is None]
        return (free or who)[: subject.part]

    def _nominal(self, who: list[Draft], predicate: Predicate, question: bool) -> None:
        """Predicate nouns: the first describes the subject, further counted ones introduce partners."""
        described = False
        for phrase in predicate.phrases:
            if phrase.group and not phrase.kind and not phrase.roles:
                continue
            if phrase.role_head and self._follows_as(predicate, phrase):
                for draft in who:
                    draft.take_role(phrase.roles[0], phrase.roles)
                continue
            if described and phrase.is_role and not predicate.negated:
                self._further_role(who, phrase, predicate)
                continue
            describes = phrase.kind or phrase.roles or phrase.name or phrase.generic or phrase.places
            fits = phrase.count is None or phrase.article or phrase.count == len(who)
            if describes and fits and not described and predicate.verb.tag is Tag.BE:
                described = True
                self._become(who, phrase, predicate)
            elif described and only_places(phrase):
                # "… are SMEs, both of them Danish"
                self._fill(who, NounPhrase(0, 0), phrase.attributive)
            elif phrase.definite:
                self._phrase(phrase, [], question)
            elif predicate.verb.tag is not Tag.BE and (predicate.negated or not (phrase.kind or phrase.sure)):
                continue
            elif not question:
                self.introduce(phrase)

    def _further_role(self, who: Sequence[Draft], phrase: NounPhrase, predicate: Predicate) -> None:
        """ "Is a beneficiary or an associated partner": another role; both stay possible after "or"."""
        open_ = any(token.tag is Tag.OR for token in predicate.loose)
        for draft in who:
            among = [*draft.roles, *phrase.roles] if open_ else phrase.roles
            for role in phrase.roles:
                draft.take_role(role, among)

    def _follows_as(self, predicate: Predicate, phrase: NounPhrase) -> bool:
        """Whether a role is taken: "joins only as associated partner"."""
        at = next((at for at, e in enumerate(predicate.elements) if e is phrase), 0)
        before = predicate.elements[at - 1] if at else None
        bare = not (phrase.kind or phrase.name or phrase.places or phrase.attributive)
        return bare and isinstance(before, Token) and before.tag is Tag.AS

    def _become(self, who: Sequence[Draft], phrase: NounPhrase, predicate: Predicate) -> None:
        kind = phrase.kind or phrase.name_kind
        for draft in who:
            if predicate.negated and kind is not None:
                if draft.kind is kind or draft.kind is None:
                    draft.kind = Kind.OTHER
                continue
            if kind is not None:
                draft.kind, draft.kind_open = kind, bool(phrase.kinds)
                self.context.kind = kind
        if predicate.negated:
            self.context.denied = list(who)
            return
        phrase.kind, places = None, self._places(phrase)
        self._fill(who, phrase, places)
