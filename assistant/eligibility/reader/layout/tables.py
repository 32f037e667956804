"""Tables in a text: which lines are heading and rows, what each column says, where its cells are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key, phrases

Line = tuple[int, int, str]
Cells = tuple[tuple[int, int], ...]
Row = tuple[int, tuple[str | None, ...], Cells]

_ALIGNED = "  "
_DASHES = (" – ", " — ", " - ", " / ")
_DELIMITERS = ("\t", "|", ";", *_DASHES, ",", _ALIGNED)
_GAP = re.compile(r"[ ]{2,}")
_RULE = re.compile(r"[\s|:+=_-]*")
_BRACKETS = (("(", ")"), ("[", "]"), ("<", ">"))
_MOST_HEADING_WORDS = 5
_FEWEST_COLUMNS = 2
COUNT = "count:"
COUNT_REGISTERED = "count_registered"
NAMED = "named:"


class Tables:
    """Finds tables by their headings, with the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, lines: Sequence[Line]) -> tuple[list[Row], int] | None:
        """The rows of a table that begins at the first line, as (line, columns, cells), and how many lines it takes."""
        for delimiter in _DELIMITERS:
            if delimiter not in lines[0][2]:
                continue
            columns = self._heading(lines[0], delimiter)
            if columns is None or (delimiter in _DASHES and len(columns) <= _FEWEST_COLUMNS):
                continue
            here = 1
            second = self._heading(lines[1], delimiter) if len(lines) > 1 and delimiter in lines[1][2] else None
            if second is not None and _known(second) >= _known(columns):
                # A row of groups of columns above the heading proper.
                columns, here = second, 2
            rows: list[Row] = []
            while here < len(lines) and (delimiter in lines[here][2].strip() or _RULE.fullmatch(lines[here][2])):
                if not lines[here][2].strip():
                    break
                if not _RULE.fullmatch(lines[here][2]):
                    cells = _cells(lines[here], delimiter)
                    heads = _cells(lines[0], delimiter) if delimiter == _ALIGNED else []
                    rows.append((here, columns, tuple(_under(heads, lines[0][0], cells, lines[here][0]) or cells)))
                here += 1
            if rows:
                return rows, here
        return None

    def _heading(self, line: Line, delimiter: str) -> tuple[str | None, ...] | None:
        """What each column of a heading says; None if the line is no heading."""
        heads = [line[2][a - line[0] : b - line[0]] for a, b in _cells(line, delimiter)]
        if any(head.count(opening) != head.count(closing) for head in heads for opening, closing in _BRACKETS):
            return None  # "Nova Cluster <DK; cluster; beneficiary>": a partner, its parts in brackets
        columns = tuple(self._column(head, exact=delimiter == ",") for head in heads)
        named = [column for head, column in zip(heads, columns, strict=True) if head.strip()]
        # "Graz, cluster, registered" is no heading, "Cluster, seat, registered" is one.
        sure = delimiter in (",", *_DASHES) and any(column is not None and column.startswith(NAMED) for column in named)
        if _known(named) < max(_FEWEST_COLUMNS, len(named) - (not sure)):
            return None
        return columns

    def _column(self, head: str, *, exact: bool) -> str | None:
        words = key(head)
        if not words:
            return "ignored" if head.strip() in ("#", "") else None
        value = self._lexicon.columns.at(words, 0)
        if value[1] == len(words):
            return str(value[0][0])
        counted = phrases(self._lexicon.raw["counted_columns"]).at(words, 0)[1]
        words = words[counted:] if counted < len(words) else words
        sense, length = self._lexicon.senses.at(words, 0)
        if sense is not None and sense.tag is Tag.KIND and length == len(words):
            return f"{COUNT if sense.plural else NAMED}{sense.value}"
        if words[0] in self._lexicon.particles.part and self._lexicon.eccp.within(words):
            return COUNT_REGISTERED
        if self._describes(words):
            return None
        for at in range(len(words)):
            value = self._lexicon.columns.at(words, at)
            if value[1] and len(words) <= _MOST_HEADING_WORDS and not exact and ":" not in head:
                return str(value[0][0])
        return None

    def _describes(self, words: Sequence[str]) -> bool:
        """Whether words are an organisation and where it is, no heading: "P2 wood cluster in Brno"."""
        senses = [self._lexicon.senses.at(words, at)[0] for at in range(len(words))]
        kind = next((at for at, sense in enumerate(senses) if sense is not None and sense.tag is Tag.KIND), None)
        return kind is not None and any(sense is not None and sense.tag is Tag.IN for sense in senses[kind + 1 : -1])


def _known(columns: Sequence[str | None]) -> int:
    return sum(column is not None for column in columns)


def _under(
    heads: Sequence[tuple[int, int]], top: int, cells: Sequence[tuple[int, int]], start: int
) -> list[tuple[int, int]]:
    """The cells of an aligned row by the headings that they stand under; empty cells where nothing stands."""
    found = [(start, start) for _ in heads]
    for cell in cells:
        if not heads:
            break
        at = min(range(len(heads)), key=lambda n: abs((heads[n][0] - top) - (cell[0] - start)))
        empty = found[at][0] == found[at][1]
        found[at] = cell if empty else (found[at][0], cell[1])
    return found


def _cells(line: Line, delimiter: str) -> list[tuple[int, int]]:
    """The cells of a line as (start, end) in the text; quoted CSV cells may hold the delimiter."""
    start, end, text = line
    if delimiter == _ALIGNED:
        edges = [0, *(edge for gap in _GAP.finditer(text.rstrip()) for edge in gap.span()), len(text.rstrip())]
        return [(start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    cells: list[tuple[int, int]] = []
    begin, quoted = 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif text.startswith(delimiter, at) and not quoted:
            cells.append((start + begin, start + at))
            begin = at + len(delimiter)
    cells.append((start + begin, end))
    if delimiter == "|":
        cells = cells[1:] if not text[: cells[0][1] - start].strip() else cells
        cells = cells[:-1] if cells and not text[cells[-1][0] - start :].strip() else cells
    return cells
