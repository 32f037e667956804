"""Numbers that are the names of partners: "1 cluster Graz, 2 cluster Porto", "cluster Graz (no. 1)"."""

from __future__ import annotations

import re

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key

_FEWEST = 3
_LONGEST = 60
_FIGURE = re.compile(r"(?:^|[\n,;.:(] ?|\band )(\d{1,2})(?= [^\W\d])")
_AFTER = re.compile(r"(?<=[\w.)]) \((?:(?i:no|nr|number|partner|p|#)\.? ?#?)(\d{1,2})\)")
_END = re.compile(r"[,;\n.]")


def counted_up(text: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Bare figures 1, 2, 3 … each before one organisation: (start, end, number); empty if they count anything."""
    found: list[tuple[int, int, str]] = []
    for match in _FIGURE.finditer(text):
        if int(match[1]) == len(found) + 1 and _is_one(text[match.end() : match.end() + _LONGEST], lexicon):
            found.append((match.start(1), match.end(1), str(int(match[1]))))
        elif found and len(found) < _FEWEST:
            found = []
    return found if len(found) >= _FEWEST else []


def _is_one(said: str, lexicon: Lexicon) -> bool:
    """Whether the words after a figure name one organisation, none of several."""
    words = key(_END.split(said)[0])
    senses = [sense for at in range(len(words)) if (sense := lexicon.senses.at(words, at)[0]) is not None]
    kind = next((sense for sense in senses if sense.tag in (Tag.KIND, Tag.GENERIC)), None)
    return kind is not None and not kind.plural and not any(sense.tag is Tag.CROWD for sense in senses[:1])


def without_numbers_after(text: str) -> str:
    """The text without "(no. 1)", "(no. 2)" after the partners that it numbers one by one; as long as before."""
    marks = list(_AFTER.finditer(text))
    run = [match for at, match in enumerate(marks) if int(match[1]) == at + 1]
    if len(run) < _FEWEST or run != marks[: len(run)]:
        return text
    for match in run:
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text
