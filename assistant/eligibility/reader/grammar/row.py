"""A row of phrases while it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.eligibility.reader.grammar.elements import Bracket, Element
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

TEAM = 15  # "150 members" are not those who apply


@dataclass
class Row:
    """A row of phrases while it is read. `own`: the partners named last in it; `loose`: the words since then;
    `named`: where its last two phrases stand; `first`: nothing was named before the colon; `skip`: what follows is
    served, not a partner; `doubt`: hedged; `maybe`: those that follow only perhaps join;
    `served`: all that follows is served; `part`: "two of them"."""

    elements: Sequence[Element]
    item: bool
    question: bool
    at: int = 0
    loose: list[Token] = field(default_factory=list)
    own: list[Draft] = field(default_factory=list)
    skip: bool = False
    doubt: bool = False
    first: bool = False
    maybe: bool = False
    served: bool = False
    part: int | None = None
    named: list[int] = field(default_factory=list)

    def seats(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is the place of the one before a bracket: "an expert (a natural person) from Madrid"."""
        before = self.elements[self.at - 2] if self.at >= 2 else None
        placed = bool(self.loose) and self.loose[-1].tag is Tag.IN and phrase.bare_place
        alone = len(self.own) == 1 and not self.own[0].place
        bracketed = len(self.loose) == 1 and isinstance(before, Bracket)
        return placed and alone and (bracketed or self._lies())

    def denies(self, phrase: NounPhrase) -> bool:
        """Whether the phrase names nobody in the consortium: "for SMEs", "no cluster"."""
        before = self.loose[-1] if self.loose else None
        denied = before is not None and (before.tag is Tag.NOT or before.value == "not")
        return (self.skip or self.served or denied) and not phrase.definite and not phrase.scope

    def _lies(self) -> bool:
        """Whether the words before say where something is: "A third cluster, ours, sits in Ancona"."""
        said = len(self.loose[-1].words) > 1
        return said and all(token.tag in (Tag.COMMA, Tag.IN, Tag.FUNCTION) for token in self.loose)
