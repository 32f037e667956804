"""Character spans in stored documents: gold quotations located, overlaps counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from evals.text.folding import Folded, fold, fold_spaces


class Span(NamedTuple):
    """Characters [start, end) of a stored document's text."""

    document: str
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


_folded = lru_cache(maxsize=64)(fold)
_spaced = lru_cache(maxsize=64)(fold_spaces)


def is_exact(quote: str, text: str, start: int, end: int) -> bool:
    """Whether the quote is the document's own characters at [start, end), white space apart: one contiguous run."""
    return (
        0 <= start < end <= len(text)
        and bool(quote.strip())
        and fold_spaces(quote).text == fold_spaces(text[start:end]).text
    )


def occurs(quote: str, text: str) -> bool:
    """Whether the quote stands anywhere in the text as one run, white space apart."""
    words = fold_spaces(quote).text
    return bool(words) and words in _spaced(text).text


def locate(quote: str, documents: Mapping[str, str], document: str | None = None) -> list[Span]:
    """Every place where the words stand, in one document or in all; how people type quotation marks does not matter."""
    words = fold(quote).text
    names = [name for name in sorted(documents) if document in (None, name)]
    return [span for name in names for span in _places(words, name, _folded(documents[name]))] if words else []


def _places(words: str, document: str, folded: Folded) -> Iterable[Span]:
    at = folded.text.find(words)
    while at >= 0:
        yield Span(document, *folded.span(at, at + len(words)))
        at = folded.text.find(words, at + len(words))


def covered(spans: Iterable[Span]) -> dict[str, set[int]]:
    """The characters of each document that the spans cover."""
    characters: dict[str, set[int]] = {}
    for span in spans:
        characters.setdefault(span.document, set()).update(range(span.start, span.end))
    return characters


def size(characters: Mapping[str, set[int]]) -> int:
    return sum(map(len, characters.values()))


def common(one: Mapping[str, set[int]], other: Mapping[str, set[int]]) -> int:
    """How many characters both cover."""
    return sum(len(offsets & other[document]) for document, offsets in one.items() if document in other)


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if one.document == other.document else 0
