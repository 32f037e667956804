"""What a sentence states anew of partners known: where one sits, how many of a kind there are."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.changes.counts import recounted
from assistant.eligibility.reader.changes.forms import forms_of, number_of
from assistant.eligibility.reader.changes.seats import contradicts, seat_of
from assistant.eligibility.reader.changes.slots import Slots
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Located, Place, merged_places
from assistant.eligibility.reader.partners.witnesses import is_at, is_of
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_OF_SEATS = ("seat", "narrow")
_OF_NUMBERS = ("count", "count_from")
RESTATING = (*_OF_SEATS, *_OF_NUMBERS, "nothing", "identify", "return")
_PAIR = 2


class Restated:
    """Takes seats and numbers from sentences that tell of nothing else."""

    def __init__(self, statements: Editor, language: str) -> None:
        self._statements = statements
        self._forms = [form for form in forms_of(language) if form.operation in RESTATING]

    def tell(self, slots: Slots, seated: Slots | None) -> list[Draft]:
        """Those of whom the line of `slots` restates something, or `seated`, in which places are seats; nobody, and
        nothing changed, if neither does."""
        for form in self._forms:
            slotted = seated if form.operation in _OF_SEATS else slots
            parts = form.parts(slotted.line) if slotted is not None else None
            if slotted is not None and parts is not None and (told := self._take(form.operation, parts, slotted)):
                return told
        return []

    def _take(self, operation: str, parts: dict[str, str], slots: Slots) -> list[Draft]:
        if operation in _OF_SEATS:
            return self._seat(parts, slots, moves=operation == "seat")
        if operation in _OF_NUMBERS:
            return self._count(slots, backwards=operation == "count_from") if slots.numbers else []
        if operation == "identify":
            return self._identify(parts, slots)
        return self._return(parts, slots) if operation == "return" else self._nothing(parts, slots)

    def _nothing(self, parts: dict[str, str], slots: Slots) -> list[Draft]:
        """Those of whom a sentence repeats what is known, or says that it is not known."""
        last = self._statements.context.last
        if "old" in parts:
            mention = slots.places[number_of(parts["old"])].value
            if "same" in parts and slots.who[number_of(parts["same"])] not in last:
                return []
            return list(last) if len(last) == 1 and not is_at(last[0], mention) else []
        if "who" in parts:
            draft = slots.who[number_of(parts["who"])]
            return [draft] if draft.place is None or not draft.place.regions else []
        first, second = (_mentions(parts[name], slots) for name in ("same", "again"))
        named = [slots.who[number_of(parts[name])] for name in ("same", "again") if parts[name].startswith("W")]
        return named[:1] if first == second and first else []

    def _identify(self, parts: dict[str, str], slots: Slots) -> list[Draft]:
        """Says who the only partner is of whom no place is known."""
        drafts = self._statements.drafts
        open_ = [draft for draft in drafts.all if (draft.place is None or draft.place.empty) and not draft.name]
        told = slots.new[number_of(parts["new"])]
        kinds = [token.value for token in told if token.tag is Tag.KIND]
        said = [token.value for token in told if token.tag is Tag.PLACE]
        if len(open_) != 1 or len(kinds) != 1 or not said or (open_[0].kind and not is_of(open_[0], kinds[0])):
            return []
        if "who" in parts and slots.who[number_of(parts["who"])] is not open_[0]:
            return []
        places = merged_places([Located(mention, "," if at else "") for at, mention in enumerate(said)])
        if len(places) != 1:
            return []
        open_[0].kind, open_[0].place = open_[0].kind or kinds[0], places[0]
        self._statements.context.last = open_
        return open_

    def _return(self, parts: dict[str, str], slots: Slots) -> list[Draft]:
        """Takes the only one back in who sat in a place and had gone."""
        drafts = self._statements.drafts
        if "new" in parts or "kind" in parts:
            told = slots.new[number_of(parts["new"])] if "new" in parts else [slots.kinds[number_of(parts["kind"])]]
            return self._back(told)
        mention = slots.places[number_of(parts["place"])].value
        gone = [draft for draft in drafts.gone if is_at(draft, mention)]
        if len(gone) != 1 or any(is_at(draft, mention) for draft in drafts.all):
            return []
        drafts.add(gone[0])
        drafts.gone.remove(gone[0])
        self._statements.context.last = gone
        return gone

    def _back(self, told: Sequence[Token]) -> list[Draft]:
        """Takes the only one back in who had gone and is what the words tell of: "the French one is back"."""
        drafts = self._statements.drafts
        kinds = [token.value for token in told if token.tag is Tag.KIND]
        places = [token.value for token in told if token.tag is Tag.PLACE]
        named = any(token.tag is Tag.NAME for token in told)
        there = [draft for draft in drafts.gone if all(is_at(draft, place) for place in places)]
        gone = [draft for draft in there if all(is_of(draft, kind) for kind in kinds)]
        if named or not (places or kinds) or len(gone) != 1:
            return []
        drafts.add(gone[0])
        drafts.gone.remove(gone[0])
        drafts.news = True
        self._statements.context.last = gone
        return gone

    def _seat(self, parts: dict[str, str], slots: Slots, *, moves: bool) -> list[Draft]:
        """Gives one partner, or each of two, the place that is told of it."""
        told: list[tuple[Draft, Place]] = []
        for who, names in (("who", ("place", "inside", "within")), ("other", ("place_of_other",))):
            if who not in parts and who != "who":
                continue
            at = number_of(parts[who]) if who in parts else None
            last = self._statements.context.last
            draft = slots.who[at] if at is not None else last[0] if len(last) == 1 else None
            said = [slots.places[number_of(parts[name])].value for name in names if name in parts]
            if draft is None or not said or all(draft is not each for each in self._statements.drafts.all):
                return []
            head = slots.heads[at] if at is not None else []
            place = seat_of(draft, said, head, moves=moves, corrected="wrong" in parts)
            if place is None:
                return []
            told.append((draft, place))
        if "old" in parts and contradicts(told[0][1], slots.places[number_of(parts["old"])].value):
            return []
        for draft, place in told:
            draft.place = place
        self._statements.drafts.news = True
        self._statements.context.last = [draft for draft, _ in told[-1:]]
        return [draft for draft, _ in told]

    def _count(self, slots: Slots, *, backwards: bool) -> list[Draft]:
        """Makes those of one kind as many as the sentence says."""
        kinds = {token.value for token in (*slots.many, *slots.kinds)}
        numbers = list(reversed(slots.numbers)) if backwards else slots.numbers
        if len(kinds) != 1 or not 0 < len(numbers) <= _PAIR:
            return []
        drafts = self._statements.drafts
        before = list(drafts.all)
        left = recounted(drafts.all, kinds.pop(), numbers[0], numbers[1] if len(numbers) == _PAIR else None)
        if left is None:
            return []
        drafts.keep(left)
        self._statements.context.last = []
        return list(dict.fromkeys([*before, *left]))


def _mentions(part: str, slots: Slots) -> list[object]:
    """What the places mean by which a sign names a partner, or that stand alone."""
    at = number_of(part)
    found = slots.heads[at] if part.startswith("W") else [slots.places[at].value]
    return [mention.candidates for mention in found]
