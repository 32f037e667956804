"""Words that are hidden in a message: digits for letters, written backwards, ROT13, Base64, hexadecimal, percent signs.

They are read only to see whether they give orders, which are not obeyed; nothing is answered from them.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator
from urllib.parse import unquote

from assistant.reading.text import fold

LONGEST = 4_000  # characters looked at
FEWEST_MIXED = 2  # words of letters and digits from which on digits stand for letters
_DIGITS = str.maketrans("013457@$", "oieastas")
_MIXED = re.compile(r"\b(?=\w*[013457@$])(?=\w*[a-z])[\w@$]{2,}")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{12,}={0,2}")
_HEX = re.compile(r"(?<![0-9a-f])(?:0x)?((?:[0-9a-f]{2}){8,})(?![0-9a-f])", re.IGNORECASE)


def undisguised(text: str) -> Iterator[str]:
    """Folded readings of a text in which hidden words would show."""
    text = text[:LONGEST]
    folded = fold(text)
    if len(_MIXED.findall(folded)) >= FEWEST_MIXED:
        yield folded.translate(_DIGITS)
    yield folded[::-1]
    yield codecs.encode(folded, "rot13")
    if "%" in text:
        yield fold(unquote(text, errors="ignore"))
    for match in _BASE64.finditer(text):
        yield from _decoded(match.group())
    for match in _HEX.finditer(text):
        yield from _legible(bytes.fromhex(match.group(1)))


def _decoded(token: str) -> Iterator[str]:
    try:
        raw = base64.b64decode(token.rstrip("=") + "=" * (-len(token.rstrip("=")) % 4), validate=True)
    except (binascii.Error, ValueError):
        return
    yield from _legible(raw)


def _legible(raw: bytes) -> Iterator[str]:
    if raw.isascii() and raw.decode("ascii").isprintable():
        yield fold(raw.decode("ascii"))
