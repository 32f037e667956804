"""Markdown -> Document: headings, paragraphs, nested lists, tables and footnotes as blocks, markup left out."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from pathlib import PurePath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.builder import DocumentBuilder
from index.errors import DocumentRefused
from index.frontmatter import Header, load_yaml, read_header
from index.text import folded, slug
from index.types import Document

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HIDDEN_HTML = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
_LINE_TAG = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)


def markdown_document(text: str, name: str, *, call: str | None = None) -> Document:
    """The document of a Markdown text; `name` is the file's, for errors and, without front matter, for the id."""
    front = _FRONT.match(text)
    fields: Any = load_yaml(front[1], name) if front else {}
    if front and not isinstance(fields, dict):
        raise DocumentRefused(f"{name} cannot be read.", why="Its front matter is not a list of 'field: value' lines.",
                              next="Correct the lines between the two '---'.")  # fmt: skip
    builder = DocumentBuilder()
    reader = _TokenReader(builder)
    reader.read(_parser().parse(text[front.end() :] if front else text))
    stem = PurePath(name).stem
    own = Header(id=slug(stem), title=reader.title or stem, kind="document", confidence="as_given")
    defaults = Header(kind="document") if front else own
    if not len(builder):
        raise DocumentRefused(f"{name} is empty.", why="No words are left without the markup.",
                              next="Check that it is the right file.")  # fmt: skip
    return builder.build(read_header(fields, name, defaults=defaults), call=call)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # "reference" would swallow footnotes of the form "[1]: https://…", "code" turns indented prose into code.
    return MarkdownIt("commonmark", {"html": True}).enable("table").disable(["reference", "code"])


class _TokenReader:
    """Walks markdown-it's flat token stream."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._leads: list[int | None] = []
        self._item: list[str] | None = None
        self._parents: list[int | None] = []
        self._row: list[str] | None = None
        self._header_row: int | None = None
        self._heading = 0
        self.title: str | None = None

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            handler = getattr(self, f"_{token.type}", None)
            if handler is not None:
                handler(token)

    def _heading_open(self, token: Token) -> None:
        self._flush_item()
        self._heading = int(token.tag[1])

    def _heading_close(self, token: Token) -> None:
        self._heading = 0

    def _inline(self, token: Token) -> None:
        text = inline_text(token)
        if self._heading:
            if self._builder.heading(text, self._heading) is not None and self.title is None:
                self.title = folded(text)
        elif self._row is not None:
            self._row.append(text.replace("\n", " ").strip())
        else:
            self._prose(text)

    def _prose(self, text: str) -> None:
        if self._item is not None:
            self._item.append(text)
        elif self._leads:
            self._add_item(text)
        else:
            self._builder.paragraph(text)

    def _fence(self, token: Token) -> None:
        self._prose(token.content)

    def _html_block(self, token: Token) -> None:
        text = _TAG.sub(" ", _LINE_TAG.sub("\n", _HIDDEN_HTML.sub(" ", token.content)))
        self._prose(unescape(text))

    def _bullet_list_open(self, token: Token) -> None:
        lead = self._builder.last_paragraph()
        if self._leads:
            self._flush_item()
            lead = self._parents[-1]
        self._leads.append(lead)

    _ordered_list_open = _bullet_list_open

    def _bullet_list_close(self, token: Token) -> None:
        self._leads.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        self._item = []
        self._parents.append(None)

    def _list_item_close(self, token: Token) -> None:
        self._flush_item()
        self._parents.pop()

    def _flush_item(self) -> None:
        if self._item is not None:
            text, self._item = "\n".join(self._item), None
            self._parents[-1] = self._add_item(text)

    def _add_item(self, text: str) -> int | None:
        return self._builder.item(text, len(self._leads), self._leads[-1])

    def _tr_open(self, token: Token) -> None:
        self._flush_item()
        self._row = []

    def _tr_close(self, token: Token) -> None:
        cells, self._row = " | ".join(self._row or []), None
        if self._header_row is None:
            self._header_row = self._builder.paragraph(cells)
        else:
            self._builder.item(cells, 1, self._header_row)

    def _table_close(self, token: Token) -> None:
        self._header_row = None


def inline_text(token: Token) -> str:
    """The words of an inline token: links by their text, images by their caption, hard breaks as newlines."""
    parts = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and _LINE_TAG.match(child.content)):
            parts.append("\n")
        elif child.type == "image":
            parts.append(inline_text(child))
    return "".join(parts)
