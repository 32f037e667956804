"""The Markdown of a reply as plain text, for mails."""

from __future__ import annotations

import re

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_ESCAPED = re.compile(r"\\([\\*_`#<>\[\]|~])")


def unescaped(text: str) -> str:
    """Without the backslashes that keep the enquirer's signs from acting as Markdown."""
    return _ESCAPED.sub(r"\1", text)


def plain_text(markdown: str) -> str:
    """Bold signs and escapes taken off; lists and numbers of sources stay as they are."""
    return unescaped(_STRONG.sub(r"\1", markdown)).strip() + "\n"
