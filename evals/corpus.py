"""The shipped documents without an index: what the linter and the benchmark read."""

from __future__ import annotations

from assistant.settings import load_settings
from index import Document, load_documents


def shipped_documents() -> list[Document]:
    """The documents of the call that answers by default."""
    settings = load_settings()
    folder = settings.corpus_dir / settings.call / "documents"
    return load_documents(sorted(file for file in folder.iterdir() if file.suffix in {".md", ".yaml"}))


def document_texts() -> dict[str, str]:
    """Document id -> stored text, which citations and gold quotations point into."""
    return {document.id: document.text for document in shipped_documents()}
