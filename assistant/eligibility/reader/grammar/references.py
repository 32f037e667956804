"""Who is meant: partners already known, by kind, place, name, number or pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.grammar.introductions import MANY, Introductions
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun, Scope
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_OTHERS = 50


class References(Introductions):
    """Finds the partners that a phrase stands for."""

    def _phrase(self, phrase: NounPhrase, loose: Sequence[Token], question: bool) -> list[Draft]:
        """Who the phrase stands for: partners already known, or new ones."""
        context = self.context
        if phrase.names_project or (phrase.group and not phrase.kind and not phrase.name):
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
            joined = any(token.tag is Tag.AND for token in loose)
            if not found and (found := self._unplaced(phrase, joined=joined)):
                self._fill(found, NounPhrase(0, 0), self._places(phrase))
            if not found and self._is_next_one(phrase) and not question:
                return self.introduce(replace(phrase, pronoun=None, definite=False, count=phrase.count or 1))
            if found or phrase.pronoun or phrase.scope:
                if found:
                    context.last = found
                for draft in found:
                    for role in phrase.roles if phrase.as_role else ():
                        draft.take_role(role, phrase.roles)
                    draft.legal = draft.legal if phrase.legal is None else phrase.legal
                those = phrase.pronoun is Pronoun.THEY and len(found) > 1 and all(d.place is None for d in found)
                named = bool(phrase.name) and all(d.place is None or d.place.empty for d in found)
                if len(found) == len(phrase.places) and (phrase.definite or those or named):
                    self._fill(found, NounPhrase(0, 0), phrase.places, corrects=True)
                return found
        aside = bool(loose) and loose[-1].tag is Tag.IN and phrase.own
        if question or aside or phrase.label[:1].isdigit():
            return []
        return self.introduce(phrase)

    def _unplaced(self, phrase: NounPhrase, *, joined: bool = False) -> list[Draft]:
        """ "The university in Graz" after "two clusters and a university": the only one without a place or name."""
        places = [place for place in (*phrase.places, *phrase.attributive) if place.countries]
        if not (phrase.definite and phrase.kind and places) or phrase.own or phrase.scope:
            return []
        if phrase.plural:
            return self._counted_before(phrase)
        named = [d for d in self.drafts.all if d.kind is None and d.name and not d.kind_open]
        there = self.drafts.matching(replace(phrase, kind=None, name=None), named) if named else []
        if len(there) == 1:
            # "The South Tyrolean cluster" after "the Distretto del Legno from South Tyrol".
            there[0].kind = phrase.kind
            return there
        free = [d for d in self.drafts.all if d.kind is phrase.kind and d.place is None and not d.writer]
        # "The cluster Nova and the cluster of Graz" are two.
        free = [d for d in free if not (joined and d.name and any(d is new for new in self.context.sentence))]
        return free if len(free) == 1 and not phrase.name else []

    def _counted_before(self, phrase: NounPhrase) -> list[Draft]:
        """ "The clusters in Graz, Bari and Brno" after "we are three clusters": those, where they are as many."""
        free = [d for d in self.drafts.all if d.kind is phrase.kind and not (d.place or d.name or d.writer)]
        many = sum(place.weight for place in phrase.places)
        alike = len({draft.source for draft in free}) == 1 and phrase.count in (None, many)
        return free if alike and len(free) == many and not (phrase.attributive or phrase.name) else []

    def _new_exception(self, phrase: NounPhrase) -> list[Draft]:
        """ "All partners but the one in Aarhus are clusters": a partner of another kind, where none is known there."""
        places = [place for place in (*phrase.places, *phrase.attributive) if place.countries]
        if not self.describing or not places or phrase.kind or phrase.name or phrase.plural:
            return []
        return [self.drafts.add(Draft(self._source(phrase), place=places[0], kind_open=True))]

    def _is_next_one(self, phrase: NounPhrase) -> bool:
        """ "The Lublin cluster, the Kassel one and the one from Oulu": somebody new in a first description."""
        one = phrase.pronoun is Pronoun.ONE or (phrase.elliptic and phrase.count == 1)
        placed = any(place.countries for place in (*phrase.attributive, *phrase.places))
        one = one or (phrase.pronoun is Pronoun.ONE and bool(phrase.count))
        plain = not (phrase.scope or phrase.other or phrase.ordinals or phrase.part)
        if phrase.plural and not phrase.count:
            return False
        return self.describing and one and placed and plain and self.context.kind is not None

    def meant(self, phrase: NounPhrase) -> list[Draft]:
        """The partners known already that a phrase stands for."""
        return self._meant(phrase) if self._refers(phrase) else []

    def _refers(self, phrase: NounPhrase) -> bool:
        if phrase.pronoun is not None or phrase.scope in (Scope.ALL, Scope.BOTH, Scope.NONE, Scope.EXCEPT):
            return not (phrase.pronoun is Pronoun.ONE and phrase.article and not phrase.definite)
        if phrase.part is not None or (phrase.other and phrase.definite):
            return True
        if phrase.label and self.drafts.labelled(phrase.label):
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
        return phrase.definite and (not phrase.own or bool(self._besides_us(phrase, self.drafts.all)))

    def _besides_us(self, phrase: NounPhrase, drafts: list[Draft]) -> list[Draft]:
        """Those whom "our partner" may mean: the writer's organisation is none of them."""
        partner = phrase.own and phrase.generic and not phrase.kind
        return [draft for draft in drafts if draft is not self.writer] if partner else drafts

    def _meant(self, phrase: NounPhrase) -> list[Draft]:
        """The known partners that a phrase stands for; empty if there are none such."""
        drafts, context = self.drafts, self.context
        if phrase.bare_place:
            return self._placed(phrase)
        if phrase.pronoun in (Pronoun.WE, Pronoun.OURS):
            if phrase.scope not in (None, Scope.ONLY, Scope.EXCEPT) or phrase.part is not None:
                return self._scoped(phrase, self._members())
            return [self.writer] if self.writer is not None else self._we_there(phrase)
        if phrase.pronoun is Pronoun.THEY:
            return self._they(phrase)
        same = self.writer is not None and phrase.kind in (None, self.writer.kind)
        if (
            self.writer is not None
            and same
            and phrase.own
            and not (phrase.plural or phrase.generic or phrase.attributive)
        ):
            return [self.writer]
        if phrase.other:
            return self._others(phrase)
        if self._is_our_partner(phrase) and not phrase.ordinals:
            others = [draft for draft in drafts.matching(phrase) if draft is not self.writer]
            return others if len(others) == 1 else []
        if phrase.ordinals and phrase.pronoun is None and not phrase.definite:
            return []
        if (
            phrase.elliptic
            and (phrase.count or 0) > 1
            and not (phrase.scope or phrase.part or phrase.attributive or phrase.ordinals)
        ):
            groups = (context.excepted, context.last, drafts.all)
            return next((list(group) for group in groups if len(group) == phrase.count), [])
        picked = bool(phrase.places) and phrase.scope in (Scope.EXCEPT, Scope.ONLY)
        if phrase.scope and stands_alone(phrase) and not picked:
            found = self._everybody(phrase)
            self._fill(found, NounPhrase(0, 0), phrase.places)
        else:
            found = self._besides_us(phrase, drafts.matching(phrase))
            if self.describing and phrase.plural and len(found) < len(phrase.places):
                return []  # "the clusters in Lyon and Graz" where only the one in Lyon is known
            if phrase.scope is Scope.BOTH and not phrase.attributive:
                found = self._pair(phrase, found)
        if phrase.ordinals:
            found = self._ordinal(phrase, drafts.matching(replace(phrase, places=[])))
            self._fill(found, NounPhrase(0, 0), phrase.places)
            return found
        return self._scoped(phrase, found)

    def _we_there(self, phrase: NounPhrase) -> list[Draft]:
        """ "We of Graz" of writers who have not said which partner is theirs: the only one there is."""
        found = self.drafts.matching(NounPhrase(0, 0, places=phrase.places)) if phrase.places else []
        if not found and phrase.pronoun is Pronoun.OURS and self.describing and len(phrase.places) == 1:
            found = self._one_of_us()
            self._fill(found, NounPhrase(0, 0), phrase.places)
        if len(found) == 1:
            self.writer = found[0]
        return found if len(found) == 1 else []

    def _one_of_us(self) -> list[Draft]:
        """ "Ours is in Graz" after "we are three clusters": any one of those of whom the same is known."""
        bare = all(d.place is None and d.name is None for d in self.drafts.all)
        alike = len({(d.kind, d.source, d.eccp, tuple(d.roles)) for d in self.drafts.all}) == 1
        return self.drafts.all[:1] if bare and alike else []

    def _is_our_partner(self, phrase: NounPhrase) -> bool:
        """ "Our partner", "my only partner so far": one that is not the writer."""
        if not (phrase.own and phrase.generic) or phrase.plural or phrase.count not in (None, 1):
            return False
        return self._source(phrase).lower().split()[-1] in self._lexicon.raw["partner_words"]

    def _names_another(self, phrase: NounPhrase) -> bool:
        """Whether "our partner is …" goes on with one not named before: "a cluster in Arad"."""
        placed = phrase.name or any(place.countries for place in (*phrase.places, *phrase.attributive))
        if not (phrase.article and placed and (phrase.kind or phrase.name)):
            return False
        return not [draft for draft in self.drafts.matching(phrase) if draft is not self.writer]

    def _members(self) -> list[Draft]:
        """All partners, the writer of an earlier message among them even where this one has not named it yet."""
        away = self.writer is not None and all(draft is not self.writer for draft in self.drafts.all)
        return [*self.drafts.all, *([self.writer] if away and self.writer is not None else [])]

    def _they(self, phrase: NounPhrase) -> list[Draft]:
        """ "They", "it", "both of them", "two of them"."""
        everyone, context = self.drafts.all, self.context
        if not phrase.scope and phrase.part is None:
            if phrase.plural:
                return list(context.last or everyone)
            person = [d for d in everyone if d.kind is Kind.NATURAL_PERSON] if self._is_person(phrase) else []
            groups = (person, context.excepted, context.last)
            return next((list(group) for group in groups if len(group) == 1), [])
        size = MANY if phrase.scope is Scope.BOTH else phrase.count
        if size and len(context.sentence) >= size:
            return context.sentence[-size:]
        if phrase.scope is Scope.BOTH and len(context.last) != MANY:
            return list(everyone) if len(everyone) == MANY else []
        return self._scoped(phrase, list(context.last) if len(context.last) > 1 else list(everyone))

    def _pair(self, phrase: NounPhrase, found: list[Draft]) -> list[Draft]:
        """ "Both of them clusters": the two named last in the sentence, which are of that kind; else a pair found."""
        pair = self.context.sentence[-MANY:]
        if phrase.definite and len(pair) == MANY and all(d.kind in (None, phrase.kind) for d in pair):
            for draft in pair:
                draft.kind = draft.kind or phrase.kind
            return pair
        if len(found) <= MANY:
            return found
        return pair if len(pair) == MANY else self.context.last if len(self.context.last) == MANY else []

    def _is_person(self, phrase: NounPhrase) -> bool:
        return self._lexicon.small.get((self._source(phrase).lower(),)) == "person"

    def _placed(self, phrase: NounPhrase) -> list[Draft]:
        """The partners that a bare place stands for: "Porto and Bilbao are registered"."""
        found = self.drafts.matching(phrase)
        said = self._source(phrase)
        exact = [d for d in found if said in d.source]
        # A cluster named in a list may have its place elsewhere in the text than a university there has.
        fits = any(d.kind in CLUSTERS for d in exact) or not any(d.kind in CLUSTERS for d in found)
        return exact if exact and fits and self.describing else found

    def _everybody(self, phrase: NounPhrase) -> list[Draft]:
        """ "All", "both", "all three": those of the sentence, else all; with a number the group of that size."""
        context, everyone = self.context, self._members()
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
            return (self.context.last if len(self.context.last) > 1 else found)[:many]
        if first == 1 and many > 1:
            # An SME that writes names the partners behind itself: "the first three" are the clusters it lists.
            listed = [draft for draft in found if draft.kind in CLUSTERS or not (draft.writer or draft.kind is None)]
            found = listed if all(d.kind in CLUSTERS for d in listed[:many]) and len(listed) >= many else found
        return found[first - 1 : first - 1 + many]

    def _scoped(self, phrase: NounPhrase, found: list[Draft]) -> list[Draft]:
        if phrase.scope is Scope.EXCEPT and phrase.part is not None and phrase.part < len(found):
            # "All but one of the French": any one of those of whom the same is known, else nobody in particular.
            alike = len({(d.kind, str(d.place), d.name, d.eccp, tuple(d.roles)) for d in found}) == 1
            self.context.some_excepted = not alike
            return found[: phrase.part] if alike else found
        if phrase.scope in (Scope.ALL, Scope.BOTH, Scope.NONE) or phrase.plural or phrase.part is not None:
            return found
        if phrase.pronoun is Pronoun.THEY or phrase.scope is Scope.EXCEPT:
            return found
        if phrase.count is not None and phrase.count > 1:
            return found if len(found) == phrase.count else found[-phrase.count :]
        if not self.describing and len(found) > 1 and not phrase.name:
            # "The cluster is in Kozani" of several: the one spoken of last, if any.
            return [draft for draft in self.context.last if any(draft is other for other in found)][-1:]
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
        if not rest and self.describing and phrase.count and context.last and not phrase.article:
            kind = phrase.kind or context.last[-1].kind
            return [drafts.add(Draft(self._source(phrase), kind=kind)) for _ in range(min(phrase.count, _MOST_OTHERS))]
        return rest[-phrase.count :] if phrase.count else rest


def stands_alone(phrase: NounPhrase) -> bool:
    """Whether the phrase picks nobody out by kind, place or name ("all", "both partners")."""
    return not (phrase.kind or phrase.attributive or phrase.name or phrase.roles)
