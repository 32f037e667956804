"""The reply as a Word file: a letter that can be edited, headings, lists and sources as such."""

from __future__ import annotations

import io
import re
from typing import Any

from assistant.helpdesk.export.plain import unescaped

_SOURCE = re.compile(r"^\[\d{1,3}\]\s")
_HEADING = re.compile(r"^\*\*(.+)\*\*$")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
FONT, SIZE, SMALL = "Calibri", 11, 9


def word_document(markdown: str, language: str, model: str) -> bytes:
    """The bytes of a .docx. Same text, same document."""
    from docx import Document
    from docx.shared import Cm, Pt

    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    normal.paragraph_format.space_after = Pt(6)
    _set_language(normal, language)
    document.core_properties.author = ""
    document.core_properties.comments = f"Draft made by call-assistant, model {model}; checked by a person before use."
    for line in _CONTROL.sub(" ", markdown).split("\n"):
        text = line.strip()
        if text:
            _add(document, text, Pt)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add(document: Any, text: str, points: Any) -> None:
    if heading := _HEADING.match(text):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = points(10)
        paragraph.add_run(unescaped(heading[1])).bold = True
        return
    if text.startswith("- "):
        paragraph, text = document.add_paragraph(style="List Bullet"), text[2:]
        paragraph.paragraph_format.space_after = points(3)
    else:
        paragraph = document.add_paragraph()
    small = bool(_SOURCE.match(text))
    for number, piece in enumerate(_STRONG.split(text)):
        if piece:
            run = paragraph.add_run(unescaped(piece))
            run.bold = bool(number % 2)
            if small:
                run.font.size = points(SMALL)
    if small:
        paragraph.paragraph_format.left_indent = points(22)
        paragraph.paragraph_format.first_line_indent = points(-22)


def _set_language(style: Any, language: str) -> None:
    """Spelling is checked in the reply's language."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(mark)
