"""How much of a question's words a passage says, in the same words or in like ones ("harbour": "port")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.reading.text import fold
from assistant.tools.search import Family
from index import Index, Passage
from index.tokenizer import STOP_WORDS, terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"[a-z]+|\d+")
_SHORTEST = 2


class Likeness:
    """The words of each passage of an index, with the headings and the lead-in above it."""

    def __init__(
        self, index: Index, family: Family, word_vectors: Callable[[Sequence[str]], NDArray[np.float32] | None]
    ) -> None:
        """`word_vectors`: rows of length 1 by meaning, None from a model that has none of words alone; then same words
        count alone."""
        self._index = index
        said = {passage.id: _words(_around(passage, family)) for passage in index.passages}
        vocabulary = sorted({word for words in said.values() for word in words})
        at = {word: number for number, word in enumerate(vocabulary)}
        self._rows = {id: [at[word] for word in words] for id, words in said.items()}
        self._at = at
        self._encode = word_vectors
        self._vectors = word_vectors(vocabulary)

    def __call__(self, question: str, passages: Sequence[str]) -> list[float]:
        """For each passage (by id) the share of the question's words, weighed by how much they tell here, that it says;
        a like word counts with its nearness. 0..1."""
        words = _words(question)
        if not words:
            return [0.0] * len(passages)
        weights = np.array([max((self._index.idf(term) for term in terms(word)), default=0.0) for word in words])
        if not weights.sum():
            return [0.0] * len(passages)
        near = self._near(words)
        found = []
        for id in passages:
            rows = self._rows[id]
            best = np.maximum(near[:, rows].max(axis=1), 0.0) if rows else np.zeros(len(words))
            found.append(float(best @ weights / weights.sum()))
        return found

    def _near(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Nearness of each word of the question to each word of the vocabulary."""
        vectors = self._encode(words) if self._vectors is not None else None
        if vectors is not None and self._vectors is not None:
            return np.asarray(vectors @ self._vectors.T, dtype=np.float32)
        same = np.zeros((len(words), len(self._at)), dtype=np.float32)
        for row, word in enumerate(words):
            if word in self._at:
                same[row, self._at[word]] = 1.0
        return same


def _around(passage: Passage, family: Family) -> str:
    lead_in = family.lead_in_of(passage)
    return " ".join([*passage.section[-1:], *([lead_in.text] if lead_in else []), passage.text])


def _words(text: str) -> list[str]:
    found = (word for word in _WORD.findall(fold(text)) if len(word) >= _SHORTEST and word not in STOP_WORDS)
    return list(dict.fromkeys(found))
