"""What sentences say: who is introduced, who is meant, and what is stated of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.eligibility.consortium import Eccp, FurtherPartners, Kind, Role
from assistant.eligibility.reader.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.elements import Bracket, Element, clauses_of, elements_of, is_verb
from assistant.eligibility.reader.lexicon import Lexicon, Tag
from assistant.eligibility.reader.phrases import NounPhrase, Place, Pronoun, Scope
from assistant.eligibility.reader.scan import Token
from assistant.eligibility.reader.status import Status

_MANY = 2
_MOST_PARTNERS = 20_000
# More organisations of a kind than this, without a place, are those that the project serves.
_MOST_UNNAMED = 25


@dataclass
class Context:
    """What a sentence can lean on: who was spoken of last, members without a description yet, a heading's kind."""

    last: list[Draft] = field(default_factory=list)
    slots: list[Draft] = field(default_factory=list)
    heading: NounPhrase | None = None
    listing: bool = False
    kind: Kind | None = None
    roles: list[Role] = field(default_factory=list)
    place: Place | None = None
    eccp_topic: bool = False
    eccp: Eccp | None = None
    sentence: list[Draft] = field(default_factory=list)
    forward: list[Draft] = field(default_factory=list)
    denied: list[Draft] = field(default_factory=list)
    one_role: bool = False
    headed: bool = False
    eccp_heading: bool = False


class Statements:
    """Reads sentences one after the other into `drafts`."""

    def __init__(self, text: str, lexicon: Lexicon, drafts: Drafts) -> None:
        self.text = text
        self.drafts = drafts
        self.context = Context()
        self.writer: Draft | None = None
        self._lexicon = lexicon
        self._status = Status(text, lexicon)
        self.partial: list[tuple[int, list[Draft], Eccp]] = []

    def forget(self, *, keep_writer: bool = False) -> None:
        """Takes back everything read so far, the writer's own organisation on demand not."""
        writer = self.writer if keep_writer else None
        self.drafts.clear()
        self.context, self.writer, self.partial = Context(), writer, []
        if writer is not None:
            self.drafts.add(writer)

    def speaks_of_registration(self, tokens: Sequence[Token]) -> bool:
        return self._status.speaks(tokens)

    # -- sentences ---------------------------------------------------------------------------------------------------

    def sentence(self, tokens: Sequence[Token], *, item: bool = False, question: bool = False) -> None:
        """Reads one sentence or list item. `question`: it introduces nobody unless it describes a consortium."""
        elements = elements_of(tokens, self._status, item)
        context = self.context
        context.sentence, context.forward, context.denied, context.eccp_heading = [], [], [], False
        if not item:
            context.place, context.listing, context.roles = None, False, []
        before = len(self.drafts.all)
        for clause in clauses_of(elements):
            self._clause(self._without_self_description(clause), item, question)
        if len(self.drafts.all) > before:
            context.last = context.sentence or context.last

    def _clause(self, clause: Sequence[Element], item: bool, question: bool) -> None:
        if self.context.denied and self._instead(clause):
            return
        verb = next(
            (at for at, e in enumerate(clause) if is_verb(e) and any(isinstance(x, NounPhrase) for x in clause[:at])),
            None,
        )
        if verb is None or item:
            self._list(clause, item, question)
            return
        subject = self._subject(clause[:verb])
        self._statement(clause, verb, subject, question)

    def _instead(self, clause: Sequence[Element]) -> bool:
        """ "… is not a cluster but an SME", "… but from Grenoble": what is true instead."""
        denied, self.context.denied = self.context.denied, []
        phrases = [e for e in clause if isinstance(e, NounPhrase)]
        if len(phrases) != 1 or any(is_verb(e) for e in clause) or phrases[0].definite:
            return False
        for draft in denied:
            draft.kind = phrases[0].kind or draft.kind
        self._fill(denied, phrases[0], [*phrases[0].places, *phrases[0].attributive], corrects=True)
        return True

    def _without_self_description(self, clause: list[Element]) -> list[Element]:
        """Takes "we (a cluster from Calabria)" and "we, a cluster from Calabria," as the writer's own organisation."""
        for at, element in enumerate(clause[:-1]):
            if not (isinstance(element, NounPhrase) and element.pronoun is Pronoun.WE and not element.scope):
                continue
            following = clause[at + 1]
            inside: list[Element] = following.elements if isinstance(following, Bracket) else []
            used = 1
            if isinstance(following, Token) and following.tag in (Tag.COMMA, Tag.DASH):
                inside, used = clause[at + 2 : at + 3], 2
            phrase = next((e for e in inside if isinstance(e, NounPhrase)), None)
            if phrase is None or not (phrase.kind or phrase.name) or phrase.quantity != 1:
                return clause
            if self.writer is not None and (self.writer.place or self.writer.name):
                return clause
            if used == 2 and not (phrase.article or phrase.name):
                return clause
            if self.writer is None:
                self.writer = self.introduce(phrase)[0]
                self.writer.writer = True
            else:
                self.writer.kind = phrase.kind or self.writer.kind
                self._fill([self.writer], phrase, self._places(phrase))
            if isinstance(following, Bracket):
                self._list([e for e in inside if e is not phrase], True, False)
            return [*clause[: at + 1], *clause[at + 1 + used :]]
        return clause

    def _subject(self, before: Sequence[Element]) -> int:
        """Where the subject begins: the last phrase before the verb with those joined to it."""
        phrases = [at for at, element in enumerate(before) if isinstance(element, NounPhrase)]
        first = phrases[-1]
        last = before[first]
        assert isinstance(last, NounPhrase)
        if last.scope is Scope.EXCEPT and len(phrases) > 1:
            return phrases[-2]
        if last.scope or last.part is not None or (last.pronoun and last.pronoun is not Pronoun.ONE) or last.other:
            return first
        for at in reversed(phrases[:-1]):
            between = before[at + 1 : first]
            if (
                all(
                    isinstance(e, Bracket) or (isinstance(e, Token) and e.tag in (Tag.AND, Tag.COMMA, Tag.OR))
                    for e in between
                )
                and between
            ):
                other = before[at]
                if isinstance(other, NounPhrase) and other.scope is Scope.EXCEPT:
                    return phrases[phrases.index(at) - 1] if phrases.index(at) else at
                if isinstance(other, NounPhrase) and last.definite and not (other.definite or other.name):
                    break
                first = at
            else:
                break
        return first

    # -- lists -------------------------------------------------------------------------------------------------------

    def _list(self, elements: Sequence[Element], item: bool, question: bool) -> None:
        """Phrases in a row: each introduces partners or means some already known; what stands between is theirs."""
        context = self.context
        loose: list[Token] = []
        own: list[Draft] = []
        skip = doubt = first = False
        for at, element in enumerate(elements):
            if isinstance(element, Bracket):
                self._attach(loose, context.last)
                loose = []
                self._bracket(element, context.last, question)
            elif isinstance(element, Token):
                if element.tag is Tag.NOT_PARTNERS:
                    skip = True
                elif element.tag in (Tag.COMMA, Tag.AND, Tag.COLON, Tag.DASH):
                    skip = False
                if element.tag is Tag.COLON:
                    if at and isinstance(elements[at - 1], NounPhrase):
                        self._heading(elements[:at])
                    context.eccp_heading = self._status.speaks(loose)
                    first = not any(isinstance(e, NounPhrase) for e in elements[:at])
                    if context.eccp_heading:
                        context.eccp_topic = True
                if element.tag is Tag.LEGAL:
                    for draft in context.last:
                        draft.legal = element.value
                loose.append(element)
            elif self._is_heading(element, elements, at):
                self._attach(loose, self._trailing(elements[:at], context.last))
                loose = []
            else:
                self._attach(loose, self._trailing(elements[:at], context.last), doubt=doubt)
                denied = bool(loose) and (loose[-1].tag is Tag.NOT or loose[-1].value == "not")
                if (skip or denied) and not element.definite and not element.scope:
                    loose = []
                    continue
                if item and own and self._belongs(element, loose, own):
                    self._describe(own, element)
                else:
                    context.headed = bool(loose) and loose[-1].tag is Tag.COLON
                    led = any(token.tag is Tag.ROLE_BY for token in loose)
                    if (
                        element.role_head
                        and loose
                        and loose[-1].tag is Tag.AS
                        and not element.kind
                        and not element.name
                    ):
                        for draft in context.last:
                            draft.take_role(element.roles[0], element.roles)
                        loose = []
                        continue
                    choice = bool(loose) and loose[-1].tag is Tag.OR and loose[-1].words == ("or",)
                    if choice and self._alternative(element, own):
                        loose = []
                        continue
                    known = len(self.drafts.all)
                    doubt = self._status.uncertain(loose)
                    if self._apposed(element, loose, own):
                        self._describe(own, element)
                        loose = []
                        continue
                    if isinstance(following := elements[at + 1] if at + 1 < len(elements) else None, Bracket):
                        self._count_from(element, following)
                    found = self._phrase(element, loose, question)
                    own = found or own
                    if context.eccp_heading and (first or len(self.drafts.all) == known):
                        for draft in found:
                            draft.eccp = Eccp.REGISTERED
                    elif element.scope and stands_alone(element) and found:
                        self._attach(loose, found, none=element.scope is Scope.NONE)
                    for draft in found[:1] if led else ():
                        draft.take_role(Role.COORDINATOR, [Role.COORDINATOR])
                loose = []
                if element.eccp is not None:
                    context.eccp_topic = True
        self._attach(loose, self._trailing(elements, context.last), doubt=doubt)

    def _apposed(self, phrase: NounPhrase, loose: Sequence[Token], own: Sequence[Draft]) -> bool:
        """ ", a cluster from Belgium,": what a bare name before it is."""
        comma = len(loose) == 1 and loose[0].tag in (Tag.COMMA, Tag.DASH)
        named = len(own) == 1 and own[0].name is not None and own[0].kind is None
        return comma and named and phrase.article and phrase.kind is not None and phrase.name is None

    def _count_from(self, phrase: NounPhrase, bracket: Bracket) -> None:
        """ "Clusters (EL, FR)": as many as the bracket lists."""
        listed = sum(1 for e in bracket.elements if isinstance(e, NounPhrase) and (e.bare_place or e.name))
        if phrase.plural and phrase.kind and phrase.count is None and not phrase.definite and not phrase.places:
            phrase.count = listed or None

    def _alternative(self, phrase: NounPhrase, own: Sequence[Draft]) -> bool:
        """ "An Estonian or a Lithuanian cluster": one partner with a choice left open."""
        if len(own) != 1 or phrase.quantity != 1 or phrase.definite or own[0] is not self.drafts.all[-1]:
            return False
        draft, places = own[0], self._places(phrase)
        kind = phrase.kind or phrase.name_kind
        if draft.kind is None:
            draft.kind = kind
        elif kind is not None and kind is not draft.kind:
            draft.kind, draft.kind_open = None, True
        draft.name = None
        draft.place = _either([draft.place, *places]) if draft.place is not None and places else None
        self.context.forward = []
        return True

    def _trailing(self, elements: Sequence[Element], last: list[Draft]) -> list[Draft]:
        """Whom the words at the end of a list are about: the last one, or all of "a, b and c, registered"."""
        context = self.context
        if context.eccp_heading and not any(isinstance(e, NounPhrase) for e in elements):
            clusters = [d for d in self.drafts.all if d.kind in CLUSTERS]
            return clusters or list(self.drafts.all)
        phrases = [at for at, e in enumerate(elements) if isinstance(e, NounPhrase)]
        if len(phrases) < _MANY or len(context.sentence) < _MANY:
            return last
        tail, before = elements[phrases[-1] + 1 :], elements[phrases[-2] + 1 : phrases[-1]]
        comma = bool(tail) and isinstance(tail[0], Token) and tail[0].tag in (Tag.COMMA, Tag.DASH)
        joined = any(isinstance(e, Token) and e.tag is Tag.AND for e in before)
        same = len({d.kind for d in context.sentence}) == 1 and not any(d.eccp for d in context.sentence)
        return list(context.sentence) if comma and joined and same else last

    def _belongs(self, phrase: NounPhrase, loose: Sequence[Token], own: Sequence[Draft]) -> bool:
        """In a list item: whether a further phrase describes the partner already named in it."""
        joined = any(token.tag is Tag.AND for token in loose)
        if phrase.scope or phrase.pronoun is Pronoun.THEY:
            return False
        if phrase.count is not None and not phrase.article:
            return False
        if joined and (phrase.kind or phrase.name) and not phrase.definite:
            return False
        if phrase.article and phrase.kind and own[-1].kind is not None and own[-1].name is None:
            return False
        return True

    def _describe(self, drafts: Sequence[Draft], phrase: NounPhrase) -> None:
        places = [*phrase.places, *phrase.attributive]
        for draft in drafts:
            draft.fill(phrase, places[0] if places else None)
            self.drafts.rename(draft)

    def _is_heading(self, phrase: NounPhrase, elements: Sequence[Element], at: int) -> bool:
        """Whether a phrase before a colon only announces what follows: "Coordinator: …", "Clusters: …"."""
        sign = elements[at + 1] if at + 1 < len(elements) else None
        if not isinstance(sign, Token) or sign.tag is not Tag.COLON:
            return False
        if phrase.name or phrase.places or phrase.attributive or phrase.pronoun or (phrase.count or 1) > 1:
            return False
        rest = elements[at + 2 :]
        return not phrase.elliptic and (not rest or any(isinstance(e, NounPhrase) for e in rest))

    def _heading(self, before: Sequence[Element]) -> None:
        """What stands before a colon holds for what follows: "Clusters:", "Italy:", "three clusters:"."""
        context = self.context
        phrase = next((e for e in reversed(before) if isinstance(e, NounPhrase)), None)
        context.listing = True
        if phrase is None:
            return
        if phrase.bare_place:
            context.place = phrase.attributive[0]
            if (
                context.last
                and context.last[-1].source == self._source(phrase)
                and self.drafts.all[-1:] == context.last[-1:]
            ):
                self.drafts.all.pop()
                context.last = []
            return
        context.kind, context.roles = phrase.kind, list(phrase.roles)
        context.one_role = not phrase.plural

    # -- phrases -----------------------------------------------------------------------------------------------------

    def _phrase(self, phrase: NounPhrase, loose: Sequence[Token], question: bool) -> list[Draft]:
        """Who the phrase stands for: partners already known, or new ones."""
        context = self.context
        if phrase.group and not phrase.kind and not phrase.name:
            self._total(phrase)
            return []
        if phrase.bare_place and any(token.tag is Tag.IN for token in loose) and not context.listing:
            context.place = phrase.attributive[0]
            return []
        if self._refers(phrase):
            found = self._meant(phrase)
            if not found and phrase.part is not None and phrase.pronoun is Pronoun.WE and not self.drafts.all:
                self.drafts.total, self.drafts.total_source = phrase.part, self._source(phrase)
            grouped = (
                phrase.scope in (Scope.ALL, Scope.BOTH) and phrase.kind and (phrase.count or phrase.scope is Scope.BOTH)
            )
            if not found and grouped and not question and not self.drafts.all:
                return self.introduce(replace(phrase, scope=None, definite=False, count=phrase.count or 2))
            if found or phrase.pronoun or phrase.scope:
                if found:
                    context.last = found
                if len(found) == 1 and phrase.places and phrase.definite:
                    self._fill(found, NounPhrase(0, 0), phrase.places, corrects=True)
                return found
        aside = bool(loose) and loose[-1].tag is Tag.IN and phrase.own
        if question or aside:
            return []
        return self.introduce(phrase)

    def _refers(self, phrase: NounPhrase) -> bool:
        if phrase.pronoun is not None or phrase.scope in (Scope.ALL, Scope.BOTH, Scope.NONE, Scope.EXCEPT):
            return not (phrase.pronoun is Pronoun.ONE and phrase.article and not phrase.definite)
        if phrase.part is not None or (phrase.other and phrase.definite):
            return True
        if phrase.name and self.drafts.named(phrase.name) is not None:
            return True
        if phrase.bare_place and (not self.context.sentence or self.context.eccp_heading):
            return bool(self._placed(phrase))
        if (
            phrase.plural
            and phrase.kind
            and phrase.count is None
            and not (phrase.places or phrase.attributive or phrase.name)
        ):
            return bool(self.drafts.matching(phrase))
        return phrase.definite and (not phrase.own or bool(self.drafts.all))

    def _meant(self, phrase: NounPhrase) -> list[Draft]:
        """The known partners that a phrase stands for; empty if there are none such."""
        drafts, context = self.drafts, self.context
        if phrase.bare_place:
            return self._placed(phrase)
        if phrase.pronoun in (Pronoun.WE, Pronoun.OURS):
            if phrase.scope not in (None, Scope.ONLY) or phrase.part is not None:
                return self._scoped(phrase, list(drafts.all))
            return [self.writer] if self.writer is not None else []
        if phrase.pronoun is Pronoun.THEY and not phrase.scope and phrase.part is None:
            return list(context.last or (drafts.all if phrase.plural else ()))
        if phrase.pronoun is Pronoun.THEY:
            return self._scoped(phrase, list(context.last) if len(context.last) > 1 else list(drafts.all))
        if phrase.own and not phrase.plural and self.writer is not None and phrase.kind in (None, self.writer.kind):
            if not phrase.generic and not phrase.attributive:
                return [self.writer]
        if phrase.other:
            return self._others(phrase)
        if phrase.ordinals and phrase.pronoun is None and not phrase.definite:
            return []
        if phrase.scope and stands_alone(phrase):
            found = self._everybody(phrase)
            self._fill(found, NounPhrase(0, 0), phrase.places)
        else:
            found = drafts.matching(phrase)
        if phrase.ordinals:
            found = self._ordinal(phrase, drafts.matching(replace(phrase, places=[])))
            self._fill(found, NounPhrase(0, 0), phrase.places)
            return found
        return self._scoped(phrase, found)

    def _placed(self, phrase: NounPhrase) -> list[Draft]:
        """The partners that a bare place stands for: "Porto and Bilbao are registered"."""
        found = self.drafts.matching(phrase)
        said = self._source(phrase)
        exact = [d for d in found if said in d.source]
        return exact if exact else found

    def _everybody(self, phrase: NounPhrase) -> list[Draft]:
        """ "All", "both", "all three": those of the sentence, else all; with a number the group of that size."""
        context, everyone = self.context, list(self.drafts.all)
        clusters = [d for d in everyone if d.kind in CLUSTERS]
        count = 2 if phrase.scope is Scope.BOTH else phrase.count
        if count is None:
            return context.sentence or everyone
        for group in (context.sentence, context.last, clusters, everyone):
            if len(group) == count:
                return list(group)
        return (context.sentence or everyone)[-count:]

    def _ordinal(self, phrase: NounPhrase, found: list[Draft]) -> list[Draft]:
        many = phrase.count or 1
        first = phrase.ordinals[0]
        if first == -1:
            return found[-many:]
        if first == 0:
            return (self.context.last or found)[:1]
        return found[first - 1 : first - 1 + many]

    def _scoped(self, phrase: NounPhrase, found: list[Draft]) -> list[Draft]:
        if phrase.scope in (Scope.ALL, Scope.BOTH, Scope.NONE) or phrase.plural or phrase.part is not None:
            return found
        if phrase.pronoun is Pronoun.THEY or phrase.scope is Scope.EXCEPT:
            return found
        if phrase.count is not None and phrase.count > 1:
            return found if len(found) == phrase.count else found[-phrase.count :]
        return found[-1:]

    def _others(self, phrase: NounPhrase) -> list[Draft]:
        """ "The other two", "the rest": partners of a stated total not described yet, else those not just spoken of."""
        drafts, context = self.drafts, self.context
        undescribed = [
            d
            for d in drafts.all
            if d.kind is None and d.place is None and d.name is None and not d.writer and not d.roles
        ]
        missing = max(0, (drafts.total or 0) - len(drafts.all))
        if missing and not undescribed:
            many = phrase.count if phrase.count and not phrase.article else missing
            return [drafts.add(Draft(self._source(phrase))) for _ in range(min(many, missing))]
        if undescribed:
            return undescribed[: phrase.count] if phrase.count else undescribed
        spoken = {id(d) for d in context.last}
        rest = [d for d in drafts.matching(phrase) if id(d) not in spoken]
        return rest[-phrase.count :] if phrase.count else rest

    def _total(self, phrase: NounPhrase) -> None:
        if phrase.count and phrase.count > 1 and phrase.generic and not phrase.kind:
            return

    # -- new partners ------------------------------------------------------------------------------------------------

    def introduce(self, phrase: NounPhrase) -> list[Draft]:
        """Adds the partners that a phrase names; those of a stated number without a description first."""
        context = self.context
        counted = phrase.article or phrase.count is not None
        if (phrase.pronoun is not None and not counted) or phrase.scope in (Scope.NONE, Scope.EXCEPT):
            return []
        headed = context.headed and context.kind is not None and phrase.count is not None and not phrase.article
        if phrase.elliptic and not (phrase.places or phrase.attributive or headed):
            if phrase.perhaps or phrase.at_least or phrase.up_to or phrase.more:
                self._open_end(phrase)
            return []
        if context.forward and phrase.kind and not (counted or phrase.plural or phrase.places or phrase.name):
            self._inherit([], phrase)
            return []
        places = self._places(phrase)
        if phrase.generic and not phrase.kind and not phrase.name and not phrase.roles and not places:
            return self._generic(phrase)
        if self._open_end(phrase):
            return []
        if phrase.plural and phrase.count is None and len(places) < _MANY and phrase.kind and not phrase.definite:
            return []
        many = self._many(phrase, places)
        if many > _MOST_UNNAMED and (phrase.kind not in CLUSTERS) and not places or (phrase.name and many > 1):
            return []
        slots = self._slots(phrase, many)
        new = slots or [self.drafts.add(Draft(self._source(phrase))) for _ in range(min(many, _MOST_PARTNERS))]
        self._fill(new, phrase, places)
        if len(new) > 1 and not places and not slots:
            context.slots = list(new)
        if not slots:
            self._inherit(new, phrase)
        context.last = list(new)
        context.sentence.extend(new)
        if phrase.own and not phrase.plural and self.writer is None and (phrase.kind or phrase.generic):
            self.writer = new[0]
            new[0].writer = True
        return new

    def _many(self, phrase: NounPhrase, places: Sequence[Place]) -> int:
        if phrase.each and places:
            return max(1, phrase.count or 1) * len(places)
        if phrase.count is not None:
            return phrase.count
        weights = sum(place.weight for place in places)
        return max(1, weights) if phrase.plural or len(places) > 1 else 1

    def _places(self, phrase: NounPhrase) -> list[Place]:
        """Where the partners of a phrase are; an adjective that agrees with a place adds nothing."""
        if phrase.places:
            wide = {c for place in phrase.attributive for c in place.countries}
            given = [p for p in phrase.places if not p.less_developed]
            if not given and phrase.attributive:
                return [Place(p.countries, p.regions, p.european, True) for p in phrase.attributive]
            if any(p.less_developed for p in phrase.places) and given:
                return [Place(p.countries, p.regions, p.european, True) for p in given]
            if wide and len(given) == 1 and given[0].european:
                return phrase.attributive
            named = phrase.name_place
            if (
                named is not None
                and len(given) == 1
                and given[0].countries == (named.country,)
                and not given[0].regions
            ):
                return [Place(given[0].countries, (named.region,) if named.region else ())]
            return phrase.places
        if phrase.attributive:
            return phrase.attributive
        if phrase.name_place is not None:
            mention = phrase.name_place
            if mention.country is not None:
                return [
                    Place(
                        (mention.country,),
                        (mention.region,) if mention.region else tuple(r for _, r in mention.candidates if r),
                    )
                ]
            return [
                Place(
                    tuple(dict.fromkeys(c for c, _ in mention.candidates)), tuple(r for _, r in mention.candidates if r)
                )
            ]
        if self.context.place is not None:
            return [self.context.place]
        return []

    def _fill(
        self, drafts: Sequence[Draft], phrase: NounPhrase, places: Sequence[Place], *, corrects: bool = False
    ) -> None:
        spread = [place for place in places for _ in range(place.weight)]
        for at, draft in enumerate(drafts):
            if phrase.each and places:
                place: Place | None = places[at % len(places)]
            elif len(spread) == len(drafts):
                place = spread[at]
            elif len(places) == 1:
                place = places[0]
            elif places:
                place = _either(places)
            else:
                place = None
            draft.fill(phrase, place, corrects=corrects)
            self.drafts.rename(draft)

    def _slots(self, phrase: NounPhrase, many: int) -> list[Draft]:
        """Partners of a stated number that the phrase describes ("three clusters: one from Italy, …")."""
        context = self.context
        free = [d for d in context.slots if d.place is None and d.name is None]
        kinds = {d.kind for d in free}
        own_kind = phrase.kind or phrase.name_kind
        fits = own_kind is None or own_kind in kinds
        if not free or not fits or len(free) < many:
            return []
        if own_kind is not None and not context.listing:
            return []
        if phrase.name and not context.listing:
            return []
        taken = {id(d) for d in free[:many]}
        context.slots = [d for d in context.slots if id(d) not in taken]
        return free[:many]

    def _inherit(self, new: Sequence[Draft], phrase: NounPhrase) -> None:
        """Kind and role from the heading, or from the phrase before ("two Italian clusters and one Spanish")."""
        context = self.context
        for draft in new:
            if draft.kind is None and not draft.kind_open and not phrase.generic:
                if context.kind is not None and (context.listing or phrase.elliptic):
                    draft.kind = context.kind
            if not draft.roles and context.listing and context.roles:
                draft.roles = list(context.roles)
                if context.one_role:
                    context.roles = []
        if phrase.elliptic and not phrase.bare_place and all(d.kind is None for d in new):
            context.forward.extend(new)
        elif phrase.kind is not None:
            if not phrase.name:
                context.kind = phrase.kind
            for draft in context.forward:
                draft.kind = draft.kind or phrase.kind
            context.forward = []

    def _generic(self, phrase: NounPhrase) -> list[Draft]:
        """ "Five partners" is a total; "a partner" without any description introduces nobody."""
        if self._open_end(phrase):
            return []
        if phrase.plural and phrase.count is None and (phrase.other or phrase.more) and not phrase.definite:
            self.drafts.further.append(FurtherPartners(least=0, most=None))
        elif phrase.count and not phrase.article:
            self.drafts.total = max(phrase.count, self.drafts.total or 0)
            self.drafts.total_source = self._source(phrase)
        return []

    def _open_end(self, phrase: NounPhrase) -> bool:
        """Partners that may still join; True if the phrase was only that."""
        kind = phrase.kind or (self.context.kind if phrase.elliptic else None)
        places = self._places(phrase)
        country: list[str] | str | None = None
        if places:
            codes = list(dict.fromkeys(c for place in places for c in place.countries))
            country = codes or ("EU" if any(place.european for place in places) else None)
        count = phrase.count or (len(places) if phrase.plural and places else None)
        bounds: tuple[int, int | None] | None = None
        if phrase.most is not None:
            bounds = (phrase.count or 0, phrase.most)
        elif phrase.perhaps:
            least_most = count if count is not None else (None if phrase.plural or phrase.several else 1)
            bounds = (0, least_most)
        elif phrase.up_to and count:
            bounds = (0, count)
        elif phrase.at_least and count:
            bounds = (count, None)
        elif (
            (phrase.several and not places and phrase.kind is not None)
            or (phrase.several and phrase.kind is not None)
            or (phrase.plural and count is None and phrase.kind and len(places) == 1 and not phrase.definite)
        ):
            bounds = (_MANY, None)
        if bounds is None:
            return False
        self.drafts.further.append(
            FurtherPartners.model_validate({"kind": kind, "country_in": country, "least": bounds[0], "most": bounds[1]})
        )
        return True

    # -- brackets and attributes -------------------------------------------------------------------------------------

    def _bracket(self, bracket: Bracket, last: list[Draft], question: bool) -> None:
        """A bracket describes the partners before it, or lists them one by one."""
        phrases = [e for e in bracket.elements if isinstance(e, NounPhrase)]
        if not last:
            return
        if len(bracket.tokens) == 1 and bracket.tokens[0].tag is Tag.NUMBER and len(last) == 1:
            self._repeat(last[0], bracket.tokens[0].value)
            return
        self.context.slots = [d for d in last if d.place is None and d.name is None] if len(last) > 1 else []
        several = len(last) > 1
        counted = [p for p in phrases if (p.count is not None and (several or not p.article)) or p.scope or p.part]
        bare = [p for p in phrases if p.bare_place or p.name]
        context = self.context
        if counted or (len(last) > 1 and len(bare) > 1):
            kept = context.listing, context.last
            context.listing = True
            self._list(bracket.elements, False, question)
            context.listing, context.last = kept[0], last
            return
        for phrase in phrases:
            places = [*phrase.places, *phrase.attributive]
            if places and all(self.drafts.owns(place, draft) for place in places for draft in last):
                continue
            if places:
                self._fill(last, phrase, places, corrects=True)
            else:
                self._describe(last, phrase)
        loose = [e for e in bracket.tokens]
        self._attach(loose, last)

    def _repeat(self, draft: Draft, times: int) -> None:
        """ "Germany (2)": as many partners of the same description."""
        for _ in range(min(times, _MOST_PARTNERS) - 1):
            copy = replace(draft, roles=list(draft.roles))
            self.drafts.add(copy)
            self.context.sentence.append(copy)

    def _attach(
        self, loose: Sequence[Token], drafts: Sequence[Draft], *, none: bool = False, doubt: bool = False
    ) -> None:
        """Words after a phrase that state its registration."""
        loose = self._status.core(loose)
        if drafts and self._status.speaks(loose, self.context.eccp_topic):
            status = self._status.of(loose, self.context.eccp_topic)
            if status is None:
                return
            self.context.eccp_topic, self.context.eccp = True, status
            for draft in drafts:
                draft.eccp = Eccp.UNKNOWN if doubt else Eccp.NO if none else status

    def _source(self, phrase: NounPhrase) -> str:
        return self.text[phrase.start : phrase.end]

    def _statement(self, clause: Sequence[Element], verb: int, subject: int, question: bool) -> None:
        raise NotImplementedError


def _either(places: Sequence[Place]) -> Place:
    countries = tuple(dict.fromkeys(c for place in places for c in place.countries))
    return Place(countries, european=any(place.european for place in places) and not countries)


def stands_alone(phrase: NounPhrase) -> bool:
    """Whether the phrase picks nobody out by kind, place or name ("all", "both partners")."""
    return not (phrase.kind or phrase.attributive or phrase.name or phrase.roles)
