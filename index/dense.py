"""Nearest vectors by cosine: Chroma proposes, the stored matrix gives the exact values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

COLLECTION = "passages"
# One thread and a wide search: the same vectors give the same graph, and next to nothing is missed.
_HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "num_threads": 1}
# Chroma keeps the graph once so many rows are new, and builds the rest of it anew, each time another one, at opening.
_KEPT = 1000
_BATCH = 2 * _KEPT
_NARROWEST, _WIDEST, _SHARE = 200, 1000, 50  # a search looks at every 50th vector, within these bounds


def chroma_version() -> str:
    """The installed version, without importing chromadb."""
    from importlib.metadata import version

    return version("chromadb")


def write_collection(folder: Path, matrix: Matrix, *, progress: bool = False) -> None:
    """Stores the rows of `matrix` under their numbers as ids."""
    import numpy as np
    from tqdm import tqdm

    client = _client(folder)
    try:
        searched = min(_WIDEST, max(_NARROWEST, len(matrix) // _SHARE))
        # Batches of one size, each large enough for its rows to be kept, so that every opening searches one graph.
        size = min(int(client.get_max_batch_size()), _BATCH)
        batches = np.array_split(np.arange(len(matrix)), max(1, -(-len(matrix) // size)))
        kept = max(2, min(_KEPT, *map(len, batches)))
        configuration = {"hnsw": {**_HNSW, "ef_search": searched, "batch_size": kept, "sync_threshold": kept}}
        collection = client.create_collection(COLLECTION, configuration=configuration, embedding_function=None)
        for rows in tqdm(batches, desc="Storing", unit="batch", disable=not progress):
            collection.add(ids=[str(row) for row in rows.tolist()], embeddings=matrix[rows])
    finally:
        client.close()


class Collection:
    """An open Chroma collection. The folder must be private: Chroma changes its files when it reads them."""

    def __init__(self, folder: Path) -> None:
        self._client = _client(folder)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)

    def count(self) -> int:
        return int(self._collection.count())

    def nearest(self, queries: Matrix, count: int) -> list[list[int]]:
        """For each query the numbers of its `count` nearest rows, nearest first."""
        found = self._collection.query(query_embeddings=queries, n_results=count, include=[])
        return [[int(identifier) for identifier in row] for row in found["ids"]]

    def close(self) -> None:
        self._client.close()


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, _env_file=None)
    return chromadb.PersistentClient(path=str(folder.resolve()), settings=settings)
