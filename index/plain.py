"""Plain text (.txt) -> Document: paragraphs between blank lines, bullets as lists; lone title lines, and questions with
their answer on the lines below, as headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from index.builder import DocumentBuilder
from index.errors import DocumentRefused
from index.frontmatter import Header
from index.text import folded, slug
from index.types import Document

_BULLET = re.compile(r"^(\s*)(?:[•◦▪●○■·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
_LONGEST_TITLE = 90
_LONGEST_QUESTION = 3  # lines
_ENDS_A_SENTENCE = (".", ";", ":", ",", "!", "…")


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that belong together: a paragraph (`indent` None) or a list item with its indent; `alone` if blank lines
    stand before and after it; `asks`: a question that the lines below it answer."""

    text: str
    indent: int | None
    alone: bool
    single: bool
    asks: bool = False


def plain_document(text: str, name: str, *, call: str | None = None) -> Document:
    """The document of a plain text; its id comes from the file's `name`, its title from the first line where that may
    be one, else from the name too."""
    runs = _runs(text)
    if not runs:
        raise DocumentRefused(f"{name} is empty.", why="It holds no words.", next="Check that it is the right file.")
    builder = DocumentBuilder()
    stem = PurePath(name).stem
    # A title below other text is one of a part, not of the whole.
    title = None if _is_title(runs[0], runs[1] if len(runs) > 1 else None) else _head(runs[0]) or stem
    indents: list[tuple[int, int | None]] = []
    lead: int | None = None
    for position, run in enumerate(runs):
        following = runs[position + 1] if position + 1 < len(runs) else None
        if run.asks:
            builder.heading(run.text, 3)
            indents, lead = [], None
        elif _is_title(run, following):
            builder.heading(run.text, 1 if title is None else 2)
            title, indents, lead = title or folded(run.text), [], None
        elif run.indent is None:
            lead, indents = builder.paragraph(run.text), []
        else:
            while indents and indents[-1][0] >= run.indent:
                indents.pop()
            hangs_on = indents[-1][1] if indents else lead
            indents.append((run.indent, builder.item(run.text, len(indents) + 1, hangs_on)))
    header = Header(id=slug(stem), title=title or stem, kind="document", confidence="as_given")
    return builder.build(header, call=call)


def _runs(text: str) -> list[_Run]:
    runs: list[_Run] = []
    for paragraph in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.expandtabs(4)):
        groups: list[tuple[int | None, list[str]]] = []
        for line in paragraph.split("\n"):
            bullet = _BULLET.match(line)
            if bullet:
                groups.append((len(bullet[1]), [line[bullet.end() :]]))
            elif line.strip():
                if not groups:
                    groups.append((None, []))
                groups[-1][1].append(line)
        for indent, lines in groups:
            asked = _question_of(lines)
            if asked:
                runs.append(_Run(folded(" ".join(lines[:asked])), None, alone=True, single=True, asks=True))
                indent, lines = None, lines[asked:]
            runs.append(_Run(folded(" ".join(lines)), indent, len(groups) == 1, len(lines) == 1))
    return runs


def _head(run: _Run) -> str:
    """The first line of a text if it may name it, though no text stands right below it."""
    short = run.single and len(run.text) <= _LONGEST_TITLE and not run.text.endswith(_ENDS_A_SENTENCE)
    return folded(run.text) if short and run.indent is None else ""


def _question_of(lines: list[str]) -> int:
    """How many lines at the beginning are a question that the rest answers."""
    ends = next((at for at, line in enumerate(lines[:_LONGEST_QUESTION]) if line.rstrip().endswith("?")), None)
    return 0 if ends is None or ends + 1 == len(lines) else ends + 1


def _is_title(run: _Run, following: _Run | None) -> bool:
    """A short line by itself that ends like no sentence and has text, not another such line, below it."""
    if following is None or not run.alone or not run.single or run.indent is not None:
        return False
    text = run.text
    looks = (
        len(text) <= _LONGEST_TITLE and not text.endswith(_ENDS_A_SENTENCE) and (text[0].isupper() or text[0].isdigit())
    )
    return looks and (
        following.asks
        or following.indent is not None
        or len(following.text) > _LONGEST_TITLE
        or following.text.endswith(_ENDS_A_SENTENCE)
    )
