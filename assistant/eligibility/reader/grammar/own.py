"""The writer's own organisation where it is described beside "we"."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from assistant.eligibility.reader.grammar.brackets import Brackets
from assistant.eligibility.reader.grammar.elements import Bracket, Element
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token


class OwnDescription(Brackets, ABC):
    """Takes a description beside "we" out of a clause."""

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
            placed = phrase.definite and not phrase.plural and bool(phrase.places or phrase.attributive)
            after = clause[at + 4] if at + 4 < len(clause) else None
            placed = placed and isinstance(after, Token) and after.tag is Tag.HAVE
            if used == 2 and not (phrase.article or phrase.name or placed):
                return clause
            if self.writer is None:
                self.writer = self.introduce(phrase)[0]
                self.writer.writer = True
            else:
                self.writer.kind = phrase.kind or self.writer.kind
                self._fill([self.writer], phrase, self._places(phrase))
            if isinstance(following, Bracket):
                self._list([e for e in inside if e is not phrase], True, False)
            beside = clause[at + 1 + used] if at + 1 + used < len(clause) else None
            if used > 1 and isinstance(beside, Bracket):
                self._bracket(beside, [self.writer], False)
                used += 1
            return [*clause[: at + 1], *clause[at + 1 + used :]]
        return clause

    @abstractmethod
    def _list(self, elements: Sequence[Element], item: bool, question: bool) -> None:
        """Reads phrases in a row."""
