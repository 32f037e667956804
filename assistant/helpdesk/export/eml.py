"""The reply as a mail in the enquirer's thread: to the sender and nobody else, the original quoted below."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from assistant.helpdesk.export.plain import plain_text
from assistant.helpdesk.frame import Frame
from assistant.helpdesk.mail import Mail

_REPLY_PREFIX = re.compile(r"^(?:(?:re|aw|antw|odp|sv|rif|r|ref)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
MOST_QUOTED_LINES = 400


def mail_reply(text: str, mail: Mail, frame: Frame, model: str) -> bytes:
    """An unsent mail (`X-Unsent`: mail programs open it for editing). It names no sender: that is the officer's to
    choose. `In-Reply-To` and `References` follow RFC 5322, section 3.6.4."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=78))
    if recipient := _recipient(mail):
        message["To"] = recipient
    message["Subject"] = f"Re: {_REPLY_PREFIX.sub('', _on_one_line(mail.subject))}".strip()
    if mail.message_id:
        message["In-Reply-To"] = mail.message_id
        known = [each for each in mail.references if each != mail.message_id]
        message["References"] = " ".join([*known[:1], *known[1:][-8:], mail.message_id])
    message["X-Unsent"] = "1"
    message["X-Drafted-By"] = f"call-assistant, model {_on_one_line(model)}; to be checked and sent by a person"
    message["Content-Language"] = frame.language
    message.set_content(f"{plain_text(text)}\n{quoted(mail, frame)}", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _recipient(mail: Mail) -> Address | None:
    """The sender; None where no address can be made of what the mail gives."""
    try:
        return Address(_on_one_line(mail.sender_name), addr_spec=mail.sender_address) if mail.sender_address else None
    except (ValueError, IndexError, MessageError):
        return None


def quoted(mail: Mail, frame: Frame) -> str:
    """The enquirer's mail with "> " before each line, under a line that says whose it is."""
    who = _on_one_line(mail.sender_name or mail.sender_address) or frame.say("the_enquirer")
    said = frame.say("wrote", date=mail.date, name=who) if mail.date else frame.say("wrote_undated", name=who)
    lines = mail.body.split("\n")
    shown = [*lines[:MOST_QUOTED_LINES], *(["…"] if len(lines) > MOST_QUOTED_LINES else [])]
    return "\n".join([said, *(f"> {line}" if line else ">" for line in shown)]) + "\n"


def _on_one_line(text: str) -> str:
    """No line break of a mail may start a header of the reply."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", text).strip()[:300]
