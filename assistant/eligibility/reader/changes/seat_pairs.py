"""Where several partners sit, told of nothing else: "in Cyprus it is Nicosia, in Latvia Riga", "Brno (Czech cluster)".

Each of them is named in the same way, and a country alone names the only partner that sits in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.changes.forms import number_of
from assistant.eligibility.reader.changes.heads import with_articles, without_mention
from assistant.eligibility.reader.changes.pair_forms import Pair, pair_forms_of
from assistant.eligibility.reader.changes.seats import seat_of
from assistant.eligibility.reader.changes.slots import Anyone, Reader, Slots, plain
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.standing.who import Who
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention

_LONGEST = 90
_SEVERAL = 2


class _Apart(Anyone):
    """Finds one partner by more than a place alone, which is a seat or a country here."""

    def one(self, at: int) -> Who | None:
        beside = self._tag(at) is Tag.DEFINITE and self._tag(at + 1) is Tag.PLACE
        headed = self._tag(at + 2) in (Tag.KIND, Tag.GENERIC, Tag.WORD, Tag.NUMBER, Tag.NAME)
        if self._tag(at) is Tag.PLACE or (beside and not headed):
            return None
        return super().one(at)


class SeatPairs:
    """Gives partners known the places that one sentence lists for them.

    Every word must be accounted for, each partner be another one, and each place lie where its partner is known to be;
    else nothing is taken.
    """

    def __init__(self, statements: Editor, status: Status) -> None:
        self._statements, self._lexicon, self._text = statements, status.lexicon, status.text

    def tell(self, sentence: Sequence[Token]) -> list[Draft]:
        """Those whose seats the sentence gives; nobody, and nothing changed, if it says anything else."""
        places = sum(token.tag is Tag.PLACE for token in sentence)
        if not places or len(sentence) > _LONGEST or any(token.tag is Tag.ECCP for token in sentence):
            return []
        slots = self._line(sentence)
        for form in pair_forms_of(self._lexicon.language):
            pairs = form.read(slots.line)
            told = self._seats(pairs, slots) if len(pairs) >= form.least else []
            if told:
                return self._take(told)
        return []

    def _line(self, sentence: Sequence[Token]) -> Slots:
        statements, slots = self._statements, Slots()
        tokens = [token for token in sentence if token.tag is not Tag.STOP]
        tokens = plain(with_articles(without_mention(tokens, self._lexicon)), self._text, self._lexicon)
        finder = _Apart(tokens, self._text, self._lexicon, statements.drafts, statements.writer, [])
        Reader(tokens, finder, statements.drafts.all, placing=True).into(slots)
        return slots

    def _seats(self, pairs: Sequence[Pair], slots: Slots) -> list[tuple[Draft, Place]]:
        """Each partner with its place; none where it is not certain of all."""
        found: list[tuple[Draft, Place]] = []
        for pair in pairs:
            draft = slots.who[number_of(pair["who"])] if "who" in pair else None
            said = [slots.places[number_of(pair[name])].value for name in ("place", "inside") if name in pair]
            if "country" in pair:
                draft = self._only_one(slots.places[number_of(pair["country"])].value)
            if draft is None or any(draft is other for other, _ in found):
                return []
            place = self._of(draft, said)
            if place is None:
                return []
            found.append((draft, place))
        return found

    def _of(self, draft: Draft, said: Sequence[PlaceMention]) -> Place | None:
        """The place that is told of a partner; None where it cannot sit there by what is known of it."""
        unplaced = draft.place is None or draft.place.empty
        if not any(draft is each for each in self._statements.drafts.all):
            return None
        return seat_of(draft, said, [], moves=unplaced, corrected=unplaced)

    def _only_one(self, country: PlaceMention) -> Draft | None:
        """The only partner in a country; of several the only one whose place in it is open."""
        codes = {code for code, _ in country.candidates}
        there = [draft for draft in self._statements.drafts.all if is_at(draft, country)]
        if len(there) >= _SEVERAL:
            there = [draft for draft in there if draft.place is not None and not draft.place.regions]
        return there[0] if len(codes) == 1 and len(there) == 1 else None

    def _take(self, told: Sequence[tuple[Draft, Place]]) -> list[Draft]:
        for draft, place in told:
            draft.locate(place)
        self._statements.drafts.news = True
        self._statements.context.last = [draft for draft, _ in told]
        return list(self._statements.context.last)
