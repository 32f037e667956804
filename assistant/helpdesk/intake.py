"""A file or pasted text -> the enquiry. Nothing is written, attachments are never opened, broken mails are read as far
as they go."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr
from pathlib import Path

from assistant.helpdesk.charsets import decoded, tidy
from assistant.helpdesk.html_text import html_text
from assistant.helpdesk.mail import Attachment, Mail
from index.errors import UserProblem

_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?\S")
_MAIL_HEADERS = re.compile(
    rb"(?im)^(?:from|subject|to|date|message-id|mime-version|received|return-path|content-type):"
)
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,300}>")
_WORD = re.compile(r"\w")
LONGEST_HEADER = 500  # characters kept of a subject or a name
PASTED = "The pasted text"  # what has no name is called so
MOST_PARTS = 200


class MailRefused(UserProblem):
    """A mail cannot be read at all: too large, empty, not a text."""


def read_file(path: Path, limit: int) -> Mail:
    """The enquiry in an .eml or .txt file of at most `limit` bytes; its id is the file's name. Raises MailRefused."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= limit else b""
    except OSError as error:
        raise MailRefused(
            f"{path.name} cannot be read.", why=f"{error.strerror or error}.", next="Check the path and your rights."
        ) from error
    if size > limit:
        raise _too_large(path.name, size, limit)
    return read_bytes(raw, path.name, limit)


def read_bytes(raw: bytes, name: str, limit: int) -> Mail:
    """The enquiry in the bytes of a mail or a text. `name` becomes its id. Raises MailRefused."""
    if len(raw) > limit:
        raise _too_large(name, len(raw), limit)
    return _read_mail(raw, name) if _is_mail(raw, name) else _read_plain(raw, name)


def read_text(text: str, name: str, limit: int) -> Mail:
    """The enquiry in pasted text, which may be a whole mail with its headers. Raises MailRefused."""
    return read_bytes(text.encode("utf-8", errors="replace"), name, limit)


def _is_mail(raw: bytes, name: str) -> bool:
    """A mail starts with headers; a text file may, too, when someone saved a mail as text."""
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")[:4_000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    known = len(_MAIL_HEADERS.findall(head))
    starts = bool(_HEADER_LINE.match(head)) or head.startswith(b"From ")
    return starts and (known >= 2 or (known == 1 and name.lower().endswith(".eml")))


def _read_plain(raw: bytes, name: str) -> Mail:
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _no_text(name)
    text, _ = decoded(raw)
    body, suspicious = tidy(text)
    _check_text(body, name)
    return Mail(id=name, body=body.strip("\n"), notes=_invisible_note(suspicious))


def _read_mail(raw: bytes, name: str) -> Mail:
    try:
        message = BytesParser(policy=compat32).parsebytes(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
        parts = list(message.walk())[:MOST_PARTS]
        forwarded = [part for part in parts[1:] if part.get_content_type() == "message/rfc822"]
        own = _own_parts(message)
    except RecursionError as error:
        raise MailRefused(
            f"{name} cannot be read.",
            why="Its parts are nested too deeply.",
            next="Ask for it as plain text, or paste its text.",
        ) from error
    texts, notes = _texts(own)
    body, hidden = _best_body(texts)
    inner = forwarded[0].get_payload() if forwarded else None
    is_forwarded = False
    if isinstance(inner, list) and inner and isinstance(inner[0], Message) and "?" not in body:
        inner_texts, more = _texts(_own_parts(inner[0]))
        inner_body, inner_hidden = _best_body(inner_texts)
        body, hidden, notes = f"{body}\n\n{inner_body}".strip(), hidden + inner_hidden, notes + more
        is_forwarded = True
    body, suspicious = tidy(body)
    subject = _header(message, "Subject")
    if not _WORD.search(body):
        body = subject
        notes += ("The mail has no readable text; its subject is taken for the enquiry.",) if subject else ()
    _check_text(body, name)
    sender_name, sender_address = _address(message, "From")
    return Mail(
        id=name,
        body=body.strip("\n"),
        sender_name=sender_name,
        sender_address=sender_address,
        reply_to=_address(message, "Reply-To")[1],
        subject=subject,
        date=_header(message, "Date"),
        message_id=next(iter(_MESSAGE_ID.findall(_header(message, "Message-ID"))), ""),
        references=tuple(_MESSAGE_ID.findall(_raw_header(message, "References")))[-20:],
        attachments=tuple(_attachments(parts, own)),
        hidden=hidden,
        notes=notes + _invisible_note(suspicious),
        forwarded=is_forwarded,
    )


def _own_parts(message: Message) -> list[Message]:
    """The text parts of a mail itself: no attachments, nothing of a mail inside it."""
    if message.get_content_type() == "message/rfc822":
        return []
    if message.is_multipart():
        payload = message.get_payload()
        inner = payload[:MOST_PARTS] if isinstance(payload, list) else []
        return [part for each in inner if isinstance(each, Message) for part in _own_parts(each)]
    if message.get_content_maintype() != "text" or (message.get_content_disposition() == "attachment"):
        return []
    return [message]


def _texts(parts: list[Message]) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Type and text of each part, and what was odd about their encoding."""
    found: list[tuple[str, str]] = []
    notes: list[str] = []
    for part in parts:
        payload = part.get_payload(decode=True)
        raw = payload if isinstance(payload, bytes) else b""
        charset = part.get_content_charset()
        text, kept = decoded(raw, charset)
        if not kept:
            notes.append(
                f"The declared character set ({str(charset)[:40]}) does not fit; the text was read another way."
            )
        found.append((part.get_content_subtype(), text))
    return found, tuple(dict.fromkeys(notes))


def _best_body(texts: list[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """The plain text where there is one, else that of the HTML; what is hidden in the HTML in any case."""
    plain = "\n\n".join(text for kind, text in texts if kind not in ("html", "calendar", "rtf") and _WORD.search(text))
    pages = [html_text(text) for kind, text in texts if kind == "html"]
    hidden = tuple(run for _, runs in pages for run in runs)
    return plain or "\n\n".join(text for text, _ in pages), hidden


def _attachments(parts: list[Message], own: list[Message]) -> list[Attachment]:
    found: list[Attachment] = []
    for part in parts:
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        if any(part is each for each in own) or part is parts[0]:
            continue
        payload = part.get_payload(decode=True)
        name = tidy(_decoded_header(part.get_filename() or ""))[0] or "unnamed"
        kind = part.get_content_type()
        if kind == "message/rfc822" or part.get_filename() or part.get_content_disposition() == "attachment":
            found.append(Attachment(name[:100], kind, len(payload) if isinstance(payload, bytes) else 0))
    return found


def _raw_header(message: Message, name: str) -> str:
    """A header as it stands; bytes beyond ASCII, which no header may hold and many do, as UTF-8 or in the text's."""
    value = next((str(value) for label, value in message.raw_items() if label.lower() == name.lower()), "")
    if value.isascii():
        return value
    raw = value.encode("utf-8", errors="surrogateescape")
    plain = decoded(raw)[0]
    if plain.encode("utf-8") == raw:
        return plain
    return decoded(
        raw, next((part.get_content_charset() for part in message.walk() if part.get_content_charset()), None)
    )[0]


def _header(message: Message, name: str) -> str:
    """A header on one line: no line break of it may reach a header of the reply."""
    return " ".join(tidy(_decoded_header(_raw_header(message, name)))[0].split())[:LONGEST_HEADER]


def _decoded_header(value: str) -> str:
    try:
        pieces = decode_header(value)
    except HeaderParseError:
        return value
    return "".join(
        piece if isinstance(piece, str) else decoded(piece, charset if charset != "unknown-8bit" else None)[0]
        for piece, charset in pieces
    )


def _address(message: Message, name: str) -> tuple[str, str]:
    """Name and address; the address is split off before the name is decoded, so that a name cannot pose as one."""
    shown, address = parseaddr(" ".join(_raw_header(message, name).split()))
    clean = tidy(_decoded_header(shown))[0]
    plausible = re.fullmatch(r"[^@\s<>,;:\"()]{1,100}@[^@\s<>,;:\"()]{1,200}", address)
    return " ".join(clean.split())[:LONGEST_HEADER], address if plausible else ""


def _invisible_note(suspicious: bool) -> tuple[str, ...]:
    return ("The text held characters that cannot be seen or are damaged; they were taken out.",) if suspicious else ()


def _check_text(text: str, name: str) -> None:
    if not _WORD.search(text):
        raise MailRefused(
            f"{name or PASTED} holds no text.",
            why="There is no word in it to answer.",
            next="Paste the text of the enquiry.",
        )
    if text.count("\ufffd") > len(text) / 10:
        raise _no_text(name)


def _no_text(name: str) -> MailRefused:
    return MailRefused(
        f"{name or PASTED} is not a text.", why="Its characters cannot be read.", next="Give an .eml or .txt file."
    )


def _too_large(name: str, size: int, limit: int) -> MailRefused:
    return MailRefused(
        f"{name or PASTED} is too large: {size:,} bytes.",
        why=f"At most {limit:,} bytes of a mail are read.",
        next="Save it without its attachments, or paste its text.",
    )
