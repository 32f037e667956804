"""Forms filled in one below the other ("Organisation: …", "City: …", "ECCP: …", once for each partner) as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.eligibility.reader.layout.field_lines import with_tables
from assistant.eligibility.reader.layout.legends import written_out
from assistant.eligibility.reader.layout.transposed import upright
from assistant.eligibility.reader.layout.units_first import with_units_behind
from assistant.eligibility.reader.tokens.lexicon import Lexicon, key

_FIELD = re.compile(r"[ \t>*•-]*([^\W\d_][^:=|\n]{0,30})[:=]([^|\n]*)")
_RULE = re.compile(r"[ \t]*[-=_*~]{2,}[ \t]*")
_LEAST = 2

Block = list[tuple[str, str]]


def as_table(text: str, lexicon: Lexicon) -> str:
    """The text with its forms written as one table; as it is where there are none."""
    text = with_tables(upright(written_out(with_units_behind(text, lexicon), lexicon), lexicon), lexicon)
    above = lexicon.raw["same_as_above"]
    lines = text.splitlines()
    labelled = _label(lexicon)
    blocks = list(_blocks(lines))
    found: list[str] = []
    done = 0
    at = 0
    while at < len(blocks):
        run = [blocks[at]]
        while at + len(run) < len(blocks) and _continues(lines, run[-1], blocks[at + len(run)], labelled):
            run.append(blocks[at + len(run)])
        names = [name for name, _ in run[0][2]]
        if len(run) >= _LEAST and all(lexicon.columns.at(key(name), 0)[1] for name in names[:_LEAST]):
            for start, _, fields in run:
                label = labelled.fullmatch(lines[start - 1]) if start else None
                if label and label["role"] and "role" not in {name.lower() for name, _ in fields}:
                    fields.append(("Role", label["role"]))
            before = lines[done : run[0][0]]
            if before and labelled.fullmatch(before[-1]):
                before.pop()
            found += [*before, "", *_table([block for _, _, block in run], above), ""]
            done = run[-1][1]
        at += len(run)
    return "\n".join([*found, *lines[done:]]) if done else text


@lru_cache(maxsize=8)
def _label(lexicon: Lexicon) -> re.Pattern[str]:
    """A line that only numbers the form below it: "Partner 2:", "### Beneficiary no. 3"."""
    words = "|".join(sorted(map(re.escape, lexicon.raw["labels"]), key=len, reverse=True))
    return re.compile(
        rf"[ \t#*_-]*(?:{words})?[ ]?(?:#|no\.?|nr\.?)?[ ]?(?:\d{{1,2}}|[A-Z])[.:)*_ \t-]*"
        r"(?:\((?P<role>[^()]{1,40})\)[.:*_ \t-]*)?",
        re.IGNORECASE,
    )


def source_of(source: str, text: str, table: str) -> str:
    """What a row of `table` was read from, as it stands in the text: the first field of its form."""
    if text is table:
        return source
    cells = [cell.strip() for cell in source.split("|") if cell.strip()]
    return source if source in text else next((cell for cell in cells if cell in text), "")


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int, Block]]:
    """Lines one below the other that are fields: from line, to line, the fields."""
    start, fields = 0, list[tuple[str, str]]()
    for at, line in enumerate([*lines, ""]):
        field = _FIELD.fullmatch(line)
        if field is not None and field[2].strip():
            start = start if fields else at
            fields.append((field[1].strip(), field[2].strip()))
            continue
        if len(fields) >= _LEAST and len({name for name, _ in fields}) == len(fields):
            yield start, at, fields
        fields = []


def _continues(
    lines: Sequence[str], one: tuple[int, int, Block], other: tuple[int, int, Block], labelled: re.Pattern[str]
) -> bool:
    """Whether a form follows another one of the same kind: between them blank lines, rules, "Partner 2"."""
    between = [line for line in lines[one[1] : other[0]] if line.strip() and not _RULE.fullmatch(line)]
    same = one[2][0][0].lower() == other[2][0][0].lower()
    return same and (not between or (len(between) == 1 and bool(labelled.fullmatch(between[0]))))


def _table(blocks: Sequence[Block], above: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(name.lower() for block in blocks for name, _ in block))
    rows: list[list[str]] = []
    for block in blocks:
        told = {name.lower(): value for name, value in block}
        row = [told.get(name, "") for name in names]
        if rows:
            row = [before if each.lower() in above else each for each, before in zip(row, rows[-1], strict=True)]
        rows.append(row)
    return [f"| {' | '.join(row)} |" for row in ([name.capitalize() for name in names], *rows)]
