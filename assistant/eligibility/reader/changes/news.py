"""Sentences that tell of the registration of one partner, perhaps with its seat: "the platform has approved Ulm's"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.changes.forms import Form, forms_of, number_of
from assistant.eligibility.reader.changes.seats import contradicts, seat_of
from assistant.eligibility.reader.changes.slots import Anyone, Reader, Seated, Slots, plain
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_PAIR = 2
_BOTH = "both"
_US = ("we", "us", "our", "ours", "ourselves")


class News:
    """Takes such sentences whole; in their line the words of registrations stand as they are. `supposed`: the last was
    a supposition."""

    supposed = False

    def __init__(self, statements: Editor, text: str, lexicon: Lexicon) -> None:
        self._statements, self._text, self._lexicon = statements, text, lexicon
        self._forms = [form for form in forms_of(lexicon.language) if form.operation in ("status", "waiting")]

    def tell(self, sentence: Sequence[Token], *, question: bool = False, spoken: bool = False) -> list[Draft]:
        """Those of whom the sentence states, or supposes, a registration; nobody, and nothing changed, if it holds
        anything else. `spoken`: the talk before was of registrations."""
        if not (spoken or any(token.tag is Tag.ECCP for token in sentence)):
            return []
        placed = any(token.tag is Tag.PLACE for token in sentence)
        for finds in (Anyone, Seated) if placed else (Anyone,):
            slots = self.line(sentence, finds)
            for form in self._forms:
                parts = form.parts(slots.line) if form.supposed or not question else None
                told = self._take(form, parts, slots) if parts is not None else []
                if told:
                    self.supposed = form.supposed
                    return told
        return []

    def line(self, sentence: Sequence[Token], finds: type[Anyone]) -> Slots:
        """The sentence as a line, with the words of registrations as they are."""
        statements = self._statements
        tokens = plain(sentence, self._text, self._lexicon)
        last = statements.context.last
        finder = finds(tokens, self._text, self._lexicon, statements.drafts, statements.writer, last)
        slots = Slots()
        Reader(tokens, finder, statements.drafts.all, spelled=True).into(slots)
        return slots

    def _take(self, form: Form, parts: dict[str, str], slots: Slots) -> list[Draft]:
        who = self._who(form, parts, slots)
        here = self._statements.drafts.all
        if not who or any(all(draft is not each for each in here) for draft in who):
            return []
        if "place" in parts and not self._seat(who, parts, slots):
            return []
        status = Eccp(form.role) if form.role else Eccp.REGISTERED
        for draft in who:
            draft.eccp = status
        context = self._statements.context
        context.eccp, context.eccp_topic, context.last = status, True, list(who)
        self._statements.drafts.news = True
        return who

    def _who(self, form: Form, parts: dict[str, str], slots: Slots) -> list[Draft]:
        last = self._statements.context.last
        if form.operation == "waiting":  # "all pending registrations have been confirmed"
            return [d for d in self._statements.drafts.all if d.eccp is Eccp.SUBMITTED and d.kind in (None, *CLUSTERS)]
        if "who" in parts:
            named = [slots.who[number_of(word)] for word in parts["who"].split() if word.startswith("W")]
            ours = any(word in _US for word in parts["who"].split())
            return [*named, *([self._statements.writer] if ours and self._statements.writer is not None else [])]
        if "group" in parts:
            return slots.of_many(self._statements.drafts.all)
        if "everybody" in parts:
            return self._everybody(parts["everybody"], slots)
        if "pair" in parts:
            return list(last) if len(last) == _PAIR else []
        return list(last) if "last" in parts and len(last) == 1 else []

    def _everybody(self, said: str, slots: Slots) -> list[Draft]:
        """All partners, if all are clusters and as many as the sentence says: "all three of them have applied"."""
        partners = list(self._statements.drafts.all)
        both = _BOTH in said.split()
        counted = slots.numbers[:1] in ([], [len(partners)]) and (not both or len(partners) == _PAIR)
        ours = not any(word in _US for word in said.split()) or self._statements.writer is not None
        return partners if counted and ours and all(draft.kind in CLUSTERS for draft in partners) else []

    def _seat(self, who: Sequence[Draft], parts: dict[str, str], slots: Slots) -> bool:
        """Gives the partner the place that is told with its registration."""
        said = [slots.places[number_of(parts["place"])].value]
        place = seat_of(who[0], said, [], moves=False) if len(who) == 1 else None
        if place is None or ("old" in parts and contradicts(place, slots.places[number_of(parts["old"])].value)):
            return False
        who[0].place = place
        return True
