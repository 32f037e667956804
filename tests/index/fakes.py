"""A tiny embedding model without weights, and passages made up for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index import Passage
from index.tokenizer import terms

_SUBJECTS = ["cluster", "network", "region", "partner", "budget", "deadline", "annex", "strand", "topic", "material"]
_VERBS = ["must", "may", "supports", "covers", "excludes", "requires", "lists", "defines", "extends", "replaces"]


class WordModel:
    """Adds up one fixed random direction for each term: texts that share words are near. Counts what it is given."""

    name = "words"
    dimension = 48
    max_tokens = 64

    def __init__(self, digest: str = "words-1") -> None:
        self.digest = digest
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        rows = np.stack([sum((_direction(t) for t in terms(text)), np.full(48, 1e-3)) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _direction(term: str) -> NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(48)


def numbered_passages(count: int, *, edition: int = 1) -> list[Passage]:
    """Passages that differ by their number; another `edition` changes every tenth."""
    made = []
    for number in range(count):
        words = f"{_SUBJECTS[number % 10]} {number} {_VERBS[number // 10 % 10]} item {number * 7919 % 10007}"
        text = f"The {words} of edition {edition}." if number % 10 == 0 else f"The {words}."
        made.append(Passage(f"doc#{number}", text, "doc", ("Part", f"Chapter {number // 50}")))
    return made
