"""The index as a library: create, open, search."""

from __future__ import annotations

import logging
import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedding import EmbeddingModel, bundled_model
from index.errors import IndexDamaged, IndexOutdated, QueryRefused
from index.fusion import SearchOptions, fused
from index.records import documents_from, passages_from
from index.release import Manifest, Pointer, check_files, damaged, outdated, pointers, read_manifest
from index.runtime import PrivateFolder
from index.text import clean
from index.tokenizer import terms
from index.types import Document, Hit, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger(__name__)
_ROUNDED = 6  # decimals of a score; finer differences are noise of the arithmetic
_CHARACTERS_PER_TOKEN = 8  # a query is cut for the model well beyond what it reads


class Index:
    """An open index. Searches may run in several threads. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        folder: PrivateFolder,
        manifest: Manifest,
        model: EmbeddingModel,
        options: SearchOptions,
        degraded: str | None,
    ) -> None:
        import numpy as np

        from index.dense import Collection
        from index.lexical import Lexical

        self.model, self.options, self.degraded = model, options, degraded
        self.digest = manifest.digest
        path = folder.path
        self.passages: Sequence[Passage] = tuple(passages_from((path / "passages.json").read_bytes()))
        self.documents = {d.id: d for d in documents_from((path / "documents.json").read_bytes())}
        self._numbers = {passage.id: number for number, passage in enumerate(self.passages)}
        self._matrix = np.load(path / "embeddings.npy", allow_pickle=False)
        self._starts: list[int] = np.load(path / "starts.npy", allow_pickle=False).tolist()
        self._owners = np.repeat(np.arange(len(self.passages)), np.diff(self._starts)).tolist()
        self._lexical = Lexical(path / "lexical")
        self._collection = Collection(path / "chroma")
        self._closer = weakref.finalize(self, _close, self._collection, folder)

    @classmethod
    def create(
        cls,
        path: Path | str,
        passages: Iterable[Passage],
        *,
        documents: Iterable[Document] = (),
        model: EmbeddingModel | None = None,
        options: SearchOptions | None = None,
        progress: bool = False,
    ) -> Index:
        """Builds the index of these passages in the folder `path` and opens it.

        An index that is there serves on until the new one has passed its checks, and stays if this fails. `documents`
        are stored so that quotations can be checked. `progress` draws bars on stderr. Raises PassageRefused,
        ModelRefused, IndexBusy, StorageProblem, BuildFailed.
        """
        from index.build import build

        model = model or bundled_model()
        build(Path(path), passages, documents, model, progress=progress)
        return cls.open(path, model=model, options=options)

    @classmethod
    def open(
        cls, path: Path | str, *, model: EmbeddingModel | None = None, options: SearchOptions | None = None
    ) -> Index:
        """Opens the index in `path`; every file is held against its digest before anything reads it.

        If the newest release is damaged the one before it is opened, `degraded` says so. The model's weights are loaded
        at the first search. Raises IndexMissing, IndexDamaged, IndexOutdated, StorageProblem.
        """
        root, model = Path(path), model or bundled_model()
        problem: IndexDamaged | None = None
        for pointer in pointers(root):
            try:
                return cls._open_release(
                    root, pointer, model, options or SearchOptions(), problem.why if problem else None
                )
            except IndexDamaged as found:
                if pointer not in pointers(root):  # replaced by a finished build while it was being read
                    return cls.open(path, model=model, options=options)
                log.warning("%s", found)
                problem = problem or found
            except IndexOutdated:  # a fallback of before an upgrade is none
                if problem is None:
                    raise
        raise problem or damaged(root, "No release is left.")

    @classmethod
    def _open_release(
        cls, root: Path, pointer: Pointer, model: EmbeddingModel, options: SearchOptions, degraded: str | None
    ) -> Index:
        manifest = read_manifest(root, pointer)
        reason = manifest.outdated(model.name, model.digest)
        if reason:
            raise outdated(root, reason)
        folder = PrivateFolder()
        try:
            check_files(root, pointer, manifest, copy_to=folder.path)
            return cls(folder, manifest, model, options, degraded)
        except BaseException:
            folder.remove()
            raise

    def search(self, query: str, k: int = 5) -> list[Hit]:
        """The `k` best passages, best first; fewer only if the index has fewer. A blank query finds nothing.
        Raises QueryRefused (a ValueError) for k < 1 or a query that is no text."""
        return self.search_many([query], k)[0]

    def search_many(self, queries: Sequence[str], k: int = 5) -> list[list[Hit]]:
        """The hits of several queries in their order; the model reads them all at once. Raises as `search` does."""
        texts = [_checked_query(query, k) for query in queries]
        if not self._closer.alive:
            raise QueryRefused("The search was not run.", why="The index has been closed.", next="Open it again.")
        asked = [text for text in dict.fromkeys(texts) if text]
        if not asked:
            return [[] for _ in texts]
        # The model cuts what is too long by itself, but slowly.
        vectors = self.model.encode([text[: self.model.max_tokens * _CHARACTERS_PER_TOKEN] for text in asked])
        wanted = min(max(self.options.candidates, k), len(self._owners))
        nearest = self._collection.nearest(vectors, wanted)
        found = {
            text: self._ranked(text, vector, rows, wanted, k)
            for text, vector, rows in zip(asked, vectors, nearest, strict=True)
        }
        return [found.get(text, []) for text in texts]

    def _ranked(self, query: str, vector: NDArray[Any], rows: Sequence[int], wanted: int, k: int) -> list[Hit]:
        import numpy as np

        lexical = self._lexical.scores(query)
        best = np.argpartition(-lexical, min(wanted, len(lexical)) - 1)[:wanted]
        numbers = sorted({self._owners[row] for row in rows} | {int(n) for n in best if lexical[n] > 0})
        own = [row for number in numbers for row in range(self._starts[number], self._starts[number + 1])]
        offsets = np.cumsum([0, *(self._starts[n + 1] - self._starts[n] for n in numbers[:-1])])
        dense = np.maximum.reduceat(self._matrix[own] @ vector, offsets)
        scores = np.round(fused(dense, lexical[numbers], self.options.weight), _ROUNDED)
        order = sorted(range(len(numbers)), key=lambda at: (-scores[at], self.passages[numbers[at]].id))[:k]
        return [
            Hit(self.passages[numbers[at]], float(scores[at]), float(dense[at]), float(lexical[numbers[at]]))
            for at in order
        ]

    def passage(self, identifier: str) -> Passage:
        """The passage with this id. Raises KeyError."""
        return self.passages[self._numbers[identifier]]

    def vectors(self, identifier: str) -> NDArray[Any]:
        """The vectors of a passage, float32 in rows of unit length: one, or one for each part of a long text. Raises
        KeyError."""
        number = self._numbers[identifier]
        rows: NDArray[Any] = self._matrix[self._starts[number] : self._starts[number + 1]]
        return rows

    def nearness(self, vectors: NDArray[Any]) -> float:
        """The highest cosine of any of some vectors (in rows, of unit length) with any passage; 0 of an empty index."""
        return float((vectors @ self._matrix.T).max(initial=0.0))

    def document(self, identifier: str) -> Document:
        """The stored document with this id. Raises KeyError."""
        return self.documents[identifier]

    def terms(self, text: str) -> list[str]:
        """The search terms of a text, as the lexical side sees them."""
        return terms(text)

    def idf(self, term: str) -> float:
        """How much a term (of `terms`) tells here: log(1 + (N - n + 0.5) / (n + 0.5)) for n of N passages."""
        return self._lexical.idf(term)

    def close(self) -> None:
        """Frees the vector store and removes the private copy; may be called twice."""
        self._closer()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.passages)


def _checked_query(query: object, k: object) -> str:
    if isinstance(k, bool) or not isinstance(k, int) or k < 1:
        raise QueryRefused("The search was not run.", why=f"{k!r} results were asked for.", next="Ask for at least 1.")
    if not isinstance(query, str):
        raise QueryRefused("The search was not run.", why="The query is not a text.", next="Give a text.")
    return " ".join(clean(query)[0].split())


def _close(collection: Any, folder: PrivateFolder) -> None:
    collection.close()
    folder.remove()
