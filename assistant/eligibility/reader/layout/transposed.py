"""Tables that lie on their side: what each line says stands in its first cell, the partners stand in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, key

_LEAST = 2
_RULE = re.compile(r"[\s|:+=_-]*")
_GAP = re.compile(r"\t|[ ]{3,}")


def upright(text: str, lexicon: Lexicon) -> str:
    """The text with such tables turned; as it is where there are none."""
    lines = text.splitlines()
    found: list[str] = []
    at = done = 0
    while at < len(lines):
        run = _lying(lines, at, lexicon)
        if len(run) < _LEAST:
            at += 1
            continue
        used = len(run)
        rows = [cells for cells in run if cells]
        partners = max(len(row) for row in rows)
        turned = [[row[n] if n < len(row) else "" for row in rows] for n in range(partners)]
        found += [*lines[done:at], "", *(f"| {' | '.join(row)} |" for row in turned), ""]
        at = done = at + used
    return "\n".join([*found, *lines[done:]]) if done else text


def _lying(lines: Sequence[str], at: int, lexicon: Lexicon) -> list[list[str]]:
    """The cells of the lines from `at` on that are such a table, none for a rule between them; empty if it is none."""
    if "|" not in lines[at] and not _GAP.search(lines[at]):
        return []
    run: list[list[str]] = []
    for line in lines[at:]:
        if run and line.strip() and _RULE.fullmatch(line):
            run.append([])
            continue
        cells = _cells(line)
        if len(cells) < _LEAST or _column(cells[0], lexicon) is None or _stands(cells, lexicon):
            break
        run.append(cells)
    while run and not run[-1]:
        run.pop()
    told = [row for row in run if row]
    wide = max((len(row) for row in told), default=0)
    headings = {_column(row[0], lexicon) for row in told} - {None, "ignored"}
    if len(told) < _LEAST or len(headings) < _LEAST or any(len(row) < wide - 1 for row in told):
        return []
    return run if wide > _LEAST else []


def _cells(line: str) -> list[str]:
    """The cells of a line; the last may be empty."""
    if "|" in line:
        return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
    return [cell.strip() for cell in _GAP.split(line.rstrip()) if cell.strip()]


def _column(cell: str, lexicon: Lexicon) -> str | None:
    words = key(cell)
    if not words:
        return "ignored" if cell.strip() == "#" else None
    value, length = lexicon.columns.at(words, 0)
    return str(value[0]) if length == len(words) else None


def _stands(cells: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a line heads columns: each of its cells says something else; "Role | partner | partner" does not."""
    columns = [_column(cell, lexicon) for cell in cells if cell]
    known = [column for column in columns if column is not None]
    return len(known) == len(columns) and len(set(known)) == len(known)
