"""The words that the questions on one call are held against for typing errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.gazetteer import Gazetteer
from assistant.reading.lexicon import Lexicon
from assistant.reading.points import Point
from assistant.reading.spelling import Speller
from assistant.reading.text import fold
from index import Index


def speller(
    lexicon: Lexicon, points: Sequence[Point], index: Index, gazetteer: Gazetteer, real: frozenset[str]
) -> Speller:
    """Knows the words of the language's data, the points, the documents and the countries. `real`: further words of the
    language."""
    preferred = lexicon.wh_words | {fold(word) for word in _countries(gazetteer)}
    return Speller(_vocabulary(lexicon, points, index, gazetteer), real, preferred)


def _countries(gazetteer: Gazetteer) -> Iterator[str]:
    for country in gazetteer.countries.values():
        yield from (country.name, *country.adjectives, *country.demonyms)


def _vocabulary(lexicon: Lexicon, points: Sequence[Point], index: Index, gazetteer: Gazetteer) -> Iterator[str]:
    """What the words of a question are held against: those of the language's data, the documents and the places."""
    yield " ".join(lexicon.stop_words | lexicon.neutral_words | lexicon.wh_words | lexicon.pronouns)
    yield from _countries(gazetteer)
    yield " ".join(lexicon.number_words)
    yield " ".join(word for words in lexicon.units.values() for word in words)
    for point in points:
        yield from point.examples
        yield from point.said
    for passage in index.passages:
        yield passage.text
