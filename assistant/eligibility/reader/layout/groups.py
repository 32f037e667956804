"""Lines that are nothing but groups of partners, each behind or inside what its members have in common.

"Partners – cluster (Ulm) / SME (Split)", "On the ECCP: Nova (cluster, Graz). Not on the ECCP: Silva (cluster, Brno)",
"clusters (Graz, Ulm) + SME (Split)", "CZ - cluster (Brno), university (Zlín)". A line is taken so only where every
heading and every member is read to the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.eligibility.consortium import Eccp, Kind
from assistant.eligibility.reader.layout.cells import Card, Cell, Cells
from assistant.eligibility.reader.layout.headings import Heading
from assistant.eligibility.reader.layout.one_card import card_of
from assistant.gazetteer.text import words_of

_LONGEST = 4_000
_LONGEST_HEAD = 70
_SIGN = re.compile(r"[ ]?:[ ]+|[ ][-–—][ ]+")
_SENTENCE = re.compile(r"[.!][ ]+(?=[A-Z])")
_BEGINS = re.compile(r"(?<=[.;])[ ]+(?=[^\W\d_])")
_SEPARATORS = (";", " / ", " + ", ",")
_BETWEEN = re.compile(r"[ ]*(?:\+|,|;|&|/)?[ ]*")
_BRACKET = re.compile(r"(?P<head>[^()\[\];:+]{2,60}?)[ ]?\(")

_CODE = re.compile(r"[A-Z]{2}")
_CODED = re.compile(r"(?P<head>[^()\[\];:+/,]{2,60}?)[ ](?P<codes>[A-Z]{2}(?:/[A-Z]{2})*)(?:[ ]?[+;,&][ ]?|$)")

Span = tuple[int, int]


@dataclass(slots=True)
class Group:
    """A heading with its members: where each stands in the line, and what it says."""

    heading: Heading
    spans: list[Span]
    cards: list[Card]

    def moved(self, by: int) -> Group:
        """The group so many letters further on."""
        return replace(self, spans=[(start + by, end + by) for start, end in self.spans])


class Groups:
    """Reads such lines. `heading`: what words say as a heading, None if they are none."""

    def __init__(self, cells: Cells, heading: Callable[[str], Heading | None]) -> None:
        self._cells = cells
        self._heading = heading
        self._ands = tuple(f"{word} " for word in cells.lexicon.raw["and"])

    def of(self, line: str, *, speaks: bool) -> list[Group] | None:
        """The groups that a line is; None if it is anything else, or one partner alone."""
        if len(line) > _LONGEST or "?" in line:
            return None
        groups = self._headed(line, speaks) or self._bracketed(line, speaks) or self._coded(line, speaks)
        if groups and (len(groups) > 1 or (len(groups[0].cards) > 1 and self._marked_off(groups[0], line))):
            return groups
        # "Partners: clusters (Graz, Ulm), SME (Split)"
        sign = _SIGN.search(line, 0, _LONGEST_HEAD)
        heading = self._heading(line[: sign.start()]) if sign else None
        if sign is None or heading is None or heading.tells or heading.count or not heading.plural:
            return None
        inside = self.of(line[sign.end() :], speaks=speaks)
        return [group.moved(sign.end()) for group in inside] if inside else None

    def _marked_off(self, group: Group, line: str) -> bool:
        """Whether a group alone is plainly one: "Partners: A, an SME; B" may be a sentence like any other."""
        return group.heading.tells or not (";" in line or "," in line)

    # -- "HEAD: a; b. HEAD: c" ---------------------------------------------------------------------------------------

    def _headed(self, line: str, speaks: bool) -> list[Group] | None:
        starts = [0, *(found.end() for found in _BEGINS.finditer(line))]
        heads: list[tuple[int, int, int, Heading]] = []
        for start in starts:
            sign = _SIGN.search(line, start, start + _LONGEST_HEAD)
            heading = self._head(line[start : sign.start()]) if sign else None
            if sign and heading is not None:
                heads.append((start, sign.start(), sign.end(), heading))
        if not heads or heads[0][0] != 0:
            return None
        ends = [*(start for start, *_ in heads[1:]), len(line)]
        if any(self._says_more(line[begin:end]) for (_, _, begin, _), end in zip(heads, ends, strict=True)):
            return None
        groups: list[Group] = []
        for (_, _, begin, heading), end in zip(heads, ends, strict=True):
            group = self._group(heading, line, (begin, end), speaks)
            if group is None:
                return None
            groups.append(group)
        return groups

    def _says_more(self, said: str) -> bool:
        """Whether a second sentence begins behind a list: "Graz, Ulm and Brno. None of them is registered"."""
        forms = {found.end() for found in self._cells.legal.finditer(said)}
        return any(found.start() + 1 not in forms for found in _SENTENCE.finditer(said.rstrip(" .;")))

    def _head(self, said: str) -> Heading | None:
        heading = self._heading(said)
        if heading is not None:
            return heading
        cell = Cell(said, words_of(said), ":")
        if self._cells.lexicon.hedges.within(cell.plain):
            # "Planning to register on the ECCP:"
            status = self._cells.status_of(cell, asked=False, after=False)
            if status in (Eccp.UNKNOWN, Eccp.SUBMITTED):
                return Heading(eccp=status, plural=True)
        card = card_of(said, self._cells)
        if card is None or not card.bare or card.place is None or card.eccp or card.roles or card.ours:
            return None
        return Heading(place=card.place, plural=True)

    def _group(self, heading: Heading, line: str, span: Span, speaks: bool) -> Group | None:
        start, end = span
        said = line[start:end].rstrip(" ;")
        said = said[:-1] if said.endswith(".") and not self._legal_end(said) else said
        # "cluster – Bari" has one member; whether "Bari, cluster" under a role has, its card tells.
        if not heading.plural:
            return self._members(heading, line, [(start, start + len(said))], speaks)
        for sign in _SEPARATORS:
            spans = [(start + a, start + b) for a, b in self._pieces(said, sign)]
            last = self._linked(said, spans[-1][0] - start)
            # "Brno, Zlín and Ulm", but also "Chamber of Commerce and Industry".
            both = [[*spans[:-1], (spans[-1][0], start + last), (start + last, spans[-1][1])]] if last else []
            for way in (*both, spans):
                group = self._members(heading, line, way, speaks) if len(way) > 1 else None
                if group is not None:
                    return group
        return self._members(heading, line, [(start, start + len(said))], speaks)

    def _legal_end(self, said: str) -> bool:
        """Whether a full stop belongs to the form of a name: "Nova s.r.o."."""
        return any(found.end() == len(said) for found in self._cells.legal.finditer(said))

    def _pieces(self, said: str, sign: str) -> Iterator[Span]:
        """The parts between signs outside brackets, the last of them also behind an "and"."""
        depth, begin, at = 0, 0, 0
        while at < len(said):
            depth += (said[at] in "([") - (said[at] in ")]")
            if depth <= 0 and said.startswith(sign, at):
                yield begin, at
                begin = at = at + len(sign)
                continue
            at += 1
        yield begin, len(said)

    def _linked(self, said: str, begin: int) -> int:
        """Where the last "and" outside brackets stands behind `begin`; 0 for none."""
        depth = found = 0
        for at in range(begin, len(said)):
            depth += (said[at] in "([") - (said[at] in ")]")
            if depth <= 0 and said[at] == " " and said.startswith(self._ands, at + 1):
                found = at
        return found

    # -- "HEAD (a, b) + HEAD (c)" ------------------------------------------------------------------------------------

    def _bracketed(self, line: str, speaks: bool) -> list[Group] | None:
        said = line.rstrip(" .")
        groups: list[Group] = []
        at = 0
        while at < len(said):
            found = _BRACKET.match(said, at)
            close = _closing(said, found.end() - 1) if found else None
            if found is None or close is None:
                return None
            head = found["head"].strip()
            head = next((head[len(word) :] for word in self._ands if groups and head.startswith(word)), head)
            heading = self._heading(head)
            if heading is None or heading.kind is None or heading.eccp or heading.roles:
                return None
            group = self._group(heading, line, (found.end(), close), speaks)
            if group is None:
                return None
            groups.append(group)
            between = _BETWEEN.match(said, close + 1)
            at = between.end() if between else close + 1
        return groups or None

    # -- "3 clusters LT/HU/SI + 1 SME PL" --------------------------------------------------------------------------

    def _coded(self, line: str, speaks: bool) -> list[Group] | None:
        said = line.rstrip(" .")
        groups: list[Group] = []
        at = 0
        while at < len(said):
            found = _CODED.match(said, at)
            heading = self._heading(found["head"]) if found else None
            if found is None or heading is None or heading.kind is None or heading.eccp or heading.roles:
                return None
            spans = [code.span() for code in _CODE.finditer(said, found.start("codes"), found.end("codes"))]
            group = self._members(heading, line, spans, speaks)
            if group is None:
                return None
            groups.append(group)
            at = found.end()
        return groups or None

    # -- members -----------------------------------------------------------------------------------------------------

    def _members(self, heading: Heading, line: str, spans: list[Span], speaks: bool) -> Group | None:
        cards: list[Card] = []
        for at, (start, end) in enumerate(spans):
            said = line[start:end].strip()
            word = next((w for w in self._ands if said.startswith(w)), "") if at and at == len(spans) - 1 else ""
            card = card_of(said[len(word) :], self._cells, speaks=speaks)
            card = self._placed(_of_kind(card, heading), heading) if card is not None else None
            if card is None or not self._fits(card, heading, several=len(spans) > 1):
                return None
            cards.append(card)
        if heading.count is not None and heading.count != sum(card.copies for card in cards):
            return None
        return Group(heading, spans, cards)

    def _placed(self, card: Card, heading: Heading) -> Card | None:
        """A member of a group of one country there; None if it sits elsewhere."""
        if heading.place is None:
            return card
        if card.place is None:
            return replace(card, place=replace(heading.place)) if card.kind else None
        within = set(card.place.countries) <= set(heading.place.countries)
        return card if within and card.kind and not heading.place.regions else None

    def _fits(self, card: Card, heading: Heading, *, several: bool) -> bool:
        if heading.kind and card.kind not in (None, heading.kind):
            return False
        if heading.roles and card.roles and card.roles != heading.roles:
            return False
        if heading.eccp and card.eccp and card.eccp is not heading.eccp:
            return False
        if card.bare:
            return card.place is not None and heading.kind is not None
        if several or not heading.tells:
            return (card.kind or heading.kind) is not None and card.place is not None
        return card.place is not None


def _of_kind(card: Card, heading: Heading) -> Card:
    """A member whose name tells less than the heading: "NGO: Nova Association"."""
    less = card.kind is Kind.OTHER and heading.kind in (Kind.NGO, Kind.RESEARCH, Kind.CLUSTER)
    return replace(card, kind=heading.kind) if less else card


def _closing(said: str, start: int) -> int | None:
    """Where the bracket that opens at `start` closes."""
    depth = 0
    for at in range(start, len(said)):
        depth += (said[at] == "(") - (said[at] == ")")
        if not depth:
            return at
    return None
