"""In a first description: a sentence that only tells the role or the seat of one partner named before, read whole."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.changes.forms import Form, number_of, stated_forms_of
from assistant.eligibility.reader.changes.seats import seat_of
from assistant.eligibility.reader.changes.slots import Anyone, Reader, Seated, Slots, plain
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 50
_MOST_PARTNERS = 200


class Stated:
    """Takes what sentences state of one partner.

    Every word must be accounted for by a form of the language, and what it says may not contradict what was said
    before; else nothing is taken and the grammar reads on.
    """

    def __init__(self, statements: Editor, status: Status) -> None:
        self._statements, self._lexicon, self._text = statements, status.lexicon, status.text
        self._forms = stated_forms_of(self._lexicon.language)

    def tell(self, sentence: Sequence[Token]) -> bool:
        """Gives a partner the role or the seat that the sentence states; False, and nothing changed, if it holds
        anything else."""
        partners = self._statements.drafts.all
        if not 1 < len(sentence) <= _LONGEST or not 1 < len(partners) <= _MOST_PARTNERS:
            return False
        lines: dict[type[Anyone], Slots] = {}
        for form in self._forms:
            finds = Seated if form.operation == "seat" else Anyone
            if finds not in lines:
                lines[finds] = self._line(sentence, finds)
            slots = lines[finds]
            parts = form.parts(slots.line) if slots.who else None
            if parts is not None and self._take(form, parts, slots, sentence):
                return True
        return False

    def _line(self, sentence: Sequence[Token], finds: type[Anyone]) -> Slots:
        statements, slots = self._statements, Slots()
        tokens = plain([token for token in sentence if token.tag is not Tag.STOP], self._text, self._lexicon)
        finder = finds(tokens, self._text, self._lexicon, statements.drafts, statements.writer, statements.context.last)
        Reader(tokens, finder, statements.drafts.all).into(slots)
        return slots

    def _take(self, form: Form, parts: dict[str, str], slots: Slots, sentence: Sequence[Token]) -> bool:
        draft = slots.who[number_of(parts["who"])]
        if all(draft is not each for each in self._statements.drafts.all):
            return False
        if form.operation == "seat":
            return self._seat(draft, parts, slots)
        roles = {token.value for token in sentence if token.tag is Tag.ROLE and token.plural}
        if roles - {Role.BENEFICIARY}:
            return False  # "the others are associated partners"
        role = slots.roles[number_of(parts["role"])] if "role" in parts else Role(form.role or "")
        return (form.role is None or role is Role(form.role)) and self._role(draft, role)

    def _role(self, draft: Draft, role: Role) -> bool:
        led = [each for each in self._statements.drafts.all if each is not draft and Role.COORDINATOR in each.roles]
        if (role is Role.COORDINATOR and led) or (draft.roles and draft.roles != [role]):
            return False
        draft.roles = [role]
        self._statements.context.last = [draft]
        return True

    def _seat(self, draft: Draft, parts: dict[str, str], slots: Slots) -> bool:
        said = [slots.places[number_of(parts[name])].value for name in ("place", "inside") if name in parts]
        place = seat_of(draft, said, slots.heads[number_of(parts["who"])], moves=True)
        if place is None or not _agrees(draft.place, place):
            return False
        draft.locate(place)
        self._statements.context.last = [draft]
        return True


def _agrees(known: Place | None, place: Place) -> bool:
    """Whether a partner may sit in a place by what is known of its own."""
    if known is None or known.empty:
        return True
    apart = not set(known.countries) & set(place.countries)
    elsewhere = known.regions and place.regions and not set(known.regions) & set(place.regions)
    return not (apart or elsewhere)
