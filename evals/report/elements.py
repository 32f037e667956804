"""Pieces of HTML; everything that comes from data is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple


class Cell(NamedTuple):
    """A table cell; `style` is one of the page's classes."""

    text: str
    style: str = ""


def table(caption: str, header: Sequence[str | Cell], rows: Iterable[Sequence[str | Cell]]) -> str:
    """A table whose first column heads its rows; cells after it are numbers unless they say otherwise."""
    first, *others = (cell if isinstance(cell, Cell) else Cell(cell) for cell in header)
    head = f'<th scope="col">{escape(first.text)}</th>'
    head += "".join(f'<th scope="col" class="n {cell.style}">{escape(cell.text)}</th>' for cell in others)
    body = "".join(f"<tr>{_row(row)}</tr>\n" for row in rows)
    name = escape(caption)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>"
    )


def _row(row: Sequence[str | Cell]) -> str:
    first, *others = (cell if isinstance(cell, Cell) else Cell(cell) for cell in row)
    cells = "".join(f'<td class="n {cell.style}">{escape(cell.text)}</td>' for cell in others)
    return f'<th scope="row">{escape(first.text)}</th>{cells}'


def figure(caption: str, svg: str, note: str = "") -> str:
    below = f"<p>{escape(note)}</p>" if note else ""
    return f"<figure><figcaption>{escape(caption)}</figcaption>{svg}{below}</figure>"


def definition(term: str, *values: str, style: str = "") -> str:
    """A term with its values, nothing where there are none."""
    inner = "".join(f'<dd class="{style}">{value}</dd>' for value in values if value)
    return f"<dt>{escape(term)}</dt>{inner}" if inner else ""


def heading(number: int, title: str) -> str:
    """A heading that `contents` leads to."""
    return f'<h2 id="s{number}">{escape(title)}</h2>'


def contents(titles: Sequence[str]) -> str:
    """Links to the headings of these titles, in their order."""
    links = "".join(f'<li><a href="#s{number}">{escape(title)}</a></li>' for number, title in enumerate(titles))
    return f'<nav aria-label="On this page"><ul>{links}</ul></nav>'
