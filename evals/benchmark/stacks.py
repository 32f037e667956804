"""The systems that are compared: ours, each of its sides alone, and the plain LangChain stack on the same documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from evals.text.spans import Span
from index import Document, EmbeddingModel, Index

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    from assistant.tools.search import CallSearch

CHUNK, OVERLAP = 1000, 200
"""The sizes of LangChain's own tutorials."""


class Stack(Protocol):
    """What can be searched: `universe` are all its passages as spans, `search` gives the best first."""

    @property
    def universe(self) -> Sequence[Span]: ...

    def search(self, query: str) -> list[Span]: ...


class OwnStack:
    """The index, with the options it was opened with."""

    def __init__(self, index: Index, k: int = 10) -> None:
        self._index, self._k = index, k
        self.universe = [Span(p.document, p.start, p.end) for p in index.passages]

    def search(self, query: str) -> list[Span]:
        hits = self._index.search(query, self._k)
        return [Span(hit.passage.document, hit.passage.start, hit.passage.end) for hit in hits]


class CallStack:
    """The search that the assistant answers from: the index, documents weighed, exact words first."""

    def __init__(self, index: Index, search: CallSearch, k: int = 10) -> None:
        self._search, self._k = search, k
        self.universe = [Span(p.document, p.start, p.end) for p in index.passages]

    def search(self, query: str) -> list[Span]:
        hits = self._search([query], self._k).hits[0]
        return [Span(hit.passage.document, hit.passage.start, hit.passage.end) for hit in hits]


class SameModel:
    """Our embedding model in the form that LangChain asks for, so that both sides use the same vectors."""

    def __init__(self, model: EmbeddingModel) -> None:
        self.model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.model.encode(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def stored_plainly(embeddings: SameModel, folder: Path) -> Chroma:
    """LangChain's Chroma in a folder with everything left at its defaults but telemetry; made where there is none."""
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    return Chroma(
        collection_name="plain",
        embedding_function=cast("Embeddings", embeddings),
        persist_directory=str(folder),
        client_settings=Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder)),
    )


def plain_store(
    texts: Sequence[str], metadatas: Sequence[dict[str, Any]], embeddings: SameModel, folder: Path
) -> Chroma:
    """The texts stored as LangChain does it."""
    store = stored_plainly(embeddings, folder)
    size = 5000
    for start in range(0, len(texts), size):
        store.add_texts(list(texts[start : start + size]), metadatas=list(metadatas[start : start + size]))
    return store


class PlainStack:
    """Recursive character splitter, the same embedding model, Chroma, the default retriever (`k` None: its top 4)."""

    def __init__(self, store: Chroma, universe: Sequence[Span], k: int | None = None) -> None:
        self.universe = universe
        self._retriever = store.as_retriever(**({"search_kwargs": {"k": k}} if k else {}))

    def search(self, query: str) -> list[Span]:
        return [_span(found.metadata) for found in self._retriever.invoke(query)]


def _span(metadata: dict[str, Any]) -> Span:
    return Span(str(metadata["document"]), int(metadata["start_index"]), int(metadata["end_index"]))


def split_plainly(documents: Sequence[Document]) -> tuple[list[str], list[dict[str, Any]]]:
    """The documents' texts cut by LangChain's splitter, with where each chunk stands."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    chunks = splitter.create_documents([d.text for d in documents], metadatas=[{"document": d.id} for d in documents])
    for chunk in chunks:
        chunk.metadata["end_index"] = chunk.metadata["start_index"] + len(chunk.page_content)
    return [chunk.page_content for chunk in chunks], [chunk.metadata for chunk in chunks]


def spans_of(metadatas: Sequence[dict[str, Any]]) -> list[Span]:
    return [_span(metadata) for metadata in metadatas]


class BareChroma:
    """The least that dense search can cost: embed the query, ask Chroma, look at nothing."""

    def __init__(self, vectors: Any, model: EmbeddingModel, folder: Path, k: int = 4) -> None:
        import chromadb
        from chromadb.config import Settings

        self._model, self._k = model, k
        self._client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
        self._collection = self._client.create_collection("bare", embedding_function=None)
        size = int(self._client.get_max_batch_size())
        for start in range(0, len(vectors), size):
            rows = vectors[start : start + size]
            self._collection.add(ids=[str(start + n) for n in range(len(rows))], embeddings=rows)

    def search(self, query: str) -> list[str]:
        found = self._collection.query(query_embeddings=self._model.encode([query]), n_results=self._k, include=[])
        return list(found["ids"][0])
