"""Statements of the writer on the own organisation: "we are a cluster from Lyon", "we lead"."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from assistant.eligibility.consortium import Kind, Role
from assistant.eligibility.reader.grammar.apposition import is_apposition
from assistant.eligibility.reader.grammar.elements import Element
from assistant.eligibility.reader.grammar.introductions import MANY
from assistant.eligibility.reader.grammar.predicate import Predicate, is_one
from assistant.eligibility.reader.grammar.registration import Registrations
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token


class AboutUs(Registrations, ABC):
    """Reads clauses whose subject is "we"."""

    def _about_us(self, subject: NounPhrase, predicate: Predicate, question: bool) -> None:
        phrase = predicate.phrases[0] if predicate.phrases else None
        if predicate.verb.tag is Tag.ROLE_VERB and (phrase is None or phrase.group or phrase.definite):
            us = self._we(subject)
            us.take_role(Role.COORDINATOR, [Role.COORDINATOR])
            for bracket in predicate.brackets:
                self._bracket(bracket, [us], question)
            self._list(predicate.rest, False, question)
            return
        if predicate.verb.tag is Tag.BE and phrase is not None and is_one(phrase) and self._directly(predicate, phrase):
            self._introduce_us(subject, phrase, predicate)
            return
        if predicate.verb.tag is Tag.BE and phrase is not None and self._counts_us(phrase, predicate):
            return
        away = any(token.tag is Tag.IN for token in predicate.loose)
        if predicate.verb.tag is Tag.HAVE and len(predicate.places) > 1 and not away:
            self._list(predicate.elements, False, question)
            return
        if phrase is None or (phrase.role_head and not phrase.kind and phrase.quantity == 1):
            known = self.writer is not None or bool(self._we_there(subject))
            if known or (phrase is not None and self.drafts.all):
                self._say([self._we(subject)], subject, predicate, question)
            elif self.drafts.all and self._source(subject).lower() in self._lexicon.raw["speaker"]:
                # "I know that the Polish one is registered": nothing is said of all.
                self._list(predicate.elements, False, question)
            elif self.drafts.all:
                self._say(list(self.drafts.all), subject, predicate, question)
            elif predicate.places or self._status.speaks([predicate.verb, *predicate.loose]):
                self._say([self._we(subject)], subject, predicate, question)
            elif predicate.rest:
                self._list(predicate.rest, False, question)
            return
        self._list(predicate.elements, False, question)

    def _counts_us(self, phrase: NounPhrase, predicate: Predicate) -> bool:
        """ "We are five": the number of all partners."""
        bare = phrase.elliptic and not (phrase.attributive or phrase.places or phrase.scope or phrase.ordinals)
        if not bare or (phrase.count or 0) < MANY or len(predicate.elements) > 1 or self.drafts.all:
            return False
        self.drafts.total, self.drafts.total_source = phrase.count, self._source(phrase)
        return True

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
            if self.writer.kind is Kind.NATURAL_PERSON and not self.writer.place and phrase.kind:
                self.writer.kind = None  # "I'm a freelance consultant. We are a cluster in Graz": who writes for it
            self._fill([self.writer], phrase, self._places(phrase))
        self.context.last = [self.writer]
        self.context.sentence.append(self.writer)
        self._list(self._without_what_we_are(predicate.elements[at + 1 :]), False, False)

    def _without_what_we_are(self, rest: Sequence[Element]) -> Sequence[Element]:
        """Takes ", a wood cluster in Graz" behind "we are Nova e.V." as what the writer's organisation is."""
        sign, phrase = (rest[0], rest[1]) if len(rest) > 1 else (None, None)
        signed = isinstance(sign, Token) and sign.tag in (Tag.COMMA, Tag.DASH)
        if not signed or not isinstance(phrase, NounPhrase) or self.writer is None or self.writer.name is None:
            return rest
        if not is_apposition(phrase, self.writer):
            return rest
        self.writer.kind = phrase.kind
        self._fill([self.writer], phrase, self._places(phrase))
        return rest[2:]

    def _we(self, subject: NounPhrase) -> Draft:
        if self.writer is None and not self._we_there(subject):
            self.writer = self.drafts.add(Draft(self.text[subject.start : subject.end], writer=True))
        assert self.writer is not None
        self.context.last = [self.writer]
        return self.writer

    @abstractmethod
    def _say(self, who: list[Draft], subject: NounPhrase, predicate: Predicate, question: bool) -> None:
        """Says a predicate of its subject."""
