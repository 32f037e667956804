"""Passages and documents as JSON, and the checks that given passages must pass."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from index.errors import PassageRefused
from index.types import Block, BlockKind, Document, Passage

_DATES = ("date", "valid_from", "valid_to")


def checked(passages: Iterable[Passage]) -> list[Passage]:
    """The passages as a list. Raises PassageRefused: none at all, a wrong type, an empty text, a double id."""
    result: list[Passage] = []
    seen: set[str] = set()
    for number, passage in enumerate(passages):
        given = isinstance(passage, Passage)
        problem = _problem(passage, seen) if given else f"It is a {type(passage).__name__}, not a Passage."
        if problem:
            raise PassageRefused(
                f"Passage number {number + 1} cannot be indexed.", why=problem, next="Correct it; nothing was changed."
            )
        seen.add(passage.id)
        result.append(passage)
    if not result:
        raise PassageRefused(
            "There is nothing to index.", why="No passages were given.", next="Add at least one document with text."
        )
    return result


def _problem(passage: Any, seen: set[str]) -> str | None:
    if not isinstance(passage.id, str) or not passage.id:
        return "Its id is not a text, or is empty."
    if passage.id in seen:
        return f"The id {passage.id!r} is there twice."
    if not isinstance(passage.text, str) or not passage.text.strip():
        return f"The text of {passage.id!r} is not a text, or is empty."
    if not isinstance(passage.document, str):
        return f"The document of {passage.id!r} is not a text."
    if isinstance(passage.section, str) or not all(isinstance(heading, str) for heading in passage.section):
        return f"The section of {passage.id!r} is not a sequence of headings."
    if any(isinstance(o, bool) or not isinstance(o, int) for o in (passage.start, passage.end)):
        return f"The offsets of {passage.id!r} are not whole numbers."
    return _unstorable(passage)


def _unstorable(passage: Passage) -> str | None:
    for key, value in passage.metadata.items():
        if not isinstance(key, str) or not isinstance(value, str | int | float | bool | None):
            return f"The metadata {key!r} of {passage.id!r} is not a plain value (text, number, true or false)."
    try:
        passages_json([passage])
    except UnicodeEncodeError:
        return f"{passage.id!r} holds a lone surrogate, which is no character."
    return None


def passages_json(passages: Sequence[Passage]) -> bytes:
    """The stored form; equal passages give equal bytes."""
    return _json([{name: getattr(passage, name) for name in Passage.__slots__} for passage in passages])


def passages_from(data: bytes) -> list[Passage]:
    return [Passage(**{**fields, "section": tuple(fields["section"])}) for fields in json.loads(data)]


def documents_json(documents: Sequence[Document]) -> bytes:
    """The stored form; equal documents give equal bytes."""
    return _json([{name: getattr(document, name) for name in Document.__slots__} for document in documents])


def documents_from(data: bytes) -> list[Document]:
    return [_document(fields) for fields in json.loads(data)]


def _document(fields: dict[str, Any]) -> Document:
    dates = {name: fields[name] and date.fromisoformat(fields[name]) for name in _DATES}
    blocks = tuple(
        Block(**{**block, "kind": BlockKind(block["kind"]), "section": tuple(block["section"])})
        for block in fields["blocks"]
    )
    return Document(**{**fields, **dates, "blocks": blocks})


def _json(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, default=_plain, separators=(",", ":")).encode("utf-8")


def _plain(value: object) -> Any:
    if isinstance(value, Block):
        return {name: getattr(value, name) for name in Block.__slots__}
    if isinstance(value, date):
        return value.isoformat()
    return dict(value)  # type: ignore[call-overload]  # a read-only mapping of metadata
