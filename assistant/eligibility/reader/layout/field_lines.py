"""Lines that are one partner each and say of every fact what it is: "Name: Nova; Type: cluster; Country: Austria",
"[Type] cluster [Country] Austria". They are written as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.eligibility.reader.tokens.lexicon import Lexicon, key

_LEAST = 2
_MARK = re.compile(r"[ \t]*(?:[-*•·–>]+[ \t]+|\(?\d{1,2}[.)][ \t]+)?")
_BRACKETS = {"[": "]", "{": "}", "(": ")", "<": ">"}
_SQUARE = re.compile(r"\[([^\[\]:=\n]{1,40})\]")

Fields = list[tuple[str, str]]


def with_tables(text: str, lexicon: Lexicon) -> str:
    """The text with such lines as rows of a table; as it is where there are none."""
    if not any(sign in text for sign in ":=["):
        return text
    lines = text.splitlines()
    read = [_fields(line, lexicon) for line in lines]
    found: list[str] = []
    at = done = 0
    while at < len(lines):
        run = 1
        while read[at] and at + run < len(lines) and _alike(read[at], read[at + run]):
            run += 1
        if read[at] and (run >= _LEAST or _first_of(read, at)):
            found += [*lines[done:at], "", *_table(read[at : at + run]), ""]
            done = at + run
        at += run
    return "\n".join([*found, *lines[done:]]) if done else text


def _first_of(read: Sequence[Fields], at: int) -> bool:
    """Whether a line that stands alone says at least what and where its partner is."""
    return len(read[at]) > _LEAST


def _alike(one: Fields, other: Fields) -> bool:
    """Whether two lines begin with the same field."""
    return bool(other) and one[0][0].lower() == other[0][0].lower()


@lru_cache(maxsize=8)
def _names(lexicon: Lexicon) -> re.Pattern[str]:
    """What may say what a fact is, with the sign after it: "Type of organisation:", "ECCP ="."""
    words = sorted({word for said in lexicon.raw["columns"].values() for word in said}, key=len, reverse=True)
    either = "|".join(r"[\s/?'’.-]+".join(re.escape(part) for part in word.split()) for word in words if word != "#")
    return re.compile(rf"(?:^|[;,/|•·]|\s[–—-])\s*(?P<name>(?i:{either})\??)\s*[:=]\s*")


def _fields(line: str, lexicon: Lexicon) -> Fields:
    """The facts of a line with what they are; empty if anything else stands in it."""
    body = line[_MARK.match(line).end() :].strip()  # type: ignore[union-attr]
    squared = _squared(body, lexicon)
    if squared:
        return squared
    closing = _BRACKETS.get(body[:1])
    if closing and body.endswith(closing):
        body = body[1:-1].strip()
    found = list(_names(lexicon).finditer(body))
    if len(found) < _LEAST or found[0].start() != 0:
        return []
    ends = [*(match.start() for match in found[1:]), len(body)]
    fields = [
        (match["name"].strip(), body[match.end() : end].strip(" ;,")) for match, end in zip(found, ends, strict=True)
    ]
    return fields if _sound(fields) else []


def _squared(body: str, lexicon: Lexicon) -> Fields:
    """The facts of "[Type] cluster [Country] Austria"."""
    found = list(_SQUARE.finditer(body))
    if len(found) < _LEAST or found[0].start() != 0:
        return []
    if not all(_is_column(match[1], lexicon) for match in found):
        return []
    ends = [*(match.start() for match in found[1:]), len(body)]
    fields = [(match[1].strip(), body[match.end() : end].strip(" ;,")) for match, end in zip(found, ends, strict=True)]
    return fields if _sound(fields) else []


def _is_column(said: str, lexicon: Lexicon) -> bool:
    words = key(said)
    return bool(words) and lexicon.columns.at(words, 0)[1] == len(words)


def _sound(fields: Fields) -> bool:
    """Whether no fact is told twice, and none holds a cell's border."""
    names = [name.lower() for name, _ in fields]
    return len(set(names)) == len(names) and not any("|" in value or "\t" in value for _, value in fields)


def _table(rows: Sequence[Fields]) -> list[str]:
    names = list(dict.fromkeys(name.lower() for row in rows for name, _ in row))
    told = [{name.lower(): value for name, value in row} for row in rows]
    return [
        f"| {' | '.join(cells)} |"
        for cells in ([name.capitalize() for name in names], *([row.get(name, "") for name in names] for row in told))
    ]
