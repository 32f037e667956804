"""Partners listed in a sentence, by name or behind a colon: "the clusters that have signed up are Nova (Celje) and
Terra in Limoges", "our consortium: cluster, Burgas/BG; cluster, Nitra/SK".

Each of them is read like the item of a list, whatever order its parts stand in; a sentence in which any word is left
over is no such list and is left to the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.eligibility.reader.layout.cells import Card, Cells
from assistant.eligibility.reader.layout.headings import Heading
from assistant.eligibility.reader.layout.items import Item
from assistant.eligibility.reader.layout.one_card import card_of
from assistant.eligibility.reader.layout.segments import Form, Segment
from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Sense, Tag, key, phrases

_FEWEST, _MOST = 2, 30
_LONGEST_LEAD = 14
_LONGEST_SENTENCE = 1_500
# Between partners behind a colon, the strongest first, and without one.
_SIGNS = (";", " + ", " | ", " - ", " – ", " — ", " / ", ",")
_PLAIN_SIGNS = (";", ",")
_END = re.compile(r"[.!](?=\s+[^\W_])|[.!]?[ \t]{0,20}\n|[.!]\s*$")
_ARROW = re.compile(r"(<)[-=]|[-=](>)")
_WORD = re.compile(r"[\w'’-]+")
_LEADING = (
    Tag.KIND, Tag.GENERIC, Tag.GROUP, Tag.BE, Tag.HAVE, Tag.DEFINITE, Tag.ARTICLE, Tag.OWN, Tag.FUNCTION, Tag.IN,
    Tag.AND, Tag.ALL, Tag.AS, Tag.NUMBER, Tag.PRONOUN, Tag.RELATIVE, Tag.WE, Tag.CALLED, Tag.BOTH,
)  # fmt: skip


class RunInLists:
    """Finds such lists in the running text of one description."""

    def __init__(self, text: str, cells: Cells, *, speaks: bool) -> None:
        self._text = text
        self._cells = cells
        self._lexicon = cells.lexicon
        self._speaks = speaks
        self._leads = phrases(self._lexicon.raw["run_in_leads"])
        joins = "|".join(map(re.escape, self._lexicon.raw["run_in_joins"]))
        self._joins = re.compile(rf"\s{{1,20}}(?:{joins})\s{{1,20}}", re.IGNORECASE)
        self._opens = re.compile(rf"\s{{0,20}}(?:{joins})\s{{1,20}}", re.IGNORECASE)

    def of(self, unit: Segment) -> list[Item | Segment] | None:
        """A piece of running text with the first such list in it as items; None if there is none."""
        for start, end in self._sentences(unit):
            items = self._listed(start, end)
            if items is not None:
                before = [Segment(unit.start, start, Form.PROSE)] if self._text[unit.start : start].strip() else []
                after = [Segment(end, unit.end, Form.PROSE)] if self._text[end : unit.end].strip(" .!\n") else []
                return [*before, *items, Item(end, end, heading=Heading()), *after]
        return None

    def _sentences(self, unit: Segment) -> Iterator[tuple[int, int]]:
        begin = at = unit.start
        forms = [found.span() for found in self._cells.legal.finditer(self._text, unit.start, unit.end)]
        while found := _END.search(self._text, at, unit.end):
            at = found.end()
            if any(one <= found.start() < other for one, other in forms) and found.end() < unit.end:
                continue
            yield begin, found.start()
            begin = found.end()
        if begin < unit.end:
            yield begin, unit.end

    def _listed(self, start: int, end: int) -> list[Item | Segment] | None:
        if end - start > _LONGEST_SENTENCE or "?" in self._text[start:end]:
            return None
        lead = self._lead(start, end)
        if lead is None:
            return None
        heading, begin, announced = lead
        for sign in _SIGNS if announced else _PLAIN_SIGNS:
            spans = self._cut(begin, end, sign)
            if len(spans) < _FEWEST and sign != ",":
                continue
            items = self._items(self._joined(spans, sign, named=not announced), heading, named=not announced)
            if sign == "," and not _alike([item.card for item in items if item.card is not None]):
                continue
            if items and heading.count in (None, len(items)):
                return [Item(begin, begin, heading=heading), *items]
        return None

    def _items(self, spans: Sequence[tuple[int, int]], heading: Heading, *, named: bool) -> list[Item]:
        """The partners in these parts; none if one of them is not read, or they are too few."""
        cards = [self._card(slice(*span), heading, named=named) for span in spans]
        items = [Item(*span, card=card) for span, card in zip(spans, cards, strict=True) if card is not None]
        return items if _FEWEST <= len(items) == len(cards) <= _MOST else []

    def _lead(self, start: int, end: int) -> tuple[Heading, int, bool] | None:
        """What the words in front of the list say, where it begins, at the first name or behind a colon, and whether
        there is a colon."""
        words = list(_WORD.finditer(self._text, start, end))
        heading, at = Heading(), 0
        colon = self._text.find(":", start, end)
        while at < len(words) and at < _LONGEST_LEAD:
            begin = words[at].start()
            said = key(self._text[begin : colon if begin < colon else end])[:_LONGEST_LEAD]
            if (at and begin > colon > 0) or (colon < 0 and at and self._text[begin].isupper()) or not said:
                break
            plain = self._leads.at(said, 0)[1]
            sense, length = self._lexicon.senses.at(said, 0)
            if not plain and (sense is None or sense.tag not in _LEADING):
                return None
            if sense is not None and (not plain or sense.tag is Tag.KIND) and not self._hears(heading, sense):
                return None
            heading.plural = heading.plural or said[0] in self._lexicon.raw["run_in_many"]
            at += max(plain, length, 1)
        if not (heading.plural or colon > 0) or not 0 < at < len(words):
            return None
        return heading, words[at].start() if colon < 0 else colon + 1, colon > 0

    def _hears(self, heading: Heading, sense: Sense) -> bool:
        """Takes a word in front of the list; False if it speaks of one only, or of a second kind."""
        if sense.tag is Tag.KIND:
            if heading.kind is not None and sense.value is not heading.kind:
                return False
            heading.kind, heading.plural = sense.value, heading.plural or sense.plural
        elif sense.tag is Tag.GENERIC:
            heading.plural = heading.plural or sense.plural
        elif sense.tag is Tag.NUMBER:
            heading.count = sense.value
        return True

    def _cut(self, begin: int, end: int, sign: str) -> list[tuple[int, int]]:
        """The parts of a list between its signs outside brackets."""
        depth, at, place = 0, begin, begin
        spans: list[tuple[int, int]] = []
        arrows = {m.start(m.lastindex or 0) for m in _ARROW.finditer(self._text, begin, end)}
        while place < end:
            if place not in arrows:
                depth += (self._text[place] in "([<{") - (self._text[place] in ")]>}")
            if depth <= 0 and self._text.startswith(sign, place):
                spans.append((at, place))
                place = at = place + len(sign)
                continue
            place += 1
        return [*spans, (at, end)]

    def _joined(self, spans: Sequence[tuple[int, int]], sign: str, *, named: bool) -> list[tuple[int, int]]:
        """The parts with the last one taken apart: "Terra in Limoges and Luna in Bari"."""
        *front, (start, end) = spans
        opening = self._opens.match(self._text, start, end)
        if opening:
            return [*front, (opening.end(), end)]
        for join in self._joins.finditer(self._text, start, end) if sign == "," else ():
            inside = self._text[start : join.start()]
            if inside.count("(") > inside.count(")"):
                continue
            parts = (start, join.start()), (join.end(), end)
            if all(self._card(slice(*part), Heading(), named=named) is not None for part in parts):
                return [*front, *parts]
        return list(spans)

    def _card(self, part: slice, heading: Heading, *, named: bool) -> Card | None:
        """The partner of a part, with its place; if `named`, with its name."""
        card = card_of(self._text[part], self._cells, speaks=self._speaks)
        if any(
            self._text[join.end()].islower() for join in self._joins.finditer(self._text, part.start, part.stop - 1)
        ):
            return None  # "the Slovenian cluster Nova and the cluster Terra"
        if card is None or card.place is None or card.copies > 1 or (card.name is None and (named or not card.kind)):
            return None
        kinds = {kind for kind in (card.kind, heading.kind) if kind is not None}
        return card if len(kinds) <= 1 or kinds <= set(CLUSTERS) else None


def _alike(cards: Sequence[Card]) -> bool:
    """Whether commas stand between these partners and not inside one: all are named or none, and none is "ourselves"
    with the kind behind a comma."""
    named = {card.name is not None for card in cards}
    return len(named) == 1 and not any(card.ours and card.name is None for card in cards)
