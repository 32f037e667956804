"""A reply as a file: Markdown, Word, or a mail that answers the enquirer's. Nothing is ever sent."""

from __future__ import annotations

from enum import StrEnum

from assistant.helpdesk.export.eml import mail_reply
from assistant.helpdesk.export.word import word_document
from assistant.helpdesk.frame import Frame
from assistant.helpdesk.mail import Mail


class Format(StrEnum):
    """What a reply can be saved as. Closed list."""

    MARKDOWN = "md"
    WORD = "docx"
    MAIL = "eml"


MEDIA_TYPES = {
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.MAIL: "message/rfc822",
}


def exported(text: str, mail: Mail, frame: Frame, form: Format, model: str) -> bytes:
    """The reply `text` (Markdown) in the form asked for. `model`: what drafted it, for the mark in the file."""
    if form is Format.WORD:
        return word_document(text, frame.language, model)
    if form is Format.MAIL:
        return mail_reply(text, mail, frame, model)
    return text.encode("utf-8")
