"""Embedding models of the bench that are no networks: one that remembers, one that draws, one that stands in."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from index import EmbeddingModel
from index.embedding import WrappedModel

if TYPE_CHECKING:
    from numpy.typing import NDArray


class CachedModel(WrappedModel):
    """A model that embeds each text once and says how long that took: both stacks are given the same vectors."""

    def __init__(self, model: EmbeddingModel) -> None:
        super().__init__(model)
        self._known = dict[str, Any]()
        self.seconds = 0.0

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        import numpy as np

        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            started = time.perf_counter()
            self._known.update(zip(missing, self._model.encode(missing), strict=True))
            self.seconds += time.perf_counter() - started
        return np.stack([self._known[text] for text in texts])


class RandomModel:
    """Vectors drawn at random, each text always its own: for sizes at which embedding would be all that is measured.

    The variances of the axes fall as 1/n. So do, nearly, those of real passages (exponent 1.15 on the shipped ones).
    With all axes alike no vector has a neighbour to speak of: the graph then finds fewer than 98 % of the nearest
    vectors from some 20,000 on, and the index refuses the collection.
    """

    name, digest, dimension, max_tokens = "random", "random-384", 384, 256

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        import numpy as np

        spread = np.arange(1, self.dimension + 1, dtype=np.float32) ** -0.5
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) for text in texts]
        drawn = np.stack(
            [np.random.default_rng(seed).standard_normal(self.dimension, dtype=np.float32) for seed in seeds]
        )
        drawn *= spread
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True))


class StandIn(RandomModel):
    """Random vectors under another model's name: opens that model's index without loading its weights."""

    def __init__(self, name: str, digest: str) -> None:
        self.name, self.digest = name, digest
