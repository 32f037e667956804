"""File -> Document, by its ending. The one place that knows which formats there are."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from index.errors import DocumentRefused
from index.facts import facts_document
from index.markdown import markdown_document
from index.plain import plain_document
from index.text import clean
from index.types import Document

LARGEST_FILE = 1_000_000  # bytes

PARSERS: dict[str, Callable[..., Document]] = {
    ".md": markdown_document,
    ".markdown": markdown_document,
    ".txt": plain_document,
    ".yaml": facts_document,
    ".yml": facts_document,
}

log = logging.getLogger(__name__)


def load_document(path: Path | str, *, call: str | None = None) -> Document:
    """The document in one file, marked as belonging to `call`. Raises DocumentRefused: wrong ending, more than 1 MB,
    not UTF-8, not readable, a bad field."""
    path = Path(path)
    parse = PARSERS.get(path.suffix.lower())
    if parse is None:
        raise DocumentRefused(
            f"{path.name} cannot be read.",
            why=f"Files ending in '{path.suffix}' are not supported.",
            next=f"Give a file ending in {', '.join(PARSERS)}.",
        )
    return parse(read_text(path), path.name, call=call)


def load_documents(paths: Iterable[Path | str], *, call: str | None = None) -> list[Document]:
    """The documents of several files, in the order given. Raises DocumentRefused, also for two files with one id."""
    documents: dict[str, Document] = {}
    for path in paths:
        document = load_document(path, call=call)
        if document.id in documents:
            raise DocumentRefused(
                f"{Path(path).name} cannot be added.",
                why=f"Another file already has the id '{document.id}'.",
                next="Give one of the two another id or file name.",
            )
        documents[document.id] = document
    return list(documents.values())


def read_text(path: Path) -> str:
    """The cleaned text of a UTF-8 file of at most 1 MB; what was taken out is logged. Raises DocumentRefused."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DocumentRefused(
                f"{path.name} is too large.",
                why="It has more than 1 MB.",
                next="Split it, or leave out what is not text.",
            )
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise DocumentRefused(
            f"{path.name} cannot be opened.",
            why=f"{error.strerror}.",
            next="Check the name and the rights of the file.",
        ) from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DocumentRefused(
            f"{path.name} is not UTF-8 text.", why=f"Line {line} has bytes that are no UTF-8.", next="Save it as UTF-8."
        ) from error
    text, removed = clean(text)
    if removed:
        log.warning("%s: %d control or invisible characters were taken out", path.name, removed)
    return text
