"""A consortium from CSV: one line per partner; strand and duration may stand in any line, the same in all."""

from __future__ import annotations

import csv
import io
from typing import Any

from assistant.eligibility.refusals import FileRefused

PARTNER_COLUMNS = ("name", "country", "region", "kind", "role", "eccp", "legal_entity", "source")
PROJECT_COLUMNS = ("strand", "duration_months")
CHOICE = "/"  # "FR/ES": one or the other
TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def rows_to_consortium(text: str) -> dict[str, Any]:
    """The fields of a consortium; the separator is the one that the header line uses (comma, semicolon, tab, bar)."""
    header = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t|", key=header.count), strict=True)
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        _check(columns)
        found: dict[str, Any] = {"partners": []}
        for row in rows:
            cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False) if cell.strip()}
            if len(row) > len(columns):
                raise _refused(rows.line_num, f"{len(row)} cells for {len(columns)} columns", "Put quotes around text.")
            if cells:
                _take(cells, found, rows.line_num)
    except csv.Error as error:
        raise _refused(rows.line_num, str(error), "Put quotes around a text that holds the separator.") from error
    return found


def _check(columns: list[str]) -> None:
    unknown = [column for column in columns if column not in PARTNER_COLUMNS + PROJECT_COLUMNS]
    if unknown or not columns:
        raise _refused(
            1,
            f"unknown column “{unknown[0]}”" if unknown else "no column names",
            f"The columns are {', '.join(PARTNER_COLUMNS + PROJECT_COLUMNS)}, in any order.",
        )


def _take(cells: dict[str, str], found: dict[str, Any], line: int) -> None:
    for column in PROJECT_COLUMNS:
        if column in cells:
            value = _project(column, cells.pop(column), line)
            if found.setdefault(column, value) != value:
                raise _refused(line, f"another {column} than above", "Write the same in each line, or only once.")
    if cells:
        found["partners"].append(_partner(cells, line))


def _partner(cells: dict[str, str], line: int) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for column, cell in cells.items():
        if column in ("name", "source"):
            facts[column] = cell
        elif column == "legal_entity":
            if cell.lower() not in TRUTH:
                raise _refused(line, f"legal_entity “{cell}”", "Write yes or no, or leave it empty.")
            facts[column] = TRUTH[cell.lower()]
        elif column == "country" and cell.upper() == "EU":
            facts["country_in"] = "EU"
        elif CHOICE in cell and column in ("country", "region", "role"):
            facts[f"{column}_in"] = [_value(column, part) for part in cell.split(CHOICE)]
        else:
            facts[column] = _value(column, cell)
    return facts


def _value(column: str, cell: str) -> str:
    return cell.strip().lower().replace(" ", "_") if column in ("kind", "role", "eccp") else cell.strip()


def _project(column: str, cell: str, line: int) -> Any:
    if column == "strand":
        return cell.lower()
    parts = [part.strip() for part in cell.replace("–", "-").split("-")]
    if len(parts) > 2 or not all(part.isdecimal() for part in parts):
        raise _refused(line, f"duration_months “{cell}”", "Write the months as 36, or as 30-36.")
    return int(parts[0]) if len(parts) == 1 else [int(part) for part in parts]


def _refused(line: int, why: str, next: str) -> FileRefused:
    return FileRefused(f"Line {line} of the table cannot be used.", why=f"{why[:1].upper()}{why[1:]}.", next=next)
