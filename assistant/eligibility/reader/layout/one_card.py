"""One list item as one partner, whatever order its parts stand in.

"Klaster Drewna (cluster, Lublin) - coordinator - on the ECCP" has five parts: a name, a kind, a place, a role and a
registration. Whatever order they stand in, they are those of one partner. An item in which any word is left over, or
that speaks of more than one, is no such item and is left to the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.eligibility.consortium import Eccp, Kind
from assistant.eligibility.reader.layout.cells import LONGEST_CELL, QUOTED, Card, Cell, Cells
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.tokens.lexicon import Sense, Tag
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.names import How
from assistant.gazetteer.text import words_of

_LONGEST = 260
_MOST_CELLS = 12
_MOST_COPIES = 20
_COUNTED = re.compile(r"(\d{1,2})\s*[x×]?\s+(?=[^\W\d])")
_WEIGHT = {Eccp.REGISTERED: 1, Eccp.NO: 2, Eccp.UNKNOWN: 3, Eccp.SUBMITTED: 4}
_ADJECTIVAL = (How.ADJECTIVE, How.DEMONYM)
_NAMED_BY_PLACE = (Kind.UNIVERSITY, Kind.RESEARCH, Kind.PUBLIC_BODY, Kind.OTHER)
# What may stand in a part beside a kind, a place or a name without meaning anybody else.
_SMALL = (Tag.FUNCTION, Tag.IN, Tag.ARTICLE, Tag.DEFINITE, Tag.AND, Tag.AS, Tag.GENERIC)


def card_of(text: str, cells: Cells, *, speaks: bool = False) -> Card | None:
    """The partner of an item; None if the item is not just one. `speaks`: the message names the platform."""
    source = text.strip(" \t\n,;.")
    if not source or len(source) > _LONGEST or "?" in source:
        return None
    copies, counted = 1, _COUNTED.match(source)
    if counted:
        copies, source = int(counted[1]), source[counted.end() :]
    parts = cells.cut(source)
    if not 0 < len(parts) <= _MOST_CELLS or not 0 < copies <= _MOST_COPIES:
        return None
    cells.find_places(parts)
    reader = _Reader(cells, Card(text.strip(" \t\n,;"), copies=copies), plural=copies > 1, speaks=speaks)
    return reader.read(parts)


class _Reader:
    """Puts one card together."""

    def __init__(self, cells: Cells, card: Card, *, plural: bool, speaks: bool) -> None:
        self._cells = cells
        self._lexicon = cells.lexicon
        self._card = card
        self._plural = plural
        self._speaks = speaks
        self._kinds: list[Kind] = []
        self._named: list[PlaceMention] = []
        self._placed: list[PlaceMention] = []
        self._statuses: list[Eccp] = []
        self._field: str | None = None
        self._many = False
        self._cells_read: Sequence[Cell] = ()

    def read(self, cells: Sequence[Cell]) -> Card | None:
        """The card, None if any part is left unread."""
        self._cells_read = cells
        for at, cell in enumerate(cells):
            field_ = self._cells.field_of(cell)
            if field_ is not None and at + 1 < len(cells):
                self._field = field_
                continue
            begins = at > 0 and cells[at - 1].sign in (".", "!")
            if not self._part(cell) or (begins and self._names_another(cell)):
                return None
            self._field = None
        return self._settled()

    def _names_another(self, cell: Cell) -> bool:
        """Whether a second sentence begins with somebody: "…. The agency of Styria as associated partner"."""
        tags = {sense.tag for sense, _ in self._cells.senses(cell.plain) if sense is not None}
        return Tag.KIND in tags and bool(tags & {Tag.DEFINITE, Tag.ARTICLE, Tag.OWN})

    def _part(self, cell: Cell) -> bool:
        cells = self._cells
        self._without_one(cell)
        words = cell.plain
        if len(words) > LONGEST_CELL or not cell.text.strip("*-–—. "):
            return len(words) <= LONGEST_CELL
        asked, said = self._field == "eccp", bool(self._statuses)
        if self._field == "ignored":
            return False
        if " ".join(words) in cells.not_applicable or (asked and cell.text in ("-", "–", "/")):
            return True
        status = cells.status_of(cell, asked=asked, after=said or (self._speaks and not cell.places))
        if status is not None:
            self._statuses.append(status)
            return True
        if asked:
            return False
        role = cells.role_of(cell)
        if role is not None and not self._country_only(cell):
            if self._card.roles and self._card.roles != [role]:
                return False
            self._card.roles = [role]
            return True
        return self._describes(cell)

    def _without_one(self, cell: Cell) -> None:
        """Takes the number of "one cluster from Graz" out."""
        senses = [sense for sense, _ in self._cells.senses(cell.plain)]
        if len(senses) > 1:
            one, other = senses[:2]
            if one and other and one.tag is Tag.NUMBER and one.value == 1 and other.tag is Tag.KIND:
                cell.words = cell.words[1:]

    def _country_only(self, cell: Cell) -> bool:
        """Whether the code of a role is that of a country, the only place given: "SME, BE"."""
        others = (other for other in self._cells_read if other is not cell)
        return bool(cell.places) and self._cells.is_code(cell) and not any(other.places for other in others)

    def _describes(self, cell: Cell) -> bool:
        """Takes a part that names, places or describes the partner; False if it says anything else."""
        words = cell.plain
        senses = self._cells.senses(words)
        kinds: list[Kind] = []
        unknown = 0
        mentioned = 0
        for at, (sense, start) in enumerate(senses):
            word = next((w for n, w in enumerate(cell.words) if n == start), None)
            capital = word is not None and cell.text[word.start].isupper()
            if word is not None and not word.folded:
                mentioned += 1
                continue
            if sense is None:
                if word is not None and len(word.folded) == 1 and capital and not cell.quoted:
                    return False  # "Cluster A": a label
                unknown += 1
                continue
            if sense.tag is Tag.KIND:
                if sense.plural and not self._plural and not cell.quoted and not (capital and at):
                    return False
                kinds.append(sense.value)
                self._many = self._many or sense.plural
            elif sense.tag is Tag.WE or sense.tag is Tag.OWN:
                self._card.ours = True
            elif sense.tag in (Tag.PRONOUN, Tag.BE) and self._card.ours | self._is_us(senses):
                continue
            elif sense.tag is Tag.LEGAL:
                self._card.legal = sense.value
            elif sense.tag is Tag.ROLE and at and self._unread(senses[at - 1], cell):
                return False  # "WP2 lead"
            elif sense.tag is Tag.ROLE and not sense.plural and not self._card.roles:
                self._card.roles = [sense.value]
            elif sense.tag is Tag.ROLE and self._card.roles == [sense.value]:
                continue
            elif (
                (sense.tag not in _SMALL and not (capital and (cell.quoted or sense.tag is Tag.EUROPEAN)))
                or (sense.tag is Tag.AND and cell.places and mentioned and len(cell.places) > 1)
                or (sense.tag is Tag.GENERIC and sense.plural)
            ):
                return False
        if unknown and not kinds and not cell.places and not self._is_name(cell):
            return False
        return self._take(cell, kinds)

    def _unread(self, before: tuple[Sense | None, int], cell: Cell) -> bool:
        """Whether the word before is neither known nor a place."""
        return before[0] is None and bool(cell.plain[before[1]])

    def _is_us(self, senses: Sequence[tuple[Sense | None, int]]) -> bool:
        return any(sense is not None and sense.tag is Tag.WE for sense, _ in senses)

    def _is_name(self, cell: Cell) -> bool:
        """Whether a part can be a name: capitals, quotes, a legal form, a word for a cluster in any language."""
        if cell.quoted or self._cells.legal.search(cell.text) or self._cells.kind_named(cell.plain):
            return True
        capitals = [w for w in cell.words if cell.text[w.start].isupper()]
        if len(cell.words) == 1 and cell.plain[0].endswith(tuple(self._lexicon.raw["not_name_endings"])):
            return False  # "Cancelled"
        return bool(capitals) and cell.words[0] in capitals

    def _take(self, cell: Cell, kinds: Sequence[Kind]) -> bool:
        cells, card, words = self._cells, self._card, cell.plain
        proper = self._proper(cell)
        own = cells.kind_named(words)
        if own is Kind.CLUSTER and (proper or not kinds or set(kinds) == {Kind.CLUSTER}):
            kinds = [Kind.CLUSTER]
        elif not kinds and own is not None and proper:
            kinds = [own]
        if len(set(kinds)) > 1:
            return False
        if kinds and kinds[0] is Kind.SME and not set(words).isdisjoint(self._lexicon.raw["large_words"]):
            kinds = [Kind.LARGE_COMPANY]  # "large car-parts manufacturer"
        self._kinds += kinds[:1]
        for mention in cell.places:
            if mention.excluded:
                return False
            if proper and mention.how is How.CODE:
                continue  # "IT Cluster"
            if proper and (mention.how in _ADJECTIVAL or mention.fuzzy):
                if mention.how in _ADJECTIVAL:
                    self._named.append(mention)
                continue
            (self._named if proper else self._placed).append(mention)
        if proper and card.name is None:
            card.name = self._unquoted(cell.text) if cell.quoted else self._without_seat(cell)
        elif proper and not kinds and not cell.places and (cell.quoted or cells.legal.search(cell.text)):
            return False  # two names
        return True

    def _unquoted(self, text: str) -> str:
        """'Shipyard "Servis Jadran" d.o.o.' as "Servis Jadran d.o.o."."""
        quoted = QUOTED.search(text)
        assert quoted is not None
        form = self._cells.legal.search(text, quoted.end())
        return f"{quoted[1] or quoted[2]}{f' {form.group()}' if form else ''}".strip()

    def _without_seat(self, cell: Cell) -> str:
        """ "Vitagora from Dijon" as "Vitagora", "University of Porto" as it is."""
        name = cell.text
        for mention in reversed(cell.places):
            words = [word for word in cell.words if word.end <= mention.start - cell.offset]
            for length in (3, 2, 1):
                if len(words) > length and " ".join(w.folded for w in words[-length:]) in self._cells.seated:
                    name = cell.text[: words[-length].start]
        first = cell.words[0] if cell.words else None
        sense = self._lexicon.senses.at([first.folded], 0)[0] if first and first.folded else None
        if first and sense is not None and sense.tag in (Tag.AND, Tag.DEFINITE, Tag.ARTICLE) and name[:1].islower():
            name = name[first.end :]
        return self._without_kind(name.strip(" ,"))

    def _without_kind(self, name: str) -> str:
        """ "cluster organisation Nova" as "Nova"."""
        words = words_of(name)
        sense, length = self._lexicon.senses.at([word.folded for word in words], 0) if words else (None, 0)
        named = length < len(words) and name[words[length].start].isupper()
        said = sense is not None and sense.tag is Tag.KIND and name[:1].islower()
        return name[words[length].start :] if said and named else name

    def _proper(self, cell: Cell) -> bool:
        """Whether a part is a proper name: quotes, a legal form, two words of it in capitals that are no places."""
        if cell.quoted or self._cells.legal.search(cell.text):
            return True
        capitals = [w for w in cell.words if w.folded and cell.text[w.start].isupper()]
        if len(capitals) >= 2:
            return True
        if not capitals:
            return False
        if cell.places and capitals[0] is cell.words[0] and self._institution(cell):
            return True
        first = cell.words.index(capitals[0])
        sense, _ = self._lexicon.senses.at([w.folded for w in cell.words], first)
        return sense is None and (
            len(cell.words) == 1
            or self._ends_kind(cell, first)
            or not any(
                (s := self._lexicon.senses.at([w.folded], 0)[0]) is not None and s.tag is Tag.KIND
                for w in cell.words
                if w.folded and not cell.text[w.start].isupper()
            )
        )

    def _ends_kind(self, cell: Cell, at: int) -> bool:
        """Whether a kind in small letters stands before a word: "the cluster Vindklyngen"."""
        senses = self._cells.senses(cell.plain[:at])
        if not senses or senses[-1][0] is None:
            return False
        return senses[-1][0].tag is Tag.KIND and cell.text[cell.words[senses[-1][1]].start].islower()

    def _institution(self, cell: Cell) -> bool:
        """Whether a part is a kind that is named by its place: "University of Porto", "City of Braga"."""
        after = cell.text[: cell.places[0].start - cell.offset]
        sense, _ = self._lexicon.senses.at(cell.plain, 0)
        kind = sense is not None and sense.tag is Tag.KIND and sense.value in _NAMED_BY_PLACE
        return (kind or self._cells.kind_named(cell.plain) in _NAMED_BY_PLACE) and after.endswith(" of ")

    def _settled(self) -> Card | None:
        cells, card = self._cells, self._card
        if self._plural and not self._many:
            return None  # "2 Szeged cluster": its number in the list
        kinds = list(dict.fromkeys(self._kinds))
        if Kind.CLUSTER in kinds and set(kinds) <= {Kind.CLUSTER, Kind.OTHER, Kind.NGO}:
            kinds = [Kind.CLUSTER]  # "association (cluster)"
        if Kind.OTHER in kinds and set(kinds) in ({Kind.OTHER, other} for other in (Kind.NGO, Kind.RESEARCH)):
            kinds = [kind for kind in kinds if kind is not Kind.OTHER]  # "Nova Association (NGO)"
        if Kind.SME in kinds and set(kinds) == {Kind.SME, Kind.LARGE_COMPANY}:
            kinds = [Kind.LARGE_COMPANY]
        if len(kinds) > 1:
            return None
        card.kind = kinds[0] if kinds else None
        place = cells.place_of(self._placed)
        if place is None:
            return None
        if place.empty:
            place = cells.place_of([m for m in self._named if m.how not in _ADJECTIVAL])
            if place is None or (place.empty and self._named):
                return None  # "Polish Aviation Cluster" alone: whether it sits in Poland is for the grammar
        elif any(m.country and m.country not in place.countries for m in self._named if m.how not in _ADJECTIVAL):
            return None  # "Valencia cluster, Algarve Tourism Board"
        elif not place.regions and len(place.countries) == 1:
            inside = cells.place_of(
                [m for m in self._named if m.how not in _ADJECTIVAL and m.country in (None, place.countries[0])]
            )
            regions = tuple(r for r in (inside.regions if inside else ()) if r)
            narrower = bool(inside) and inside is not None and inside.countries == place.countries and bool(regions)
            place = Place(place.countries, regions) if narrower else place
        card.place = None if place.empty else place
        card.towns = [m.text for m in (*self._placed, *self._named) if m.how not in _ADJECTIVAL]
        if self._statuses:
            card.eccp = max(self._statuses, key=lambda status: _WEIGHT[status])
        return card if card.kind or card.name or card.place else None
