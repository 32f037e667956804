"""Documents -> passages -> Chroma (dense) and BM25 (lexical) -> search. Knows nothing of the assistant."""

from index.types import Hit, Passage

__all__ = ["Hit", "Passage"]
