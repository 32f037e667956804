"""Several at once by their seats: "the other clusters are in Bari and in Brno" are as many as the places."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence

from assistant.eligibility.reader.grammar.about_us import AboutUs
from assistant.eligibility.reader.grammar.introductions import MANY
from assistant.eligibility.reader.grammar.predicate import Predicate
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase
from assistant.eligibility.reader.tokens.lexicon import Tag


class SeatedApart(AboutUs, ABC):
    """Adds the partners of a first description that a plural subject means and only their places count."""

    def _seated_apart(self, who: Sequence[Draft], subjects: Sequence[NounPhrase], predicate: Predicate) -> list[Draft]:
        """The partners of a statement; one for each place where the subject means several who are not yet known."""
        subject, places = subjects[0], predicate.places
        if len(subjects) > 1 or len(places) < MANY or len(who) > 1 or not self._means_several(subject, predicate):
            return list(who)
        if subject.count is not None and subject.count != len(places):
            return list(who)
        if sum(place.weight for place in places) != len(places):
            return list(who)
        known = who[0] if who else None
        fresh = known is not None and known.place is None and known.source == self._source(subject)
        if known is not None and not fresh and (known.place is None or known.name):
            return list(who)
        kind = subject.kind or (self.context.kind if subject.elliptic or subject.pronoun is not None else None)
        found = [known] if known is not None and fresh else []
        while len(found) < len(places):
            found.append(self.drafts.add(Draft(self._source(subject), kind=kind)))
        self.context.kind = kind or self.context.kind
        self.context.sentence.extend(found)
        return found

    def _means_several(self, subject: NounPhrase, predicate: Predicate) -> bool:
        """Whether a subject is a plural like "the other partners", "our clusters" and nothing but seats is told."""
        plain = not (subject.places or subject.attributive or subject.name or subject.scope or subject.ordinals)
        named = subject.kind is not None or subject.generic or subject.other
        told = predicate.verb.tag is Tag.BE and not (predicate.negated or predicate.phrases or predicate.scope)
        sure = not any(token.tag is Tag.OR for token in predicate.loose)
        sure = sure and not (predicate.doubted or subject.perhaps or subject.each or subject.part is not None)
        several = subject.plural or (subject.other and (subject.count or 0) > 1)
        return (
            self.describing
            and several
            and plain
            and named
            and told
            and sure
            and (subject.definite or subject.own or subject.other)
        )
