"""An enquiry as it came, whatever its format, and what was found odd about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of a mail that is not its text. It is listed, never opened. `size` in bytes."""

    name: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Mail:
    """`body` is plain text with line ends `\\n`; headers are decoded, "" where they are missing.

    `hidden` is text that a reader of the mail would not see; `notes` say what the officer should know of the format.
    `forwarded`: the text was written by someone else than the sender.
    """

    id: str
    body: str
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    subject: str = ""
    date: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    hidden: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    forwarded: bool = False
