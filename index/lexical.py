"""BM25 over our own terms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.passages import context_of
from index.tokenizer import terms
from index.types import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Passages differ little in length, so length and repetition count for less than is usual.
K1 = 1.2
B = 0.5
# How often the words of the text itself count, those of the context counting once.
TEXT_COUNTS = 2


def searched_terms(passage: Passage) -> list[str]:
    """The terms under which a passage can be found: those of its context and, twice, those of its text."""
    return terms(context_of(passage)) + TEXT_COUNTS * terms(passage.text)


def write_lexical(folder: Path, passages: Sequence[Passage], *, progress: bool = False) -> None:
    """Builds and stores the BM25 matrix; terms are numbered in order of appearance, so that builds can be compared."""
    import bm25s
    from tqdm import tqdm

    vocabulary: dict[str, int] = {}
    numbered = [
        [vocabulary.setdefault(term, len(vocabulary)) for term in searched_terms(passage)]
        for passage in tqdm(passages, desc="Indexing terms", unit="passage", disable=not progress)
    ]
    retriever = bm25s.BM25(k1=K1, b=B, method="lucene")
    vocabulary.setdefault("", len(vocabulary))
    retriever.index((numbered, vocabulary), show_progress=False)
    retriever.save(str(folder), show_progress=False)


class Lexical:
    """A stored BM25 matrix, read into memory."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._retriever: Any = bm25s.BM25.load(str(folder))
        self._count = int(self._retriever.scores["num_docs"])
        self._starts = self._retriever.scores["indptr"]

    def scores(self, query: str) -> NDArray[np.float32]:
        """The raw BM25 score of every passage; a term said twice counts once."""
        import numpy as np

        numbers = self._retriever.get_tokens_ids(list(dict.fromkeys(terms(query))))
        if not numbers:
            return np.zeros(self._count, dtype=np.float32)
        return np.asarray(self._retriever.get_scores_from_ids(numbers), dtype=np.float32)

    def idf(self, term: str) -> float:
        """How much a term tells: near 0 if it stands in every passage, highest if it stands in none."""
        number = self._retriever.vocab_dict.get(term)
        frequency = 0 if number is None else int(self._starts[number + 1] - self._starts[number])
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))
