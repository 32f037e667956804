"""Partners beside whose naming a word says that they may not take part: "that was only an idea", "supports us".

A clause that the grammar reads as naming a partner may in truth tell how somebody left, refused or only helps. Such
words make those whom the clause, or the one before it, introduces partners that may or may not be there.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.departures import leave_open
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.cutting import cut_at
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_BETWEEN = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.COLON)
_NAMING = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME)
_POINTING = (*_NAMING, Tag.PRONOUN, Tag.THEIR, Tag.OTHER, Tag.ORDINAL, Tag.ROLE, Tag.NUMBER, Tag.ALL, Tag.BOTH)


class Doubtful:
    """Watches who is introduced, sentence by sentence, and opens those of whom it is doubted."""

    def __init__(self, drafts: Drafts, status: Status, lexicon: Lexicon, *, describing: bool) -> None:
        self._drafts = drafts
        self._status = status
        self._describing = describing
        raw = lexicon.raw
        self._words = phrases([*raw["absent"]["gone"], *raw["absent"]["unsure"], *raw["doubtful"]])
        self._harmless, self._planning = phrases(raw["no_doubt"]), phrases(raw["no_doubt_of_all"])
        self._options = frozenset(raw["options"])
        self._before = drafts.mark()
        self._last: list[Draft] = []

    def before(self) -> None:
        """Notes who is there."""
        self._before = self._drafts.mark()

    def after(self, sentence: Sequence[Token], *, question: bool = False) -> None:
        """Opens the partners that the sentence introduced, or else the one before it, where its words doubt them. A
        question that points at nobody ("which annexes must we not forget?") doubts nobody."""
        new = self._drafts.since(self._before)
        if not self._describing and new and self._gone():
            return  # "Lyon steps back and gives its place to a cluster of Sicily"
        points = not question or any(token.tag in _POINTING for token in sentence)
        if points and self._doubts(sentence):
            self._open(sentence, new)
        self._last = new or self._last

    def _doubts(self, tokens: Sequence[Token]) -> bool:
        """Whether words doubt, apart from phrases that do not; "we are thinking of …" before anybody else is named is
        said of the whole project."""
        words = [word for token in tokens for word in token.words]
        if not self._words.within(words):
            return False
        kept: list[str] = []
        first = self._describing and not self._before[1]
        at = 0
        while at < len(words):
            length = max(self._harmless.at(words, at)[1], self._planning.at(words, at)[1] if first else 0)
            kept += [","] if length else words[at : at + 1]
            at += max(1, length)
        return self._words.within(kept)

    def _gone(self) -> bool:
        """Whether somebody who was there before the sentence has left in it."""
        drafts, count = self._before
        here = {id(draft) for draft in self._drafts.all}
        return any(id(draft) not in here for draft in drafts[:count])

    def _open(self, sentence: Sequence[Token], new: Sequence[Draft]) -> None:
        starts = self._starts(sentence, new)
        named = [] if new or any(token.tag in _NAMING for token in sentence) else list(self._last)
        at = 0
        for clause in cut_at(sentence, _BETWEEN, self._options):
            here: list[Draft] = []
            while at < len(new) and starts[at] < clause[-1].end:
                here.append(new[at])
                at += 1
            doubted = self._doubts(clause) and not self._status.speaks(clause)
            here = here or (self._pointed_at(clause) if doubted else [])
            named = here or ([] if any(token.tag in _NAMING for token in clause) else named)
            if named and doubted:
                leave_open(named)

    def _starts(self, sentence: Sequence[Token], new: Sequence[Draft]) -> list[int]:
        """Where in the text the words begin that each new partner was read from, in the order of the partners."""
        found: list[int] = []
        at = sentence[0].start
        for draft in new:
            here = self._status.text.find(draft.source, at, sentence[-1].end) if draft.source else -1
            at = here if here >= 0 else at
            found.append(at)
        return found

    def _pointed_at(self, clause: Sequence[Token]) -> list[Draft]:
        """The partners of a first description that a clause names by their place: "Bari is unsure whether to stay"."""
        places = [t.value for t in clause if t.tag is Tag.PLACE] if self._describing else []
        self._drafts.spend(len(places) * len(self._drafts.all))
        return [draft for draft in self._drafts.all if any(is_at(draft, place) for place in places)]
