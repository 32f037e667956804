"""Lists whose lines are one partner each, under headings that say what those below them are.

A line is such an item where `cells` reads it whole. Headings ("Subcontractors", "Registered on the ECCP:") hold until
the next one; what a line says itself goes before what its heading says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Eccp, Role
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.layout.cells import Card, Cells
from assistant.eligibility.reader.layout.groups import Group, Groups
from assistant.eligibility.reader.layout.headings import Heading
from assistant.eligibility.reader.layout.items import Item
from assistant.eligibility.reader.layout.one_card import card_of
from assistant.eligibility.reader.layout.pointing_back import PointingBack
from assistant.eligibility.reader.layout.run_in import RunInLists
from assistant.eligibility.reader.layout.segments import Form, Segment
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Sense, Tag, key, phrases

_FEWEST = 2
_LONGEST_HEADING = 12
_MOST_LINES = 2_000
_LONGEST_LABEL = 16
_SHORT_LINE = 60
_BULLET = re.compile(r"[ \t]*[-*•·●▪◦‣–—>✔✓✅☑✘✗❌]+[ \t]*")
_MARK = r"\d{1,2}|[a-z]|[ivx]{1,4}"
_NUMBER = re.compile(
    rf"[ \t]*(?:[(\[](?P<a>{_MARK})[)\]]|(?P<b>{_MARK})[.):]|(?P<c>\d{{1,2}})[ ]?[-–—|;\t])(?:[ \t]+|(?<=\t))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!]\s+(?=[^\W\d_])")
_HEADING = (
    Tag.ROLE, Tag.KIND, Tag.GENERIC, Tag.GROUP, Tag.ECCP, Tag.BE, Tag.HAVE, Tag.DEFINITE, Tag.OWN, Tag.FUNCTION,
    Tag.OTHER, Tag.MORE, Tag.NOT, Tag.NONE, Tag.WE, Tag.AND, Tag.IN, Tag.ALL, Tag.AS, Tag.NUMBER, Tag.THEIR,
    Tag.PRONOUN, Tag.RELATIVE,
)  # fmt: skip


class CardLists:
    """Finds such lists in one text."""

    def __init__(self, text: str, lexicon: Lexicon, cells: Cells) -> None:
        self._text = text
        self._lexicon = lexicon
        self._cells = cells
        self._groups = Groups(cells, lambda said: self._heading(said, colon=True))
        self._status = Status(text, lexicon)
        self._headed_registered = phrases(lexicon.raw["heading_registered"])
        words = key(text)
        self._speaks = any(
            value[0] is EccpWord.TOPIC for at in range(len(words)) if (value := lexicon.eccp.at(words, at)[0])
        )
        labels = "|".join(sorted((re.escape(word) for word in lexicon.raw["labels"]), key=len, reverse=True))
        self._labelled = re.compile(
            rf"[ \t]*\[?(?i:{labels})[ ]?(?:#|no\.?[ ]?)?(?P<mark>\d{{1,2}}|[A-Z])(?![\w'’])"
            r"[ \t]*(?P<after>[\].):=–—-]?)[ \t]*"
        )
        self._run_in = RunInLists(text, cells, speaks=self._speaks)
        self._back = PointingBack(text, lexicon.particles.definite, self._labelled)

    def find(self, segments: Sequence[Segment]) -> list[Segment | Item]:
        """The segments, those of lists of partners as items."""
        units = [unit for segment in segments for unit in self._units(segment)]
        read = self._back.without([self._read(unit) for unit in units], rows=any(u.form is Form.ROW for u in units))
        found: list[Segment | Item] = []
        heading: Heading | None = None
        cards = sum(len(items) for items in read if items)
        if cards < _FEWEST:
            return list(segments)
        kept = self._kept(units, read)
        for at, unit in enumerate(units):
            items = read[at] if kept[at] else None
            if items is not None:
                found += items
                continue
            follows = at + 1 < len(units) and kept[at + 1] and self._near(unit, units[at + 1])
            heading = self._heading(self._text[unit.start : unit.end]) if follows else None
            if heading is not None and self._counts(heading, read, kept, at + 1):
                found.append(Item(unit.start, unit.end, heading=heading))
            else:
                if unit.form is Form.PROSE or follows:
                    found.append(Item(unit.start, unit.start, heading=Heading()))
                found.append(unit)
        return list(_rejoined(found, segments, self._text, frozenset(self._lexicon.raw["open_ends"])))

    # -- units -------------------------------------------------------------------------------------------------------

    def _units(self, segment: Segment) -> Iterator[Segment]:
        """A segment of running text by its lines, any other whole."""
        if segment.form is not Form.PROSE or "\n" not in self._text[segment.start : segment.end].strip():
            yield segment
            return
        at = segment.start
        for line in self._text[segment.start : segment.end].splitlines(keepends=True)[:_MOST_LINES]:
            if line.strip():
                yield Segment(at, at + len(line.rstrip("\r\n")), Form.PROSE)
            at += len(line)
        if at < segment.end:
            yield Segment(at, segment.end, Form.PROSE)

    def _near(self, one: Segment, other: Segment) -> bool:
        return len(self._text[one.end : other.start].strip()) <= _LONGEST_LABEL

    def _kept(self, units: Sequence[Segment], read: Sequence[list[Item | Segment] | None]) -> list[bool]:
        """Which of the units read as partners stand in a list: items, lines with another such line beside them."""
        kept = []
        above: Heading | None = None
        for at, (unit, items) in enumerate(zip(units, read, strict=True)):
            if items is None:
                heading = self._heading(self._text[unit.start : unit.end])
                above = heading or (above if unit.form is Form.ITEM else None)
            bare = items is not None and any(i.card.bare for i in items if isinstance(i, Item) and i.card)
            if bare and len(items or ()) == 1 and not (above and (above.kind or above.eccp)):
                kept.append(False)  # a place alone, and nothing says who sits there
                continue
            beside = [read[n] for n in (at - 1, at + 1) if 0 <= n < len(read)]
            listed = unit.form is Form.ITEM or any(beside) or (items is not None and len(items) >= _FEWEST)
            kept.append(items is not None and listed)
        return kept

    def _counts(
        self, heading: Heading, read: Sequence[list[Item | Segment] | None], kept: Sequence[bool], at: int
    ) -> bool:
        """Whether as many partners follow as the heading announces."""
        if heading.count is None:
            return True
        below = 0
        while at < len(read) and kept[at]:
            below += sum(item.card.copies for item in read[at] or () if isinstance(item, Item) and item.card)
            at += 1
        return below == heading.count

    # -- lines -------------------------------------------------------------------------------------------------------

    def _read(self, unit: Segment) -> list[Item | Segment] | None:
        """The partners of a line, with its heading in front if it has one; None if it is no line of partners."""
        if unit.form is Form.ROW:
            return None
        start, label = self._begin(unit)
        said = self._text[start : unit.end]
        sure = unit.form is Form.ITEM or bool(label) or start > unit.start
        groups = self._groups.of(said, speaks=self._speaks)
        if groups is not None:
            return list(_grouped(groups, start, unit.end))
        colon = said.find(":")
        if colon > 0:
            heading = self._heading(said[:colon], colon=True)
            if heading is not None and heading.tells:
                items = self._under(heading, start + colon + 1, unit.end)
                if items is not None:
                    return items
        card = card_of(said, self._cells, speaks=self._speaks)
        if card is None or not (self._partner(card, sure) or (card.bare and card.place)):
            return self._run_in.of(unit) if unit.form is Form.PROSE else None
        if card.name and self._labelled.match(card.name):
            return None  # "Partner 2 sits in Lyon"
        return [Item(start, unit.end, label, card)]

    def _partner(self, card: Card, sure: bool) -> bool:
        """Whether what a line says is a partner: a kind with a place, a name, a role; in a list, a name and a place."""
        if card.kind is not None:
            return bool(card.place or card.name)
        if card.name is None or card.place is None:
            return False
        return sure or bool(card.roles)

    def _begin(self, unit: Segment) -> tuple[int, str]:
        """Where a line begins after its bullet, number or label, and that number or label."""
        at, label = unit.start, unit.label
        for pattern in (_BULLET, _NUMBER, self._labelled):
            found = pattern.match(self._text, at, unit.end)
            if found is None:
                continue
            signed = pattern is not self._labelled or found["after"] or found["mark"].isdigit()
            if not (signed or self._text[found.end() : found.end() + 1] == "("):
                continue
            mark = next((said for said in found.groupdict().values() if said and said.isalnum()), "")
            at, label = found.end(), label or mark.lower()
        return at, label

    def _under(self, heading: Heading, start: int, end: int) -> list[Item | Segment] | None:
        """The partners after a heading in its line: "Clusters: Bari (registered), Split"."""
        closing = _SENTENCE_END.search(self._text, start, end) if heading.plural else None
        rest = [Segment(closing.end(), end, Form.PROSE)] if closing else []
        end = closing.start() if closing else end
        said = self._text[start:end]
        if not said.strip():
            return None
        sign = ";" if ";" in said else ","
        pieces = list(_pieces(said, start, sign)) if heading.plural else [(start, end)]
        items = [
            Item(*piece, card=card_of(self._text[slice(*piece)], self._cells, speaks=self._speaks)) for piece in pieces
        ]
        for item in items:
            card = item.card
            if card is None or (card.bare and not (card.place and (heading.kind or heading.eccp))):
                return None
            if (len(items) > 1 and card.place is None) or (heading.kind and card.kind not in (None, heading.kind)):
                return None
        if heading.count is not None and heading.count != sum(i.card.copies for i in items if i.card):
            return None
        return [Item(start, start, heading=heading), *items, Item(end, end, heading=Heading()), *rest]

    # -- headings ----------------------------------------------------------------------------------------------------

    def _heading(self, said: str, *, colon: bool = False) -> Heading | None:
        """What a line says as a heading; None if it is none."""
        bullet = _BULLET.match(said)
        said = said[bullet.end() if bullet else 0 :].strip()
        ends = colon or said.endswith(":")
        words = key(said)
        if not words or len(words) > _LONGEST_HEADING or said[-1:] in ".?!,;" or (not ends and len(words) > 4):
            return None
        heading = Heading()
        at = 0
        denied = False
        while at < len(words):
            sense, length = self._lexicon.senses.at(words, at)
            if self._says_nothing(words[at], sense):
                heading.count = int(words[at]) if words[at].isdecimal() else heading.count
                at += 1
                continue
            if sense is None or sense.tag not in _HEADING:
                return None
            if sense.tag is Tag.ROLE:
                heading.roles, heading.plural = [sense.value], heading.plural or sense.plural
                if (
                    sense.value is Role.AFFILIATED
                    and at + length < len(words)
                    and words[at + length] in self._lexicon.particles.owner
                ):
                    return heading
            elif sense.tag is Tag.KIND:
                heading.kind, heading.plural = sense.value, heading.plural or sense.plural
            elif sense.tag in (Tag.GENERIC, Tag.GROUP):
                heading.plural = heading.plural or sense.plural or sense.tag is Tag.GROUP
            elif sense.tag is Tag.OTHER:
                heading.plural = heading.plural or words[at] in self._lexicon.raw["heading_plurals"]
            elif sense.tag is Tag.NUMBER:
                heading.count = sense.value
            denied = denied or sense.tag in (Tag.NOT, Tag.NONE) or words[at] in self._lexicon.raw["heading_denials"]
            at += max(1, length)
        return self._told(heading, said, denied=denied)

    def _says_nothing(self, word: str, sense: Sense | None) -> bool:
        """Whether a word of a heading says nothing of those below it but perhaps how many they are."""
        plain = word in self._lexicon.raw["list_headings"] and (sense is None or sense.tag not in _HEADING)
        return plain or word.isdecimal()

    def _told(self, heading: Heading, said: str, *, denied: bool) -> Heading | None:
        """A heading with the registration that it tells of; None if what it says cannot hold for those below."""
        words = key(said)
        if self._lexicon.eccp.within(words):
            heading.eccp, heading.plural = self._registered(words) or self._status.cell(said), True
            if heading.eccp is Eccp.UNKNOWN:
                return None
        elif heading.roles and _SENTENCE_END.search(said):
            return None  # "We want to be coordinator. With us are:" gives those below no role
        elif denied:
            heading.kind = None
            if heading.roles:
                return None
        return heading

    def _registered(self, words: Sequence[str]) -> Eccp | None:
        """The registration of those below "ECCP-registered:", which before one value would only ask for it."""
        told = any(self._headed_registered.at(words, at)[1] for at in range(len(words)))
        denied = self._lexicon.negations.within(words)
        return Eccp.REGISTERED if told and not (denied or self._lexicon.hedges.within(words)) else None


def _grouped(groups: Sequence[Group], start: int, end: int) -> Iterator[Item]:
    """The members of groups of one line, each group under its heading."""
    for group in groups:
        begin = start + group.spans[0][0]
        yield Item(begin, begin, heading=group.heading)
        for (one, other), card in zip(group.spans, group.cards, strict=True):
            yield Item(start + one, start + other, card=card)
    yield Item(end, end, heading=Heading())


def _pieces(said: str, start: int, sign: str) -> Iterator[tuple[int, int]]:
    """The parts of a list between its signs outside brackets."""
    depth, begin = 0, 0
    for at, letter in enumerate(said):
        depth += (letter in "([") - (letter in ")]")
        if letter == sign and depth <= 0:
            yield start + begin, start + at
            begin = at + 1
    if said[begin:].strip(" .\t\n"):
        yield start + begin, start + len(said)


def _ends_line(text: str, line: Segment, open_ends: frozenset[str]) -> bool:
    """Whether a sentence ends with a short line, as in a chat; `open_ends` are words that none ends with."""
    said = text[text.rfind("\n", line.start, line.end) + 1 : line.end].rstrip()
    return 0 < len(said) < _SHORT_LINE and said[-1].isalnum() and said.split()[-1].lower() not in open_ends


def _rejoined(
    found: Sequence[Segment | Item], segments: Sequence[Segment], text: str, open_ends: frozenset[str]
) -> Iterator[Segment | Item]:
    """The units with those lines of running text that stay such as one piece again."""
    last: Segment | None = None
    for unit in found:
        prose = isinstance(unit, Segment) and unit.form is Form.PROSE
        if prose and last is not None and isinstance(unit, Segment):
            together = any(s.start <= last.start and unit.end <= s.end for s in segments)
            if together and not _ends_line(text, last, open_ends):
                last = replace(last, end=unit.end)
                continue
        if (
            isinstance(unit, Item)
            and unit.heading
            and not unit.heading.tells
            and unit.start == unit.end
            and last is not None
        ):
            continue
        if last is not None:
            yield last
        last = unit if prose and isinstance(unit, Segment) else None
        if not prose:
            yield unit
    if last is not None:
        yield last
