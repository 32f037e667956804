"""Blocks in reading order -> one stored text with offsets (the parsers differ, the stored form does not)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from index.frontmatter import Header
from index.text import clean, folded_lines
from index.types import Block, BlockKind, Document

_FOOTNOTE = re.compile(r"^\[\^?([0-9]{1,3}|[*†‡]|[a-z])\]:?\s+")


class DocumentBuilder:
    """Collects blocks and joins them: blocks by a blank line, the items of a list by a newline.

    `heading`, `paragraph` and `item` return the position of the new block, or None if no text was left of it.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._headings: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._blocks)

    def heading(self, text: str, level: int, metadata: Mapping[str, Any] | None = None) -> int | None:
        """A heading of rank `level` (1 = top); closes the headings of the same and lower ranks."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        position = self._add(BlockKind.HEADING, text, level, None, metadata)
        if position is not None:
            self._headings.append((level, self._pieces[-1].replace("\n", " ")))
        return position

    def paragraph(self, text: str, metadata: Mapping[str, Any] | None = None) -> int | None:
        return self._add(BlockKind.PARAGRAPH, text, 0, None, metadata)

    def item(self, text: str, depth: int, lead_in: int | None, metadata: Mapping[str, Any] | None = None) -> int | None:
        """A list item at `depth` (1 = outermost) that hangs on the block at position `lead_in`."""
        return self._add(BlockKind.LIST_ITEM, text, depth, lead_in, metadata)

    def last_paragraph(self) -> int | None:
        """The position of the last block if it is a paragraph, so that a list after it can hang on it."""
        last = len(self._blocks) - 1
        return last if last >= 0 and self._blocks[last].kind is BlockKind.PARAGRAPH else None

    def build(self, header: Header, *, call: str | None = None) -> Document:
        """The finished document; its digest covers text, blocks and header."""
        text = "".join(self._pieces)
        document = Document(text=text, blocks=self._with_footnotes(), call=call, **header)
        return replace(document, digest=_digest(document))

    def _add(
        self, kind: BlockKind, text: str, level: int, lead_in: int | None, metadata: Mapping[str, Any] | None
    ) -> int | None:
        text = folded_lines(clean(text)[0])
        if not text:
            return None
        if self._blocks:
            same_list = kind is BlockKind.LIST_ITEM and self._blocks[-1].kind is BlockKind.LIST_ITEM
            self._append("\n" if same_list else "\n\n")
        start = self._length
        self._append(text)
        section = tuple(heading for _, heading in self._headings)
        self._blocks.append(Block(kind, start, self._length, level, section, lead_in, None, dict(metadata or {})))
        return len(self._blocks) - 1

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _with_footnotes(self) -> tuple[Block, ...]:
        """A paragraph that starts with a marker is a footnote only if the marker stands elsewhere in the text."""
        text = "".join(self._pieces)
        blocks = list(self._blocks)
        for position, block in enumerate(blocks):
            found = _FOOTNOTE.match(text[block.start : block.end]) if block.kind is BlockKind.PARAGRAPH else None
            if found and _marked(found[1], text[: block.start] + text[block.end :]):
                blocks[position] = replace(block, kind=BlockKind.FOOTNOTE, marker=found[1])
        return tuple(blocks)


def _marked(marker: str, text: str) -> bool:
    return f"[{marker}]" in text or f"[^{marker}]" in text


def _digest(document: Document) -> str:
    fields = {name: getattr(document, name) for name in Document.__slots__ if name != "digest"}
    canonical = json.dumps(fields, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Block):
        return {name: getattr(value, name) for name in Block.__slots__}
    return str(value)
