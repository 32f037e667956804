"""The form of a message: what is greeting, signature and quoted mail, what is a list, a table, running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assistant.eligibility.reader.lexicon import Lexicon, key

_BULLET = re.compile(r"[ \t]*(?:[-*•·▪◦‣–>]+[ \t]+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)][ \t]+)", re.IGNORECASE)
_INLINE = re.compile(r"(?:(?<=^)|(?<=[\s;:,.]))\(?(?:\d{1,2}|[a-h])\)[ \t]+")
_DELIMITERS = ("\t", "|", ";", ",")
_RULE = re.compile(r"[\s|:+=_-]*")
_MOST_SIGNATURE_LINES = 14
_CLOSING_WORDS = 6
_SHORT_LINE = 170
_MOST_HEADING_WORDS = 5


class Form(StrEnum):
    """How a segment is read. Closed list."""

    PROSE = "prose"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Segment:
    """`text[start:end]` and its form; `columns` of a table row with `cells` as (start, end)."""

    start: int
    end: int
    form: Form
    columns: tuple[str | None, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


class Layout:
    """Cuts messages into segments, with the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        names = "|".join(sorted((re.escape(label) for label in lexicon.raw["labels"]), key=len, reverse=True))
        self._label = re.compile(
            rf"(?:^|(?<=[\s;,.:(]))(?:{names})\.?[ ]?#?(?:\d{{1,3}}|[A-H])(?![\w.])[ ]?[:.)–—=-]?[ \t]+", re.IGNORECASE
        )

    def segments(self, text: str) -> list[Segment]:
        """The segments to be read, in order."""
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
            elif _BULLET.match(line.text) or self._label.match(line.text.strip()) or self._listed(lines, at):
                found.extend(self._prose(text, prose))
                prose = []
                bullet = _BULLET.match(line.text)
                start = line.start + (bullet.end() if bullet else 0)
                found.extend(self._items(text, start, line.end))
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
            at += 1
        found.extend(self._prose(text, prose))
        return found

    # -- letters -----------------------------------------------------------------------------------------------------

    def _body(self, lines: list[_Line]) -> list[_Line]:
        """The lines without mail headers, quoted mail and signature."""
        kept = [line for line in lines if not line.text.lstrip().startswith(">>") and not self._header(line.text)]
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
        return kept

    def _header(self, line: str) -> bool:
        name, colon, rest = line.partition(":")
        name = name.strip().lower()
        addressed = name in self._lexicon.headers and "@" in rest
        return bool(colon) and (addressed or name in self._lexicon.raw["always_headers"])

    def _closes(self, line: str) -> bool:
        words = key(line) if len(line) < 60 else ()
        _, length = self._lexicon.closings.at(words, 0) if words else (None, 0)
        return bool(length) and len(words) <= length + _CLOSING_WORDS and not line.rstrip().endswith("?")

    def _signs(self, lines: list[_Line], at: int) -> bool:
        after = [line for line in lines[at + 1 :] if line.text.strip()]
        return len(after) <= _MOST_SIGNATURE_LINES

    # -- lists -------------------------------------------------------------------------------------------------------

    def _listed(self, lines: list[_Line], at: int) -> bool:
        """Whether a line without a bullet is one of a list: short, no full stop, with a neighbour of the same form."""
        if not _listlike(lines[at].text):
            return False
        around = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
        return any(_listlike(text) for text in around)

    def _items(self, text: str, start: int, end: int) -> Iterator[Segment]:
        cuts = [start, *(m.start() for m in self._label.finditer(text, start, end) if m.start() > start), end]
        for left, right in pairwise(cuts):
            label = self._label.match(text, left, right)
            begin = label.end() if label else left
            yield Segment(begin, right, Form.ITEM)

    def _prose(self, text: str, lines: list[_Line]) -> list[Segment]:
        """A paragraph; labels and numbers inside it ("Partner 1: …", "(1) …") cut it into items."""
        if not lines:
            return []
        start, end = lines[0].start, lines[-1].end
        greeting = self._lexicon.greetings.at(words, 0)[1] if (words := key(lines[0].text[:80])) else 0
        if greeting and len(lines) > 0:
            comma = re.match(r"[^,\n!:]{0,60}[,!:\n]", text[start:end])
            start = start + comma.end() if comma else (lines[0].end if len(words) <= 6 else start)
        for pattern in (self._label, _INLINE):
            marks = list(pattern.finditer(text, start, end))
            if len(marks) >= 2:
                cuts = [m.start() for m in marks] + [end]
                items = [Segment(m.end(), cuts[n + 1], Form.ITEM) for n, m in enumerate(marks)]
                return [Segment(start, cuts[0], Form.PROSE), *items]
        return [Segment(start, end, Form.PROSE)] if start < end else []

    # -- tables ------------------------------------------------------------------------------------------------------

    def _table(self, lines: list[_Line], at: int) -> tuple[list[Segment], int] | None:
        """A table with a known heading that begins at line `at`: its rows and the line after it."""
        for delimiter in _DELIMITERS:
            if delimiter not in lines[at].text:
                continue
            heads = [lines[at].text[a - lines[at].start : b - lines[at].start] for a, b in _cells(lines[at], delimiter)]
            columns = tuple(self._column(head, exact=delimiter == ",") for head in heads)
            if len(heads) < 2 or sum(column is not None for column in columns) < max(
                2, len([h for h in heads if h.strip()]) - 1
            ):
                continue
            rows: list[Segment] = []
            here = at + 1
            while here < len(lines) and (delimiter in lines[here].text or _RULE.fullmatch(lines[here].text)):
                if _RULE.fullmatch(lines[here].text):
                    if not lines[here].text.strip():
                        break
                else:
                    cells = tuple(_cells(lines[here], delimiter))
                    rows.append(Segment(lines[here].start, lines[here].end, Form.ROW, columns, cells))
                here += 1
            if rows:
                return rows, here
        return None

    def _column(self, head: str, *, exact: bool) -> str | None:
        words = key(head)
        if not words:
            return "ignored" if head.strip() in ("#", "") else None
        value = self._lexicon.columns.at(words, 0)
        if value[1] == len(words):
            return str(value[0][0])
        for at in range(len(words)):
            value = self._lexicon.columns.at(words, at)
            if value[1] and len(words) <= _MOST_HEADING_WORDS and not exact and ":" not in head:
                return str(value[0][0])
        return None


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


def _cells(line: _Line, delimiter: str) -> list[tuple[int, int]]:
    """The cells of a row as (start, end) in the text; quoted CSV cells may hold the delimiter."""
    cells: list[tuple[int, int]] = []
    start, quoted = 0, False
    for at, letter in enumerate(line.text):
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            cells.append((line.start + start, line.start + at))
            start = at + 1
    cells.append((line.start + start, line.start + len(line.text)))
    if delimiter == "|":
        cells = cells[1:] if not line.text[: cells[0][1] - line.start].strip() else cells
        cells = cells[:-1] if cells and not line.text[cells[-1][0] - line.start :].strip() else cells
    return cells
