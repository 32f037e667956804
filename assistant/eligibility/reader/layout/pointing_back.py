"""Lines below a list that only point back to its partners: "Lead: the Czech cluster", "Registered: Bari"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.layout.cells import Card
from assistant.eligibility.reader.layout.headings import Heading
from assistant.eligibility.reader.layout.items import Item
from assistant.eligibility.reader.layout.segments import Segment
from assistant.eligibility.reader.tokens.lexicon import key

Line = list[Item | Segment] | None


class PointingBack:
    """Finds such lines in one text. `definite`: the words for "the"; `labelled`: what begins with a label."""

    def __init__(self, text: str, definite: frozenset[str], labelled: re.Pattern[str]) -> None:
        self._text, self._definite, self._labelled = text, definite, labelled

    def without(self, read: Sequence[Line], *, rows: bool) -> list[Line]:
        """What was read of the lines, nothing of those that point back. `rows`: whether the text has a table, whose
        partners are not among them."""
        seen: set[object] = set()
        found: list[Line] = []
        for items in read:
            cards = [(item, item.card) for item in items or () if isinstance(item, Item) and item.card is not None]
            headings = [item.heading for item in items or () if isinstance(item, Item) and item.heading is not None]
            if cards and all(self._points(item, card, headings, seen, rows=rows) for item, card in cards):
                found.append(None)
                continue
            over = next((heading.kind for heading in headings if heading.kind), None)
            seen |= {sign for item, card in cards if not self._is_definite(item) for sign in _known_by(card, over)}
            found.append(items)
        return found

    def _points(self, item: Item, card: Card, headings: Sequence[Heading], seen: set[object], *, rows: bool) -> bool:
        if card.name:
            words = card.name.split()
            parts = [" ".join(part) for at in range(1, len(words)) for part in (words[:at], words[at:])]
            says_more = any(("name", part) in seen for part in parts)  # "Nova leads", "Led by Nova"
            labelled = bool(self._labelled.fullmatch(card.name))
            return labelled or ("name", card.name) in seen or (says_more and card.place is None)
        countries = card.place.countries if card.place is not None else ()
        definite = self._is_definite(item)
        told = any(heading.tells for heading in headings)
        if rows and definite and told and not any(heading.kind for heading in headings):
            return True
        if not definite and (card.kind is not None or not told or any(heading.kind for heading in headings)):
            return False
        signs = {(card.kind, country) for country in countries} or {(card.kind, "")}
        return (card.kind is not None or bool(countries)) and signs <= seen

    def _is_definite(self, item: Item) -> bool:
        """Whether an item speaks of "the" cluster or partner."""
        return not self._definite.isdisjoint(key(self._text[item.start : item.end]))


def _known_by(card: Card, over: Kind | None) -> list[object]:
    """What a partner is known by: its name, its kind, its country, its kind in its country. `over`: the kind that the
    heading in front says."""
    places = ("", *(card.place.countries if card.place is not None else ()))
    kinds = (None, card.kind or over) if card.kind or over or card.name else ()
    return [("name", card.name), *((kind, country) for kind in kinds for country in places)]
