"""The values that cross the index's door: documents made of blocks, passages, hits."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class BlockKind(StrEnum):
    """What a run of a document's text is. Closed list."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or footnote: `document.text[start:end]`, no bullet sign or markup.

    `level` is the heading's rank (1 = top) or the list item's depth (1 = outermost). `section` is the path of headings
    above it, the outermost first. `lead_in` is the position in `Document.blocks` of the block that a list item hangs
    on (the paragraph before the list, or the item one level up), `marker` the footnote's sign ("1"). `metadata` holds
    per-item facts: article, confidence, url, valid_from, valid_to, id.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    section: tuple[str, ...] = ()
    lead_in: int | None = None
    marker: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A stored text that may be quoted. Offsets of blocks, passages and citations count characters of `text`."""

    id: str
    title: str
    kind: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    act: str | None = None
    date: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    supersedes: str | None = None
    language: str = "en"
    confidence: str = "official"
    call: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that can be found. `text` is what is shown and searched; with a document store,
    `text == document.text[start:end]`. `section` is the heading path. `metadata` holds plain values only (str, int,
    float, bool); the key `context` (heading path and lead-ins, not part of `text`) is searched with the text;
    without it the heading path is.
    """

    id: str
    text: str
    document: str
    section: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score (higher is better) and the parts it was fused from.

    `dense` is the cosine of query and passage in [-1, 1], `lexical` the raw BM25 score; both 0.0 where that side
    did not see the passage.
    """

    passage: Passage
    score: float
    dense: float = 0.0
    lexical: float = 0.0
