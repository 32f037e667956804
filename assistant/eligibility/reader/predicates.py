"""Statements with a verb: what is said of whom ("both German partners are SMEs", "all but the university are registered")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.eligibility.reader.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.elements import Bracket, Element
from assistant.eligibility.reader.lexicon import Tag
from assistant.eligibility.reader.phrases import NounPhrase, Place, Pronoun, Scope
from assistant.eligibility.reader.scan import Token
from assistant.eligibility.reader.statements import Statements, stands_alone


@dataclass
class Predicate:
    """What follows the verb, sorted: phrases, places, loose words."""

    verb: Token
    elements: Sequence[Element]
    phrases: list[NounPhrase] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    loose: list[Token] = field(default_factory=list)
    excepted: list[NounPhrase] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    rest: Sequence[Element] = ()
    before: Sequence[Token] = ()
    doubted: bool = False
    scope: Scope | None = None

    @property
    def negated(self) -> bool:
        return self.verb.value == "not" or any(token.tag is Tag.NOT for token in self.loose[:2])

    @property
    def bare(self) -> bool:
        """Whether nothing but "not" follows: "the Polish one is not"."""
        carriers = (Tag.NOT, Tag.FUNCTION, Tag.WORD, Tag.HAVE, Tag.PERHAPS)
        return not self.phrases and not self.places and all(t.tag in carriers for t in self.loose)


class Predicates(Statements):
    """Reads clauses with a subject and a verb."""

    def _statement(self, clause: Sequence[Element], verb: int, subject: int, question: bool) -> None:
        token = clause[verb]
        assert isinstance(token, Token)
        if subject:
            self._list(clause[:subject], False, question)
        subjects = [e for e in clause[subject:verb] if isinstance(e, NounPhrase)]
        predicate = self._sorted(token, clause[verb + 1 :])
        predicate.before = _loose_before(clause[subject:verb])
        predicate.doubted = self._status.uncertain(_loose_before(clause[:subject]))
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
        if first.part is not None and self._introduces_part(first, predicate):
            return
        who = self._who(subjects, predicate, question, clause[subject:verb])
        if who is None:
            self._list(clause[verb + 1 :], False, question)
            return
        self._say(who, first, predicate, question)

    def _sorted(self, verb: Token, after: Sequence[Element]) -> Predicate:
        predicate = Predicate(verb, after)
        skip = False
        for at, element in enumerate(after):
            if self._begins_list(after, at, predicate):
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
            elif element.scope is Scope.EXCEPT:
                predicate.excepted.append(element)
            elif element.bare_place:
                predicate.places.extend(element.attributive)
            elif element.scope in (Scope.ALL, Scope.BOTH, Scope.NONE) and stands_alone(element) and not element.places:
                predicate.scope = element.scope
            elif not skip:
                predicate.phrases.append(element)
        predicate.places = _compact(predicate.places)
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
        listed = len(predicate.phrases) > 1 or predicate.phrases[0].quantity > 1 or bool(predicate.rest) or first.own
        return first.generic and first.plural and first.definite and not first.kind and not first.attributive and listed

    # -- we ----------------------------------------------------------------------------------------------------------

    def _about_us(self, subject: NounPhrase, predicate: Predicate, question: bool) -> None:
        phrase = predicate.phrases[0] if predicate.phrases else None
        if predicate.verb.tag is Tag.ROLE_VERB and (phrase is None or phrase.group or phrase.definite):
            us = self._we(subject)
            us.take_role(Role.COORDINATOR, [Role.COORDINATOR])
            for bracket in predicate.brackets:
                self._bracket(bracket, [us], question)
            self._list(predicate.rest, False, question)
            return
        if (
            predicate.verb.tag is Tag.BE
            and phrase is not None
            and _is_one(phrase)
            and self._directly(predicate, phrase)
        ):
            self._introduce_us(subject, phrase, predicate)
            return
        if phrase is None or (phrase.role_head and not phrase.kind and phrase.quantity == 1):
            if self.writer is not None or (phrase is not None and self.drafts.all):
                self._say([self._we(subject)], subject, predicate, question)
            elif self.drafts.all:
                self._say(list(self.drafts.all), subject, predicate, question)
            elif predicate.places or self._status.speaks([predicate.verb, *predicate.loose]):
                self._say([self._we(subject)], subject, predicate, question)
            elif predicate.rest:
                self._list(predicate.rest, False, question)
            return
        self._list(predicate.elements, False, question)

    def _directly(self, predicate: Predicate, phrase: NounPhrase) -> bool:
        """Whether the phrase follows the verb with nothing but adverbs between."""
        for element in predicate.elements:
            if element is phrase:
                return True
            if not isinstance(element, Token) or element.tag not in (Tag.FUNCTION, Tag.ECCP, Tag.PERHAPS):
                return False
        return False

    def _introduce_us(self, subject: NounPhrase, phrase: NounPhrase, predicate: Predicate) -> None:
        """ "We are a cluster from Lyon": the writer's own organisation."""
        at = next(i for i, e in enumerate(predicate.elements) if e is phrase)
        if self.writer is None:
            found = self.introduce(phrase)
            if not found:
                found = [self.drafts.add(Draft(self.text[phrase.start : phrase.end]))]
                self._fill(found, phrase, self._places(phrase))
            self.writer = found[0]
            self.writer.writer = True
        else:
            self._fill([self.writer], phrase, self._places(phrase))
        self.context.last = [self.writer]
        self.context.sentence.append(self.writer)
        self._list(predicate.elements[at + 1 :], False, False)

    def _we(self, subject: NounPhrase) -> Draft:
        if self.writer is None:
            self.writer = self.drafts.add(Draft(self.text[subject.start : subject.end], writer=True))
        self.context.last = [self.writer]
        return self.writer

    # -- who ---------------------------------------------------------------------------------------------------------

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
            elif element.scope is Scope.EXCEPT or excepted:
                excepted.extend(self._meant(element))
            else:
                found.extend(self._subject_drafts(element, predicate, question, loose))
                loose = []
        if loose:
            self._attach(loose, found)
        if excepted:
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
        if (
            counted
            and (phrase.generic or phrase.elliptic)
            and not phrase.places
            and not phrase.attributive
            and not question
        ):
            slots = self._slots(phrase, phrase.count or 1)
            if slots:
                return slots
            if phrase.elliptic and self.context.last and not predicate.phrases:
                return self.context.last[: phrase.count]
            if phrase.elliptic:
                return []
            return [
                self.drafts.add(Draft(self.text[phrase.start : phrase.end])) for _ in range(min(phrase.count or 1, 50))
            ]
        if phrase.role_head and not phrase.article and not self.drafts.matching(phrase) and not question:
            target = self._named_in(predicate, question)
            for draft in target:
                for role in phrase.roles:
                    draft.take_role(role, phrase.roles)
            return target
        return self._phrase(phrase, loose, question)

    def _named_in(self, predicate: Predicate, question: bool) -> list[Draft]:
        """ "The coordinator is …": the partner that the predicate names."""
        for phrase in predicate.phrases:
            found = self._phrase(phrase, [], question)
            if found:
                predicate.phrases = [other for other in predicate.phrases if other is not phrase]
                predicate.elements = [e for e in predicate.elements if e is not phrase]
                return found
        return []

    def _introduces_part(self, phrase: NounPhrase, predicate: Predicate) -> bool:
        """ "Four of which are clusters": so many of a stated total, not described before."""
        known = self._meant(phrase)
        wanted = phrase.part or 0
        if len(known) >= wanted or (phrase.kind is None and self.drafts.total is None):
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
        self.introduce(phrase)
        phrase.part, phrase.definite, phrase.own = part, True, own

    def _everyone(self, phrase: NounPhrase) -> list[Draft]:
        """All that a statement about "all" covers."""
        return (
            self.drafts.matching(phrase) if phrase.kind and phrase.scope is not Scope.EXCEPT else list(self.drafts.all)
        )

    # -- what --------------------------------------------------------------------------------------------------------

    def _say(self, who: list[Draft], subject: NounPhrase, predicate: Predicate, question: bool) -> None:
        excepted = [d for phrase in predicate.excepted for d in self._meant(phrase)]
        if excepted:
            gone = {id(d) for d in excepted}
            who = [d for d in who if id(d) not in gone]
            self._contrast(excepted, predicate)
        scope = predicate.scope or subject.scope
        if predicate.scope and len(who) < 2 and self.context.last:
            who = self.context.last if len(self.context.last) > 1 else list(self.drafts.all)
        status = self._stated(predicate)
        if scope is Scope.NONE and status is not None:
            status = Eccp.NO
        if status is not None and predicate.doubted:
            status = Eccp.UNKNOWN
        if status is not None:
            self._register(who, subject, status)
        if predicate.verb.tag is Tag.ROLE_VERB:
            for draft in who[:1]:
                draft.take_role(Role.COORDINATOR, [Role.COORDINATOR])
            for phrase in predicate.phrases:
                if not phrase.definite and not phrase.group and not question:
                    self.introduce(phrase)
            self._list(predicate.rest, False, question)
            return
        for token in predicate.loose:
            if token.tag is Tag.LEGAL:
                for draft in who:
                    draft.legal = token.value
        if subject.part is not None and subject.part < len(who):
            free = [d for d in who if d.place is None] if predicate.places else [d for d in who if d.kind is None]
            who = (free or who)[: subject.part]
        if predicate.places:
            if predicate.negated:
                self.context.denied = who
            else:
                self._fill(who, NounPhrase(0, 0), predicate.places, corrects=True)
        self._nominal(who, predicate, question)
        self.context.last = who or self.context.last
        for bracket in predicate.brackets:
            self._bracket(bracket, list(self.context.last), question)
        if predicate.rest:
            self._list(predicate.rest, False, question)

    def _nominal(self, who: list[Draft], predicate: Predicate, question: bool) -> None:
        """Predicate nouns: the first describes the subject, further counted ones introduce partners."""
        described = False
        for phrase in predicate.phrases:
            if phrase.group and not phrase.kind and not phrase.roles:
                continue
            describes = phrase.kind or phrase.roles or phrase.name or phrase.generic or phrase.places
            fits = phrase.count is None or phrase.article or phrase.count == len(who)
            if describes and fits and not described and predicate.verb.tag is Tag.BE:
                described = True
                self._become(who, phrase, predicate)
            elif phrase.definite:
                self._phrase(phrase, [], question)
            elif predicate.verb.tag is not Tag.BE and (predicate.negated or not (phrase.kind or phrase.sure)):
                continue
            elif not question:
                self.introduce(phrase)

    def _become(self, who: Sequence[Draft], phrase: NounPhrase, predicate: Predicate) -> None:
        kind = phrase.kind or phrase.name_kind
        for draft in who:
            if predicate.negated and kind is not None:
                if draft.kind is kind or draft.kind is None:
                    draft.kind = Kind.OTHER
                continue
            if kind is not None:
                draft.kind, draft.kind_open = kind, bool(phrase.kinds)
        if predicate.negated:
            self.context.denied = list(who)
            return
        phrase.kind, places = None, self._places(phrase)
        self._fill(who, phrase, places)

    # -- registration ------------------------------------------------------------------------------------------------

    def _stated(self, predicate: Predicate) -> Eccp | None:
        """The registration stated, or the one carried over: "the Polish one is not", "only we are"."""
        tokens = [*predicate.before, predicate.verb, *predicate.loose]
        extra = [phrase.eccp for phrase in predicate.phrases if phrase.eccp is not None and not phrase.kind]
        if self._status.speaks(tokens, self.context.eccp_topic):
            status = self._status.of(tokens, self.context.eccp_topic)
            self.context.eccp_topic = True
            self.context.eccp = status
            return status
        if self.context.eccp_topic and predicate.bare and predicate.verb.tag in (Tag.BE, Tag.HAVE):
            if self._status.uncertain(tokens):
                return Eccp.UNKNOWN
            if predicate.negated:
                return Eccp.NO
            return Eccp.SUBMITTED if self.context.eccp is Eccp.SUBMITTED else Eccp.REGISTERED
        return extra[0] if extra else None

    def _register(self, who: Sequence[Draft], subject: NounPhrase, status: Eccp) -> None:
        if subject.part is not None and subject.part < len(who):
            self.partial.append((subject.part, list(who), status))
            return
        for draft in who:
            draft.eccp = status
        if subject.scope is Scope.ONLY:
            meant = {id(d) for d in who}
            for draft in self.drafts.all:
                if id(draft) not in meant:
                    draft.eccp = Eccp.NO if status is not Eccp.NO else Eccp.REGISTERED

    def _contrast(self, excepted: Sequence[Draft], predicate: Predicate) -> None:
        """Those excepted from a statement on registration have the opposite status."""
        status = self._stated(predicate)
        if status is None:
            return
        for draft in excepted:
            draft.eccp = (
                Eccp.REGISTERED if status is Eccp.NO else Eccp.NO if status is not Eccp.UNKNOWN else Eccp.UNKNOWN
            )

    def settle(self) -> None:
        """Counts without names ("two of the three") become statuses where the others are known."""
        for count, group, status in self.partial:
            clusters = [d for d in group if d.kind in CLUSTERS] or group
            open_ones = [d for d in clusters if d.eccp is None]
            if len(open_ones) == count:
                for draft in open_ones:
                    draft.eccp = status
            elif status in (Eccp.REGISTERED, Eccp.SUBMITTED):
                known = sum(1 for d in clusters if d.eccp in (Eccp.REGISTERED, Eccp.SUBMITTED))
                self.drafts.registered = max(count, known, self.drafts.registered or 0)


def _is_one(phrase: NounPhrase) -> bool:
    """Whether a phrase describes one organisation: "a cluster", "the lead partner", a name."""
    if phrase.group and not phrase.kind:
        return False
    single = (
        phrase.article
        or (phrase.name is not None and phrase.count is None)
        or (phrase.count is None and not phrase.plural)
    )
    return single and bool(phrase.kind or phrase.name or phrase.generic) and not phrase.scope


def _loose_before(elements: Sequence[Element]) -> list[Token]:
    """The words between the subject and its verb ("is still deciding whether to join")."""
    found: list[Token] = []
    for element in reversed(elements):
        if not isinstance(element, Token):
            break
        found.insert(0, element)
    return found


def _compact(places: Sequence[Place]) -> list[Place]:
    """ "Lyon", "France" as one place."""
    found: list[Place] = []
    for place in places:
        if found and set(found[-1].countries) == set(place.countries) and (not place.regions or not found[-1].regions):
            found[-1] = Place(place.countries, found[-1].regions or place.regions)
        else:
            found.append(place)
    return found
