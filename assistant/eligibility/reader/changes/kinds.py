"""Sentences that only tell what kind of organisation a partner is: "it is a chamber", "about Ulm: an SME"."""

from __future__ import annotations

from assistant.eligibility.reader.changes.forms import forms_of, number_of
from assistant.eligibility.reader.changes.slots import Slots
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import Draft


class Kinds:
    """Gives the kind to the partner named, or to the only one of whom it is not said."""

    def __init__(self, statements: Editor, language: str) -> None:
        self._statements = statements
        self._forms = [form for form in forms_of(language) if form.operation == "kind"]

    def tell(self, slots: Slots) -> list[Draft]:
        """Whose kind the line states; nobody, and nothing changed, if it states none."""
        for form in self._forms if slots.kinds else ():
            parts = form.parts(slots.line)
            who = self._who(parts, slots) if parts is not None else None
            if parts is not None and who is not None:
                who.kind, who.kind_open = slots.kinds[number_of(parts["kind"])].value, False
                self._statements.context.last = [who]
                self._statements.drafts.news = True
                return [who]
        return []

    def _who(self, parts: dict[str, str], slots: Slots) -> Draft | None:
        drafts = self._statements.drafts.all
        if "who" in parts:
            named = slots.who[number_of(parts["who"])]
            return named if any(named is draft for draft in drafts) else None
        open_ = [draft for draft in drafts if draft.kind is None]
        return open_[0] if len(open_) == 1 else None
