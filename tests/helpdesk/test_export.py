"""A reply as Word file and as mail: whole, in the thread, to the sender alone."""

from __future__ import annotations

import io
from dataclasses import replace
from email import message_from_bytes, policy
from email.parser import BytesFeedParser

import docx
import pytest
from fast_mail_parser import parse_email

from assistant.helpdesk.export import Format, exported
from assistant.helpdesk.frame import load_frame
from assistant.helpdesk.mail import Mail
from tests.conftest import ROOT

FRAME = load_frame(ROOT / "corpus", "en")
MAIL = Mail(
    id="a.eml",
    body="When is the deadline?\n\nfrom Żółw",
    sender_name="Müller, Erika",
    sender_address="erika@example.org",
    reply_to="other@example.net",
    subject="AW: Re: Frist für Antrag",
    date="Mon, 20 Jan 2025 09:30:00 +0100",
    message_id="<b@example.org>",
    references=("<a@example.org>",),
)
TEXT = "Dear Erika Müller,\n\n**1. When \\*is\\* it?**\n\n- one “żółw” [1]\n- two\n\n**Sources**\n\n[1] Page: “żółw”\n"


def test_the_mail_answers_in_the_thread_and_quotes_the_original() -> None:
    raw = exported(TEXT, MAIL, FRAME, Format.MAIL, "offline")
    message = message_from_bytes(raw, policy=policy.default)
    assert message["Subject"] == "Re: Frist für Antrag"
    assert message["In-Reply-To"] == "<b@example.org>"
    assert message["References"] == "<a@example.org> <b@example.org>"
    assert [address.addr_spec for address in message["To"].addresses] == ["erika@example.org"]
    assert message["To"].addresses[0].display_name == "Müller, Erika"
    assert message["From"] is None and message["Cc"] is None and message["Bcc"] is None
    text = message.get_content()
    assert "1. When *is* it?" in text and "**" not in text
    assert "> When is the deadline?" in text
    assert "On Mon, 20 Jan 2025 09:30:00 +0100, Müller, Erika wrote:" in text


def test_the_mail_is_plain_ascii_with_short_lines_for_any_parser() -> None:
    raw = exported(TEXT, MAIL, FRAME, Format.MAIL, "offline")
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    parser = BytesFeedParser(policy=policy.compat32)
    parser.feed(raw)
    assert not parser.close().defects


def test_another_parser_reads_the_same_mail() -> None:
    raw = exported(TEXT, MAIL, FRAME, Format.MAIL, "offline")
    other, own = parse_email(raw), message_from_bytes(raw, policy=policy.default)
    assert not other.warnings and not other.attachments
    assert other.subject == own["Subject"]
    assert other.headers["In-Reply-To"] == ["<b@example.org>"]
    assert other.headers["References"] == ["<a@example.org> <b@example.org>"]
    assert [(one.display_name, one.address) for one in other.to] == [("Müller, Erika", "erika@example.org")]
    assert not other.cc and not other.bcc
    assert other.text_plain[0].splitlines() == own.get_content().splitlines()


@pytest.mark.parametrize("name", ["x\r\nBcc: victim@example.com", "\u2028Bcc: v", 'a" <x@y>, "b', "\ud800"])
def test_nothing_of_a_mail_becomes_a_header_or_a_recipient(name: str) -> None:
    hostile = replace(MAIL, sender_name=name, subject=f"Hello {name}")
    message = message_from_bytes(exported(TEXT, hostile, FRAME, Format.MAIL, "offline"), policy=policy.default)
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["erika@example.org"]


def test_a_mail_without_a_sender_gets_no_recipient() -> None:
    unknown = replace(MAIL, sender_address="", message_id="")
    message = message_from_bytes(exported(TEXT, unknown, FRAME, Format.MAIL, "offline"), policy=policy.default)
    assert message["To"] is None and message["In-Reply-To"] is None


def test_the_word_file_opens_and_holds_headings_lists_and_sources() -> None:
    document = docx.Document(io.BytesIO(exported(TEXT + "\x0b\ufffe", MAIL, FRAME, Format.WORD, "offline")))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert by_text["1. When *is* it?"].runs[0].bold
    assert by_text["one “żółw” [1]"].style.name == "List Bullet"
    assert "[1] Page: “żółw”" in by_text


def test_markdown_is_the_text_itself() -> None:
    assert exported(TEXT, MAIL, FRAME, Format.MARKDOWN, "offline").decode() == TEXT
