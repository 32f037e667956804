"""A reply as sentences, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Support(StrEnum):
    """What a sentence of a reply rests on. Closed list; the labels are in helpdesk_officer.yaml."""

    QUOTED = "quoted"
    JUDGED = "judged"
    FRAME = "frame"
    ENQUIRY = "enquiry"
    OFFICER = "officer"
    OPEN = "open"  # a gap that the officer has to fill before the reply can be approved
    NONE = "none"


class Shape(StrEnum):
    """How a sentence stands in the reply. Closed list."""

    PARAGRAPH = "paragraph"
    RUNNING = "running"  # goes on in the paragraph before it
    ITEM = "item"
    HEADING = "heading"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, in Markdown without its list sign; `citations` are numbers of the reply's sources."""

    text: str
    support: Support = Support.FRAME
    citations: tuple[int, ...] = ()
    shape: Shape = Shape.PARAGRAPH


def markdown(lines: Iterable[Line]) -> str:
    """The lines as Markdown: blocks apart by a blank line, items and sources one below the other."""
    text = ""
    before: Shape | None = None
    for line in lines:
        shown = f"**{line.text}**" if line.shape is Shape.HEADING else line.text
        if line.shape is Shape.ITEM:
            shown = f"- {shown}"
        if not text:
            text = shown
        elif line.shape is Shape.RUNNING and before in (Shape.PARAGRAPH, Shape.RUNNING):
            text += f" {shown}"
        elif line.shape is before and line.shape is Shape.ITEM:
            text += f"\n{shown}"
        else:
            text += f"\n\n{shown}"
        before = line.shape
    return f"{text}\n"
