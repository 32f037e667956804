"""Identifiers of calls and topics: "SMP-COSME-2024-CLUSTER-01" holds words of organisations and names none."""

from __future__ import annotations

import re

# At least three parts in capitals or figures, a year among them.
_CODE = re.compile(r"\b(?=[A-Z0-9-]*-(?:19|20)\d\d(?:-|\b))[A-Z][A-Z0-9]{1,15}(?:-[A-Z0-9]{2,15}){2,8}\b")


def without_call_codes(text: str) -> str:
    """The text with a word in small letters, as long as before, for each such identifier."""
    return _CODE.sub(lambda match: "x" * len(match[0]), text)
