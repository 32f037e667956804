"""Candidates for one seat in a sentence of their own: "Two candidates are left, one in Szeged and one in Zurich"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.grammar.introductions import either
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Located, merged_places
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_PAIR = 2


class Candidates:
    """Watches a first description for sentences on candidates, and gives their places to the seat that is free."""

    def __init__(self, drafts: Drafts, lexicon: Lexicon, *, describing: bool) -> None:
        self._drafts = drafts
        self._describing = describing
        self._cues = phrases(lexicon.raw["alternatives"]["candidates"])
        self._mark = drafts.mark()
        self._further = 0

    def before(self) -> None:
        """Notes who is there."""
        self._mark, self._further = self._drafts.mark(), len(self._drafts.further)

    def after(self, sentence: Sequence[Token]) -> bool:
        """Makes one partner, whose place is open, of those whom the sentence names as candidates; whether it did."""
        words = [word for token in sentence for word in token.words]
        mentions = [token.value for token in sentence if token.tag is Tag.PLACE and not token.value.excluded]
        if not self._describing or len(mentions) < _PAIR or not self._cues.within(words):
            return False
        new = self._drafts.since(self._mark)
        old = [draft for draft in self._drafts.all if all(draft is not other for other in new)]
        seat = _free(old) or _free(new)
        if seat is None or any(draft.name for draft in new if draft is not seat):
            return False
        places = [place for mention in mentions for place in merged_places([Located(mention, "")])]
        seat.place = either(places)
        self._drafts.keep([*old, *([] if any(seat is draft for draft in old) else [seat])])
        del self._drafts.further[self._further :]
        return True


def _free(drafts: Sequence[Draft]) -> Draft | None:
    """The last partner of whom only the kind or the role is known."""
    free = [d for d in drafts if d.place is None and d.name is None and not d.writer and (d.kind or d.roles)]
    return free[-1] if free else None
