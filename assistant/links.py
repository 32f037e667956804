"""Links in an answer's Markdown: `[label](address)`, and as text for where nothing can be clicked."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((https://[^()\s]{1,500})\)")


def linked(label: str, address: str | None) -> str:
    """The label as a link, if both can stand in one; else the label."""
    link = f"[{label}]({address})"
    return link if _LINK.fullmatch(link) else label


def unlinked(text: str) -> str:
    """Each link as its label with the address behind it."""
    return _LINK.sub(r"\1 (\2)", text)
