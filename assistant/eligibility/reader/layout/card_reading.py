"""Partners taken from the items of a list as they stand, beside those that the grammar reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.grammar.statements import Statements
from assistant.eligibility.reader.layout.announced import Announced
from assistant.eligibility.reader.layout.card_lists import CardLists
from assistant.eligibility.reader.layout.cells import Card, Cells
from assistant.eligibility.reader.layout.forms import source_of
from assistant.eligibility.reader.layout.headings import Heading
from assistant.eligibility.reader.layout.items import Item
from assistant.eligibility.reader.layout.rows import Rows
from assistant.eligibility.reader.layout.segments import Form, Segment
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.marks import Marks
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.text import fold


class CardReading:
    """Takes the items of one description into its drafts."""

    def __init__(
        self, text: str, lexicon: Lexicon, gazetteer: Gazetteer, statements: Statements, marks: Marks, told: str
    ) -> None:
        self._text = text
        self._rows = Rows(text, lexicon, gazetteer)
        self._marks = marks
        self._told = told
        self._lexicon = lexicon
        self._of_some = False
        self._lists = CardLists(text, lexicon, Cells(lexicon, gazetteer))
        self._statements = statements
        self._drafts = statements.drafts
        self._heading = Heading()
        self._taken: list[Draft] = []
        self._listed: list[Draft] = []
        self._announced = Announced(statements.drafts)
        self._coming: list[Segment | Item] = []
        self._first: Segment | Item | None = None

    def of(self, segments: Sequence[Segment], *, known: bool) -> Sequence[Segment | Item]:
        """The segments with the items of lists among them; a later message describes by other means."""
        if known:
            return segments
        found = self._lists.find(segments)
        self._coming = [segment for segment in found if isinstance(segment, Item) or segment.form is Form.ROW]
        self._first = next((one for one in self._coming if isinstance(one, Segment) or one.card is not None), None)
        return found

    def takes(self, segment: Segment | Item) -> bool:
        """Takes the partners of an item or a row; False for any other segment."""
        if segment is self._first:
            self._meet()
        if isinstance(segment, Item):
            self._marks.item(segment.label, segment.start, self._item(segment))
            return True
        if segment.form is not Form.ROW:
            said = key(self._text[segment.start : segment.end])
            senses = [self._lexicon.senses.at(said, at)[0] for at in range(len(said))]
            self._of_some = any(sense is not None and sense.tag in (Tag.ORDINAL, Tag.EXCEPT) for sense in senses)
            return False
        drafts = [self._drafts.add(draft) for draft in self._rows.drafts(segment)]
        self._announced.tell(drafts)
        for draft in drafts:
            draft.source = source_of(draft.source, self._told, self._text)
        self._marks.row(self._text[slice(*segment.cells[0])] if segment.cells else "", drafts)
        return True

    def _meet(self) -> None:
        """Lets those counted before the list go, where they are the ones in it."""
        heading = Heading()
        listed: list[Draft] = []
        for segment in self._coming if self._drafts.all else ():
            if isinstance(segment, Segment):
                listed += self._rows.drafts(segment)
                continue
            heading = segment.heading or heading
            if segment.card is not None:
                listed += [Draft("", kind=segment.card.kind or heading.kind) for _ in range(segment.card.copies)]
        if listed and self._announced.meet(listed):
            self._statements.context.slots = []

    def _item(self, item: Item) -> list[Draft]:
        """The partners of an item, or none for a heading, which then holds for what follows."""
        if item.heading is not None:
            self._heading = item.heading
            if self._listed and not item.heading.tells:
                self._statements.context.last, self._listed = self._listed, []  # "They are all registered."
        if item.card is None:
            return []
        found = [self._draft(item.card) for _ in range(item.card.copies)]
        self.under(found)
        self._announced.tell(found)
        self._drafts.give(item.label, found)
        context = self._statements.context
        for draft in found:
            self._drafts.rename(draft)
            if draft.eccp is None and context.listing:
                draft.eccp = context.registered
            if not draft.roles and context.listing and context.roles:
                # "Partners, the last one only associated: …" says it of one of them.
                draft.roles = [Role.BENEFICIARY, *context.roles] if self._of_some else list(context.roles)
            if draft.kind is None and context.listing:
                draft.kind = context.kind
        context.last = found
        self._listed += found
        context.eccp_topic = context.eccp_topic or item.card.eccp is not None
        if item.card.ours and len(found) == 1 and self._statements.writer is None:
            self._statements.writer = found[0]
            found[0].writer = True
        return found

    def under(self, drafts: Sequence[Draft]) -> None:
        """Gives partners what the heading above them says and they themselves do not."""
        for draft in drafts:
            if draft.kind is None and not draft.kind_open:
                draft.kind = self._heading.kind
            draft.roles = draft.roles or list(self._heading.roles)
            draft.eccp = draft.eccp or self._heading.eccp

    def _draft(self, card: Card) -> Draft:
        """A new partner, or one that was counted before and is described only here."""
        context = self._statements.context
        free = [d for d in context.slots if d.name is None and d.place is None and _fits(card, d)]
        free = self._told_before(card) or free
        draft = free[0] if free and card.copies == 1 else self._drafts.add(Draft(card.source))
        context.slots = [d for d in context.slots if d is not draft]
        self._taken.append(draft)
        said = (card.source, *card.towns, card.name or "")
        draft.source = next((source for source in said if source in self._told), card.source)
        draft.name = draft.name or card.name
        draft.kind = draft.kind or card.kind
        draft.locate(replace(card.place) if card.place is not None else None)
        draft.roles = list(card.roles) or draft.roles
        draft.eccp = card.eccp or draft.eccp
        draft.legal = card.legal if card.legal is not None else draft.legal
        return draft

    def _told_before(self, card: Card) -> list[Draft]:
        """The partner of an item that the text has spoken of before its list: by its name, or as the writer's own."""
        known = self._drafts.named(card.name) if card.name else None
        if known is not None and (fold(known.name or "") != fold(card.name or "") or known in self._taken):
            known = None
        writer = self._statements.writer
        if (
            known is None
            and card.ours
            and writer not in self._taken
            and (card.name is None or writer is None or not writer.name)
        ):
            known = writer
        if known is None or not _fits(card, known):
            return []
        here, there = card.place, known.place
        apart = here is not None and there is not None and not set(here.countries) & set(there.countries)
        return [] if apart else [known]


def _fits(card: Card, draft: Draft) -> bool:
    """Whether a card can describe a partner of which only the kind is known."""
    return (
        card.kind is None or draft.kind is None or card.kind is draft.kind or {card.kind, draft.kind} <= set(CLUSTERS)
    )
