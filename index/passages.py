"""Document -> passages: one for each paragraph, list item and footnote, with the context it needs."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from index.sentences import packed_spans
from index.text import slug
from index.types import Block, BlockKind, Document, Passage

# Part of every index's identity: raise it when passages are cut or described differently, so that old indexes say so.
CHUNKER_VERSION = "1"
TARGET_LENGTH = 900  # characters; about what the default model reads at once, context included

_MARKER = re.compile(r"\[\^?([0-9]{1,3}|[*†‡]|[a-z])\]")


def passages_of(documents: Iterable[Document]) -> list[Passage]:
    """The passages of several documents, in reading order."""
    return [passage for document in documents for passage in document_passages(document)]


def document_passages(document: Document) -> list[Passage]:
    """The passages of one document, in reading order; `text == document.text[start:end]`.

    Ids are `document#item-id` where the item has one, `document#footnote-1` for footnotes, else
    `document#last-heading/3`: the third passage under that heading, so that edits elsewhere leave it as it is.
    Metadata (plain values): kind, title, url, context; where there is one article, act, confidence, valid_from,
    valid_to, note, item, marker, depth, lead_in (id of the passage that a list item hangs on), list (id of its first
    item); position (order in the document).
    """
    return _Cutter(document).passages()


def context_of(passage: Passage) -> str:
    """What a passage is searched with beside its text: its metadata's `context`, else its heading path."""
    return str(passage.metadata.get("context") or "\n".join(passage.section))


def passage_digest(passage: Passage) -> str:
    """sha256 of what is searched: text, context and heading path. Two passages with one digest share their vectors."""
    searched = [passage.text, context_of(passage), list(passage.section)]
    return hashlib.sha256(json.dumps(searched, ensure_ascii=False).encode("utf-8")).hexdigest()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class _Cutter:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._counts: Counter[str] = Counter()
        self._ids: dict[int, str] = {}
        self._first_items: dict[tuple[int | None, int], str] = {}
        self._notes = {b.marker: self._text(b) for b in document.blocks if b.kind is BlockKind.FOOTNOTE and b.marker}
        self._inherited = {
            "title": document.title,
            "url": document.url,
            "act": document.act,
            "confidence": document.confidence,
            "valid_from": _iso(document.valid_from),
            "valid_to": _iso(document.valid_to),
        }

    def passages(self) -> list[Passage]:
        result: list[Passage] = []
        for number, block in enumerate(self._document.blocks):
            if block.kind is BlockKind.HEADING and not self._stands_alone(number):
                continue
            text = self._text(block)
            spans = packed_spans(text, TARGET_LENGTH)
            base = self._ids[number] = self._new_id(block)
            metadata = self._metadata(number, block)
            for part, (start, end) in enumerate(spans):
                identifier = base if len(spans) == 1 else f"{base}.{part + 1}"
                if part == 0:
                    self._ids[number] = identifier
                metadata = {**metadata, "position": len(result)}
                offsets = block.start + start, block.start + end
                result.append(
                    Passage(identifier, text[start:end], self._document.id, block.section, *offsets, metadata=metadata)
                )
        return result

    def _text(self, block: Block) -> str:
        return self._document.text[block.start : block.end]

    def _stands_alone(self, number: int) -> bool:
        """A heading is a passage where nothing stands below it; the top one because it names the document."""
        blocks = self._document.blocks
        first = all(block.kind is not BlockKind.HEADING for block in blocks[:number])
        last = number + 1 == len(blocks)
        return first or last or blocks[number + 1].kind is BlockKind.HEADING

    def _new_id(self, block: Block) -> str:
        if "id" in block.metadata:
            return f"{self._document.id}#{block.metadata['id']}"
        if block.kind is BlockKind.FOOTNOTE:
            where = f"footnote-{slug(block.marker or '')}"
        else:
            own = (
                self._text(block)
                if block.kind is BlockKind.HEADING
                else (block.section[-1] if block.section else "text")
            )
            where = slug(own)
        self._counts[where] += 1
        if block.kind is BlockKind.FOOTNOTE and self._counts[where] == 1:
            return f"{self._document.id}#{where}"
        return f"{self._document.id}#{where}/{self._counts[where]}"

    def _metadata(self, number: int, block: Block) -> dict[str, Any]:
        own = {("item" if key == "id" else key): value for key, value in block.metadata.items()}
        metadata: dict[str, Any] = {**self._inherited, **own}
        metadata |= {"kind": str(block.kind), "marker": block.marker, "context": self._context(number, block)}
        if block.kind is BlockKind.LIST_ITEM:
            metadata["depth"] = block.level
            metadata["list"] = self._list_id(number, block)
            if block.lead_in is not None:
                metadata["lead_in"] = self._ids.get(block.lead_in)
        return {key: value for key, value in metadata.items() if value is not None}

    def _list_id(self, number: int, block: Block) -> str:
        """Items are of one list if they hang on the same block at the same depth; without a block to hang on, a list
        begins where the block before is no item."""
        before = self._document.blocks[number - 1] if number else None
        if block.lead_in is None and (before is None or before.kind is not BlockKind.LIST_ITEM):
            self._first_items.pop((None, block.level), None)
        return self._first_items.setdefault((block.lead_in, block.level), self._ids[number])

    def _context(self, number: int, block: Block) -> str:
        """Title and heading path, footnotes (or the words that they belong to), lead-ins from the outermost inwards."""
        title = self._document.title
        named = title in (*block.section[:1], self._text(block))
        lines = [*([] if named else [title]), *block.section]
        leads: list[str] = []
        lead = block.lead_in
        while lead is not None:
            leads.append(self._text(self._document.blocks[lead]))
            lead = self._document.blocks[lead].lead_in
        if block.kind is BlockKind.FOOTNOTE:
            lines += self._marked_texts(number, block.marker)
        else:
            lines += [self._notes[m] for m in dict.fromkeys(_MARKER.findall(self._text(block))) if m in self._notes]
        return "\n".join([*lines, *reversed(leads)])

    def _marked_texts(self, number: int, marker: str | None) -> list[str]:
        signs = (f"[{marker}]", f"[^{marker}]")
        return [
            text
            for other, block in enumerate(self._document.blocks)
            if other != number and any(sign in (text := self._text(block)) for sign in signs)
        ]
