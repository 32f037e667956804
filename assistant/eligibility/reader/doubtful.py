"""Partners beside whose naming a word says that they may not take part: "that was only an idea", "supports us".

A clause that the grammar reads as naming a partner may in truth tell how somebody left, refused or only helps. Such
words make those whom the clause, or the one before it, introduces partners that may or may not be there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.eligibility.reader.departures import leave_open
from assistant.eligibility.reader.drafts import Draft, Drafts
from assistant.eligibility.reader.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.scan import Token
from assistant.eligibility.reader.status import Status
from assistant.eligibility.reader.witnesses import is_at

_BETWEEN = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.COLON)
_NAMING = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME)


class Doubtful:
    """Watches who is introduced, sentence by sentence, and opens those of whom it is doubted."""

    def __init__(self, drafts: Drafts, status: Status, lexicon: Lexicon, *, describing: bool) -> None:
        self._drafts = drafts
        self._status = status
        self._describing = describing
        raw = lexicon.raw
        self._words = phrases([*raw["absent"]["gone"], *raw["absent"]["unsure"], *raw["doubtful"]])
        self._options = frozenset(raw["options"])
        self._before: set[int] = set()
        self._last: list[Draft] = []

    def before(self) -> None:
        """Notes who is there."""
        self._before = {id(draft) for draft in self._drafts.all}

    def after(self, sentence: Sequence[Token]) -> None:
        """Opens the partners that the sentence introduced, or else the one before it, where its words doubt them."""
        new = [draft for draft in self._drafts.all if id(draft) not in self._before]
        named = [] if new or any(token.tag in _NAMING for token in sentence) else list(self._last)
        for clause in self._clauses(sentence):
            here = [draft for draft in new if self._names(clause, draft)]
            here = here or self._pointed_at(clause)
            named = here or ([] if any(token.tag in _NAMING for token in clause) else named)
            if named and not self._status.speaks(clause) and self._words.within(_words(clause)):
                leave_open(named)
        self._last = new or self._last

    def _clauses(self, sentence: Sequence[Token]) -> Iterator[list[Token]]:
        """The sentence cut at its signs; "Option 2:" stays with what it announces."""
        clause: list[Token] = []
        for token in sentence:
            heads = token.tag is Tag.COLON and bool(self._options & set(_words(clause)))
            if token.tag in _BETWEEN and clause and not heads:
                yield clause
                clause = []
            elif token.tag not in _BETWEEN:
                clause.append(token)
        if clause:
            yield clause

    def _pointed_at(self, clause: Sequence[Token]) -> list[Draft]:
        """The partners of a first description that a clause names by their place: "Bari is unsure whether to stay"."""
        places = [t.value for t in clause if t.tag is Tag.PLACE] if self._describing else []
        return [draft for draft in self._drafts.all if any(is_at(draft, place) for place in places)]

    def _names(self, clause: Sequence[Token], draft: Draft) -> bool:
        """Whether the words that a partner was read from begin in the clause."""
        at = self._status.text.find(draft.source, clause[0].start)
        return bool(draft.source) and at >= 0 and at < clause[-1].end


def _words(tokens: Sequence[Token]) -> list[str]:
    return [word for token in tokens for word in token.words]
