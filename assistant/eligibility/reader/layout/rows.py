"""Rows of a table with a known heading as partners."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.layout.segments import Segment
from assistant.eligibility.reader.layout.tables import COUNT, COUNT_REGISTERED, NAMED
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Located, Place, merged_places
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places
from assistant.gazetteer.names import How

_MOST_IN_ROW = 100
_FIGURES = 4

# "Cluster Alcoy*" in a row, and "* associated partner" in a line below the table.
_MARKED = re.compile(r"(?<=[\w)])([*†‡¹²]|\*\*)(?![\w*])")
_NOTE = re.compile(r"^[ \t]*([*†‡¹²]|\*\*)[ \t]*([^\W_*].*)$", re.MULTILINE)


class Rows:
    """Reads table rows of one text."""

    def __init__(self, text: str, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._text = text
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._status = Status(text, lexicon)
        # An "x" beside ticks may mean either.
        self._ticked = any(tick in text for tick in lexicon.raw["ticks"])

    def drafts(self, row: Segment) -> list[Draft]:
        """The partners of a row: one, as many as its figures say, or none for an empty row or a sum."""
        draft = self._draft(row)
        if draft is None:
            return []
        counts = self._counts(row)
        if counts is None:
            return [draft]
        found = []
        for kind, many, registered in counts:
            for at in range(min(many, _MOST_IN_ROW)):
                copy = replace(draft, name=None, kind=kind, roles=list(draft.roles))
                if registered is not None:
                    copy.eccp = Eccp.REGISTERED if at < registered else Eccp.NO
                found.append(copy)
        return found

    def _counts(self, row: Segment) -> list[tuple[Kind, int, int | None]] | None:
        """How many of each kind a row counts, and how many of them are registered; None where nothing is counted."""
        found: list[tuple[Kind, int, int | None]] = []
        for column, (start, end) in zip(row.columns, row.cells, strict=False):
            said = self._text[start:end].strip()
            figure = int(said) if said.isdecimal() and len(said) < _FIGURES else 0
            if column and column.startswith(COUNT):
                found.append((Kind(column.removeprefix(COUNT)), figure, None))
            elif column == COUNT_REGISTERED and found:
                kind, many, _ = found[-1]
                found[-1] = (kind, many, min(many, figure))
        return found or None

    def _draft(self, row: Segment) -> Draft | None:
        """The partner of a row; None for an empty row or a sum."""
        cells: dict[str, list[str]] = {}
        for column, (start, end) in zip(row.columns, row.cells, strict=False):
            value = self._text[start:end].strip().strip('"*').strip()
            if value and column and column != "ignored":
                cells.setdefault(column, []).append(value)
        if not cells:
            return None
        first = self._text[slice(*row.cells[0])] if row.cells else ""
        if (total := key(first)) and " ".join(total) in self._lexicon.raw["totals"]:
            return None
        draft = Draft(self._text[row.start : row.end].strip())
        name, headed = self._named(cells)
        draft.name = name
        draft.kind = self._kind(cells.get("kind", ())) or (self._kind_in_name(name) if name else None) or headed
        draft.place = self._place([*cells.get("place", ()), *cells.get("country", ())])
        if draft.place is None and name:
            draft.place = self._place([name], nouns=True)
        elif name and draft.place is not None:
            draft.place = self._narrowed(draft.place, name)
        roles = self._roles([*cells.get("role", ()), *cells.get("kind", ())]) or self._noted(draft.source)
        for role in roles:
            draft.take_role(role, roles)
        for value in (*cells.get("kind", ()), *cells.get("role", ())):
            words = key(value)
            for at in range(len(words)):
                legal, length = self._lexicon.legal.at(words, at)
                draft.legal = legal[0] if length else draft.legal
        for value in cells.get("eccp", ()):
            crossed = value.strip().lower() in self._lexicon.raw["crosses"] and self._ticked
            draft.eccp = Eccp.UNKNOWN if crossed else self._status.cell(value)
        for value in cells.get("legal", ()):
            draft.legal = (
                True if value.lower() in self._lexicon.yes else False if value.lower() in self._lexicon.no else None
            )
        return draft

    def _named(self, cells: Mapping[str, Sequence[str]]) -> tuple[str | None, Kind | None]:
        """The name in a row and the kind that its heading tells: "Cluster" above names, or above "yes" and "no"."""
        name, headed = cells.get("name", [None])[0], None
        for column, values in cells.items():
            if not column.startswith(NAMED):
                continue
            said = values[0].strip(" .").lower()
            denied = said in self._lexicon.no or said in self._lexicon.raw["crosses"]
            headed = headed if denied else Kind(column.removeprefix(NAMED))
            if name is None and not denied and said not in self._lexicon.yes and not said.isdecimal():
                name = values[0]
        return name, headed

    def _senses(self, values: Sequence[str], tag: Tag) -> list[Kind | Role]:
        found = []
        for value in values:
            words, at = key(value), 0
            while at < len(words):
                sense, length = self._lexicon.senses.at(words, at)
                if sense is not None and sense.tag is tag:
                    found.append(sense.value)
                at += max(1, length)
        return found

    def _kind(self, values: Sequence[str]) -> Kind | None:
        found = self._senses(values, Tag.KIND)
        if Kind.CLUSTER in found and set(found) <= {Kind.CLUSTER, Kind.OTHER, Kind.NGO}:
            return Kind.CLUSTER  # "association (cluster)"
        return Kind(found[-1]) if found and len(set(found)) == 1 else (Kind(found[0]) if found else None)

    def _kind_in_name(self, name: str) -> Kind | None:
        words = key(name)
        kinds = [value[0] for at in range(len(words)) if (value := self._lexicon.name_kinds.at(words, at)[0])]
        compounds = tuple(self._lexicon.raw["cluster_compounds"])
        if Kind.CLUSTER in kinds or any(len(word) > len("clusters") and word.endswith(compounds) for word in words):
            return Kind.CLUSTER
        return kinds[0] if kinds else None

    def _roles(self, values: Sequence[str]) -> list[Role]:
        codes = self._lexicon.raw["role_codes"]
        coded = [Role(name) for name, words in codes.items() for value in values if value.strip(" .").upper() in words]
        found = coded or [Role(role) for role in self._senses(values, Tag.ROLE)]
        choice = bool(self._senses(values, Tag.OR) or self._senses(values, Tag.PERHAPS))
        return list(dict.fromkeys(found)) if choice else found[:1]

    def _noted(self, row: str) -> list[Role]:
        """The role that a note below the table gives to the rows marked with its star."""
        mark = _MARKED.search(row)
        return self._notes.get(mark[1], []) if mark else []

    @cached_property
    def _notes(self) -> dict[str, list[Role]]:
        """The role that each note below a table tells of."""
        notes = {found[1]: self._senses([found[2]], Tag.ROLE)[:1] for found in _NOTE.finditer(self._text)}
        return {mark: [Role(role) for role in roles] for mark, roles in notes.items()}

    def _narrowed(self, place: Place, name: str) -> Place:
        """The country of a row with the region that the organisation's name tells, if it is one of that country."""
        if place.regions or len(place.countries) != 1:
            return place
        regions = {
            region
            for mention in find_places(f"({name})", self._gazetteer, self._lexicon.language)
            if mention.how not in (How.ADJECTIVE, How.DEMONYM) and not mention.fuzzy
            for country, region in mention.candidates
            if region and country == place.countries[0]
        }
        return Place(place.countries, tuple(regions)) if len(regions) == 1 else place

    def _place(self, values: Sequence[str], nouns: bool = False) -> Place | None:
        located: list[Located] = []
        for value in values:
            code = self._gazetteer.country_code(value) if value.isupper() and len(value) <= 3 else None
            if code is not None:
                regions = self._gazetteer.countries[code].regions
                located_code = find_places(f"({value})", self._gazetteer, self._lexicon.language)
                if located_code:
                    located.append(Located(located_code[0], ","))
                    continue
                return Place((code,), regions if len(regions) == 1 else ())
            for mention in find_places(f"({value})", self._gazetteer, self._lexicon.language):
                if not nouns or mention.how not in (How.ADJECTIVE, How.DEMONYM):
                    located.append(Located(mention, ","))
        places = merged_places(located)
        return places[0] if places else None
