"""How time and memory grow with the number of passages, ours and the plain stack side by side."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.benchmark.formex import passages
from evals.benchmark.opened import Opened, opened
from evals.benchmark.stacks import BareChroma, OwnStack, PlainStack, SameModel, plain_store
from evals.benchmark.timing import Times, interleaved
from evals.benchmark.vectors import CachedModel, RandomModel
from index import EmbeddingModel, Index, Passage

SIZES = (1_000, 3_000, 10_000)
QUERIES = 60
_WARM_UP = 100
"""Passages of a collection built first and not measured: it loads what either side loads at its first use."""


class Size(NamedTuple):
    """One collection. `embed_s` is the same work for all sides and given apart; index times are without it. Ours hold
    the check that the stored vectors find themselves, in a process of its own."""

    vectors: str
    passages: int
    embed_s: float
    own_index_s: float
    plain_index_s: float
    own: Opened
    plain: Opened
    search: dict[str, Times]


def real_growth(model: EmbeddingModel, acts: Sequence[Path], sizes: Sequence[int] = SIZES) -> Iterator[Size]:
    """Collections of real paragraphs, the smaller ones part of the larger."""
    yield from _growth(model, [passages(acts, size) for size in sizes])


def random_growth(sizes: Sequence[int]) -> Iterator[Size]:
    """Collections of short texts with random vectors."""
    texts = [Passage(f"p{n}", f"Item {n} of group {n % 97}", "random") for n in range(max(sizes, default=0))]
    yield from _growth(RandomModel(), [texts[:size] for size in sizes])


def _growth(model: EmbeddingModel, collections: Sequence[Sequence[Passage]]) -> Iterator[Size]:
    cached = CachedModel(model)
    if collections:
        grown(cached, model, collections[0][:_WARM_UP])
    for collection in collections:
        yield grown(cached, model, collection)


def grown(cached: CachedModel, model: EmbeddingModel, found: Sequence[Passage]) -> Size:
    """Builds both stacks on the passages and searches them. Queries are embedded by `model`, in every call anew."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        texts = [passage.text for passage in found]
        vectors = cached.encode(texts)
        own_s = _own_index(folder / "own", found, cached)
        started = time.perf_counter()
        embeddings = SameModel(cached)
        metadatas = [{"document": p.document, "start_index": 0, "end_index": 1} for p in found]
        store = plain_store(texts, metadatas, embeddings, folder / "plain")
        plain_s = time.perf_counter() - started
        own_opened, plain_opened = (opened(kind, folder / kind, model) for kind in ("own", "plain"))
        embeddings.model = model
        with Index.open(folder / "own", model=model) as index:
            calls = {
                "own": OwnStack(index, k=4).search,
                "plain": PlainStack(store, ()).search,
                "bare": BareChroma(vectors, model, folder / "bare").search,
            }
            queries = [" ".join(text.split()[:12]) for text in texts[:: max(1, len(texts) // QUERIES)]][:QUERIES]
            search = interleaved(calls, queries, base="plain")
        return Size(model.name, len(found), cached.seconds, own_s, plain_s, own_opened, plain_opened, search)


def _own_index(folder: Path, found: Sequence[Passage], model: CachedModel) -> float:
    """Seconds to build and check our index, those of embedding taken off."""
    started, embedding = time.perf_counter(), model.seconds
    Index.create(folder, found, model=model).close()
    return time.perf_counter() - started - (model.seconds - embedding)
