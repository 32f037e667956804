"""Who comes for somebody of whom the sentence before told: "Ulm has to be replaced. Instead we take …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.later.departures import leave_open
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords


class Vacancies:
    """Watches the sentences of a later message for a place in the consortium that becomes free, and who takes it."""

    def __init__(self, statements: Editor, talk: TalkWords) -> None:
        self._statements, self._talk = statements, talk
        self._free: Draft | None = None
        self._named: Draft | None = None  # the only partner whom the sentence before named

    @property
    def free(self) -> Draft | None:
        """Who has to be replaced."""
        return self._free

    def open(self, draft: Draft) -> None:
        """Notes a partner who has to be replaced; until somebody comes it may be there or not."""
        leave_open([draft])
        self._free = draft

    def told(self, named: Sequence[Draft]) -> None:
        """Notes whom a sentence named that was read whole."""
        self._named = named[0] if len({id(draft) for draft in named}) == 1 else None

    def after(self, sentence: Sequence[Token], before: Sequence[Draft]) -> None:
        """Lets the only newcomer of a sentence take the place that is free. `before`: who was there before it."""
        drafts = self._statements.drafts
        here = {id(draft) for draft in drafts.all}
        known = {id(draft) for draft in before}
        new = [draft for draft in drafts.all if id(draft) not in known]
        named = [draft for draft in self._statements.named(sentence) if id(draft) in known]
        words = [word for token in sentence for word in token.words]
        gone = self._free
        if gone is None and self._talk.in_place.within(words) and not named:
            gone = self._named
        self._named = named[0] if len(named) == 1 else None
        if gone is None or id(gone) not in here or len(new) != 1 or not known <= here:
            return
        place = next(at for at, draft in enumerate(drafts.all) if draft is gone)
        rest = [draft for draft in drafts.all if draft is not gone and draft is not new[0]]
        new[0].mark = new[0].mark or gone.mark
        drafts.keep([*rest[:place], *new, *rest[place:]])
        self._statements.context.last = list(new)
        self._free = None
