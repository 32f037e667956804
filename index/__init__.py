"""Documents -> passages -> Chroma (dense) and BM25 (lexical) -> search. Knows nothing of the assistant."""

from index.embedding import EmbeddingModel, SentenceModel, bundled_model, published_model
from index.fusion import SearchOptions
from index.library import Index
from index.loading import load_document, load_documents
from index.passages import document_passages, passage_digest, passages_of
from index.types import Block, BlockKind, Document, Hit, Passage

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "EmbeddingModel",
    "Hit",
    "Index",
    "Passage",
    "SearchOptions",
    "SentenceModel",
    "bundled_model",
    "document_passages",
    "load_document",
    "load_documents",
    "passage_digest",
    "passages_of",
    "published_model",
]
