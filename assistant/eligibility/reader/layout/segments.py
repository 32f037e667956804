"""The form of a message: what is greeting, signature and quoted mail, what is a list, a table, running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.eligibility.reader.layout.letters import Letters
from assistant.eligibility.reader.layout.tables import Tables
from assistant.eligibility.reader.tokens.labels import Label, LabelFinder
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key, phrases

_BULLET = re.compile(r"[ \t]*(?:[-*•·▪◦‣–>]+[ \t]+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)][ \t]+)", re.IGNORECASE)
_AFTER_LABEL = re.compile(r"[ ]?[:.)–—=-]?[ \t]*")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z(\[])")
_QUOTED = re.compile(r"[ \t]*>[ \t]?(?!>)")
_MOST_SIGNATURE_LINES = 14
_CLOSING_WORDS = 6
_SHORT_LINE = 170
_LONGEST_TABLE = 10_000
_FEWEST_MARKS = 2


class Form(StrEnum):
    """How a segment is read. Closed list."""

    PROSE = "prose"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Segment:
    """`text[start:end]` and its form; `columns` of a table row with `cells` as (start, end); `label` of a list item."""

    start: int
    end: int
    form: Form
    columns: tuple[str | None, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


class Layout:
    """Cuts messages into segments, with the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._tables = Tables(lexicon)
        self._letters = Letters.of(lexicon)
        self._addressed = frozenset(lexicon.raw["addressed"])
        self._labels: list[Label] = []
        self._starts: list[int] = []

    def segments(self, text: str, labels: Sequence[Label] | None = None) -> list[Segment]:
        """The segments to be read, in order. `labels`: those of the text, where they are known already."""
        self._labels = list(LabelFinder.of(self._lexicon).find(text) if labels is None else labels)
        self._starts = [label.start for label in self._labels]
        lines = self._body(list(_lines(text)))
        found: list[Segment] = []
        at = 0
        prose: list[_Line] = []
        while at < len(lines):
            table = self._table(lines, at)
            if table is not None:
                found.extend(self._prose(text, prose))
                prose = []
                rows, at = table
                found.extend(rows)
                continue
            line = lines[at]
            if not line.text.strip():
                found.extend(self._prose(text, prose))
                prose = []
            elif _BULLET.match(line.text) or self._labelled(line) or self._listed(lines, at):
                found.extend(self._prose(text, prose))
                prose = []
                found.extend(self._items(text, line))
            elif (
                found
                and found[-1].form is Form.ITEM
                and not prose
                and line.text[:1] in " \t"
                and found[-1].end >= line.start - 2
            ):
                found[-1] = Segment(found[-1].start, line.end, Form.ITEM)
            else:
                prose.append(line)
                if self._of_project(line.text) and at + 1 < len(lines) and lines[at + 1].text.strip()[:1].isupper():
                    found.extend(self._prose(text, prose))
                    prose = []
            at += 1
        found.extend(self._prose(text, prose))
        return found

    def _of_project(self, line: str) -> bool:
        """Whether a line says nothing but a strand or a length, which the question below it does not ask for."""
        words = key(line)
        figures = any(word.isdecimal() for word in words)
        return figures and all(word.isdecimal() or word in self._lexicon.raw["project_words"] for word in words)

    # -- letters -----------------------------------------------------------------------------------------------------

    def _body(self, lines: list[_Line]) -> list[_Line]:
        """The lines without mail headers, quoted mail and signature."""
        kept = [self._unsigned(lines, at) for at in range(len(lines)) if not self._around(lines, at)]
        kept = self._without_address(list(_unquoted(kept)))
        kept = kept[self._letters.signed_above([line.text for line in kept]) :]
        for at, line in enumerate(kept):
            if at and self._closes(line.text) and self._signs(kept, at):
                rest = [
                    late
                    for late in kept[at + 1 :]
                    if late.text.strip().lower().startswith(tuple(self._lexicon.raw["postscripts"]))
                ]
                return kept[:at] + rest
            if line.text.rstrip() == "--" and at:
                return kept[:at]
        last = max((at for at, line in enumerate(kept) if line.text.strip()), default=None)
        if last is not None and (end := self._letters.end(kept[last].text)) < len(kept[last].text):
            line = kept[last]
            kept[last] = _Line(line.start, line.start + end, line.text[:end])
        return kept

    def _unsigned(self, lines: Sequence[_Line], at: int) -> _Line:
        """A line without the closing and name with which somebody forwards the mail below it."""
        line = lines[at]
        following = next((other.text for other in lines[at + 1 :] if other.text.strip()), "")
        end = self._letters.end(line.text) if self._letters.is_mark(following) else len(line.text)
        return line if end == len(line.text) else _Line(line.start, line.start + end, line.text[:end])

    def _without_address(self, lines: list[_Line]) -> list[_Line]:
        """The lines without a last paragraph that is but a name with an address."""
        last = max((at for at, line in enumerate(lines) if line.text.strip()), default=0) + 1
        first = max((at + 1 for at, line in enumerate(lines[:last]) if not line.text.strip()), default=0)
        return lines[:first] if first and self._letters.is_address([x.text for x in lines[first:last]]) else lines

    def _around(self, lines: Sequence[_Line], at: int) -> bool:
        """Whether a line is quoted twice or a mail header."""
        line = lines[at].text
        beside = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
        return line.lstrip().startswith(">>") or any(self._letters.is_header(line, other) for other in beside or [""])

    def _closes(self, line: str) -> bool:
        words = key(line) if len(line) < 60 else ()
        _, length = self._lexicon.closings.at(words, 0) if words else (None, 0)
        announces = ":" in line.rstrip().rstrip(":")  # "LP: wood cluster, Graz" is no Slovene farewell
        return bool(length) and len(words) <= length + _CLOSING_WORDS and not (line.rstrip().endswith("?") or announces)

    def _signs(self, lines: list[_Line], at: int) -> bool:
        after = [line for line in lines[at + 1 :] if line.text.strip()]
        return len(after) <= _MOST_SIGNATURE_LINES

    # -- lists -------------------------------------------------------------------------------------------------------

    def _listed(self, lines: list[_Line], at: int) -> bool:
        """Whether a line without a bullet is one of a list: short, no full stop, with a neighbour of the same form."""
        around = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
        if not _listlike(lines[at].text):
            return self._tells_kind(lines[at].text) and any(self._tells_kind(text) for text in around)
        return any(_listlike(text) for text in around)

    def _tells_kind(self, line: str) -> bool:
        """Whether a line in small letters begins as that of a partner: "cluster A - AT22", "large company D"."""
        if len(line) > _SHORT_LINE or line.rstrip()[-1:] in ("", *",.?!:"):
            return False
        sense, _ = self._lexicon.senses.at(words, 0) if (words := key(line)) else (None, 0)
        return sense is not None and sense.tag is Tag.KIND and not sense.plural

    def _between(self, start: int, end: int) -> list[Label]:
        """The labels that begin in `text[start:end]`."""
        return self._labels[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _labelled(self, line: _Line) -> bool:
        """Whether a line begins with a label."""
        first = line.start + len(line.text) - len(line.text.lstrip())
        return any(label.start <= first + 1 and not label.bare for label in self._between(line.start, first + 2))

    def _items(self, text: str, line: _Line) -> Iterator[Segment]:
        """A line of a list as items, cut before each label that is given in it."""
        bullet = _BULLET.match(line.text)
        start = line.start + (bullet.end() if bullet else 0)
        inside = self._between(line.start, line.end)
        first = next((label for label in inside if label.start <= start), None)
        if first is not None and not first.gives:
            start = first.start
        marks = [label for label in inside if label.gives]
        if not marks or marks[0].start > start:
            yield Segment(start, marks[0].start if marks else line.end, Form.ITEM)
        items = list(self._marked(text, marks, line.end))
        yield from items[:-1]
        if items:
            yield from self._closed(text, items[-1]) if len(items) >= _FEWEST_MARKS else items

    def _closed(self, text: str, last: Segment) -> list[Segment]:
        """The last of several items in a line, which ends with its sentence, and what else the line says."""
        closing = _SENTENCE_END.search(text, last.start, last.end)
        if closing is None:
            return [last]
        return [replace(last, end=closing.end()), Segment(closing.end(), last.end, Form.PROSE)]

    def _marked(self, text: str, marks: Sequence[Label], end: int) -> Iterator[Segment]:
        for label, after in zip(marks, [*(other.start for other in marks[1:]), end], strict=False):
            sign = _AFTER_LABEL.match(text, label.end, after)
            yield Segment(sign.end() if sign else label.end, after, Form.ITEM, label=label.key)

    def _prose(self, text: str, lines: list[_Line]) -> list[Segment]:
        """A paragraph; labels and numbers inside it ("Partner 1: …", "(1) …") cut it into items."""
        if not lines:
            return []
        start, end = lines[0].start, lines[-1].end
        greeting = self._lexicon.greetings.at(words, 0)[1] if (words := key(lines[0].text[:80])) else 0
        if greeting and len(lines) > 0:
            comma = re.match(r"[^,\n!:.]{0,60}[,!:.\n]", text[start:end])
            if not (comma and self._says_something(comma.group())):
                start = start + comma.end() if comma else (lines[0].end if len(words) <= 6 else start)
                start = self._past_addressed(text, start, end)
        marks = [label for label in self._between(start, end) if label.gives]
        if len(marks) >= _FEWEST_MARKS:
            *before, last = self._marked(text, marks, end)
            return [Segment(start, marks[0].start, Form.PROSE), *before, *self._closed(text, last)]
        return [Segment(start, end, Form.PROSE)] if start < end else []

    def _past_addressed(self, text: str, start: int, end: int) -> int:
        """Where a message begins behind "Bonjour Madame, Monsieur,"."""
        title = re.match(r"[ \t]*(\w+)[ \t]*[,!:]", text[start:end])
        known = title is not None and key(title.group(1))[:1] and key(title.group(1))[0] in self._addressed
        return start + title.end() if title is not None and known else start

    def _says_something(self, text: str) -> bool:
        """Whether a statement has begun before the comma of a greeting: "hi we have three clusters, …"."""
        words = key(text)
        senses = [self._lexicon.senses.at(words, at)[0] for at in range(len(words))]
        tags = {sense.tag for sense in senses if sense is not None}
        if Tag.KIND in tags and phrases(self._lexicon.raw["introducing"]).within(words):
            return True
        return bool(tags & {Tag.HAVE, Tag.BE}) and bool(tags & {Tag.WE, Tag.NUMBER, Tag.KIND, Tag.OWN})

    def _table(self, lines: list[_Line], at: int) -> tuple[list[Segment], int] | None:
        """A table with a known heading that begins at line `at`: its rows and the line after it."""
        found = self._tables.read([(line.start, line.end, line.text) for line in lines[at : at + _LONGEST_TABLE]])
        if found is None:
            return None
        rows, used = found
        segments = [
            Segment(lines[at + n].start, lines[at + n].end, Form.ROW, columns, cells) for n, columns, cells in rows
        ]
        return segments, at + used


def _unquoted(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines without the sign of a quoted mail, where several in a row have it: no list with such bullets."""
    marks = [_QUOTED.match(line.text) for line in lines]
    for at, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        beside = any(0 <= n < len(marks) and marks[n] for n in (at - 1, at + 1))
        used = mark.end() if mark and beside else 0
        yield _Line(line.start + used, line.end, line.text[used:])


def _listlike(line: str) -> bool:
    text = line.strip()
    return (
        bool(text) and len(text) <= _SHORT_LINE and text[-1] not in ".?!:," and (text[0].isupper() or text[0].isdigit())
    ) or (bool(text) and len(text) <= _SHORT_LINE and text[-1] == ";")


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.splitlines(keepends=True):
        body = raw.rstrip("\r\n")
        yield _Line(start, start + len(body), body)
        start += len(raw)
