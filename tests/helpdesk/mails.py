"""Mails for the tests, built as bytes."""

from __future__ import annotations

HEADERS = (
    "From: Alex Example <alex@example.org>\nTo: helpdesk@example.eu\nSubject: A question\n"
    "Date: Mon, 20 Jan 2025 09:30:00 +0100\nMessage-ID: <enquiry@example.org>\nMIME-Version: 1.0\n"
)


def mail(body: str, kind: str = "text/plain; charset=utf-8", headers: str = HEADERS, encoding: str = "8bit") -> bytes:
    return f"{headers}Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{body}".encode()
