"""How time and memory grow with the number of passages, ours and the plain stack side by side."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from evals.benchmark.formex import passages
from evals.benchmark.stacks import BareChroma, OwnStack, PlainStack, SameModel, plain_store
from evals.benchmark.timing import Times, interleaved, memory_mb
from index import EmbeddingModel, Index, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZES = (1_000, 3_000, 10_000)
QUERIES = 60


class Size(NamedTuple):
    """One collection. Index times are without embedding, which is the same work for all and given apart."""

    passages: int
    embed_s: float
    own_index_s: float
    plain_index_s: float
    own_open_s: float
    own_memory_mb: float
    plain_memory_mb: float
    search: dict[str, Times]


class CachedModel:
    """A model that embeds each text once and says how long that took: both stacks are given the same vectors."""

    def __init__(self, model: EmbeddingModel) -> None:
        self.name, self.digest = model.name, model.digest
        self._model, self._known = model, dict[str, Any]()
        self.seconds = 0.0

    @property
    def dimension(self) -> int:
        return self._model.dimension

    @property
    def max_tokens(self) -> int:
        return self._model.max_tokens

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        import numpy as np

        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            started = time.perf_counter()
            self._known.update(zip(missing, self._model.encode(missing), strict=True))
            self.seconds += time.perf_counter() - started
        return np.stack([self._known[text] for text in texts])


class RandomModel:
    """Vectors drawn at random, each text always its own: for sizes at which embedding would be all that is measured."""

    name, digest, dimension, max_tokens = "random", "random-384", 384, 256

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        import numpy as np

        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) for text in texts]
        drawn = np.stack(
            [np.random.default_rng(seed).standard_normal(self.dimension, dtype=np.float32) for seed in seeds]
        )
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True))


def real_growth(model: EmbeddingModel, acts: Sequence[Path], sizes: Sequence[int] = SIZES) -> list[Size]:
    """Collections of real paragraphs, the smaller ones part of the larger."""
    cached = CachedModel(model)
    return [grown(cached, model, passages(acts, size)) for size in sizes]


def random_growth(size: int) -> Size:
    """One collection of short texts with random vectors."""
    model = RandomModel()
    texts = [Passage(f"p{n}", f"Item {n} of group {n % 97}", "random") for n in range(size)]
    return grown(CachedModel(model), model, texts)


def grown(cached: CachedModel, model: EmbeddingModel, found: Sequence[Passage]) -> Size:
    """Builds both stacks on the passages and searches them. Queries are embedded by `model`, in every call anew."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        texts = [passage.text for passage in found]
        embedded = cached.seconds
        vectors = cached.encode(texts)
        own_s = _own_index(folder / "own", found, cached)
        embed_s = cached.seconds - embedded
        before = memory_mb()
        started = time.perf_counter()
        embeddings = SameModel(cached)
        metadatas = [{"document": p.document, "start_index": 0, "end_index": 1} for p in found]
        store = plain_store(texts, metadatas, embeddings, folder / "plain")
        plain_s = time.perf_counter() - started
        embeddings.model = model
        plain = PlainStack(store, ())
        plain.search(texts[0])
        plain_memory = memory_mb() - before
        before, started = memory_mb(), time.perf_counter()
        with Index.open(folder / "own", model=model) as index:
            open_s = time.perf_counter() - started
            own = OwnStack(index, k=4)
            own.search(texts[0])
            own_memory = memory_mb() - before
            bare = BareChroma(vectors, model, folder / "bare")
            queries = [" ".join(text.split()[:12]) for text in texts[:: max(1, len(texts) // QUERIES)]][:QUERIES]
            search = interleaved({"own": own.search, "plain": plain.search, "bare": bare.search}, queries)
        return Size(len(found), embed_s, own_s, plain_s, open_s, own_memory, plain_memory, search)


def _own_index(folder: Path, found: Sequence[Passage], model: CachedModel) -> float:
    """Seconds to build and check our index, those of embedding taken off."""
    started, embedding = time.perf_counter(), model.seconds
    Index.create(folder, found, model=model).close()
    return time.perf_counter() - started - (model.seconds - embedding)
