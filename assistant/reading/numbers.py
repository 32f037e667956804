"""Numbers in a question, held against a limit of the documents ("40 months?" against "at most 36 months")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.reading.lexicon import Lexicon
from assistant.reading.points import Limit
from assistant.reading.text import fold

_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*|%|€")


class Held(StrEnum):
    """How a number stands to a limit. Closed list."""

    OVER = "over"
    UNDER = "under"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`value`: the number as it was asked ("40 months")."""

    value: str
    held: Held


def compare(question: str, limit: Limit, lexicon: Lexicon) -> Comparison | None:
    """The question's number against the limit; None if it names no number of that unit, or several."""
    found = list(_quantities(question, limit.unit, lexicon))
    numbers = [
        token for token in _TOKEN.findall(fold(question).replace("-", " ")) if _number(token, lexicon) is not None
    ]
    if lexicon.given_numbers.search(fold(question)):  # "do they count towards the minimum of three?"
        return None
    if len(found) != 1 or len(numbers) != 1:  # "3 and a half years", "24 or 30 months"
        return None
    number, words = found[0]
    if limit.most is not None and number > limit.most:
        return Comparison(words, Held.OVER)
    if limit.least is not None and number < limit.least:
        return Comparison(words, Held.UNDER)
    return Comparison(words, Held.WITHIN)


def _quantities(question: str, unit: str, lexicon: Lexicon) -> list[tuple[float, str]]:
    """Numbers of the unit with their words; years count as twelve months, "two other partners" as three."""
    tokens = _TOKEN.findall(fold(question).replace("-", " "))
    units = lexicon.units.get(unit, frozenset())
    years = lexicon.units.get("year", frozenset()) if unit == "month" else frozenset()
    found: list[tuple[float, str]] = []
    for position, token in enumerate(tokens):
        number = _number(token, lexicon)
        if number is None:
            continue
        for distance, word in enumerate(tokens[position + 1 : position + 4], 1):
            if _number(word, lexicon) is not None:
                break
            if word in units or word in years:
                between = tokens[position + 1 : position + distance]
                others = sum(1 for each in between if each in lexicon.more_words)
                value = number * 12 if word in years else number + others
                found.append((value, " ".join([token, *between, word])))
                break
    return found


def _number(token: str, lexicon: Lexicon) -> float | None:
    if token[0].isdigit():
        return float(token.replace(",", "."))
    return lexicon.number_words.get(token)
