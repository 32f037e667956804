"""Bytes to text: the charset that is declared, else the first that fits; text that no encoding holds is mended."""

from __future__ import annotations

import re
import unicodedata

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FALLBACKS = ("utf-8", "cp1252", "latin-1")  # the last one always fits
# Zero-width, bidirectional controls, soft hyphen, tag block: text that is there and cannot be seen.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


# How the commonest letters of UTF-8 look in a charset of one byte a letter: "Ã©", "â€™", "Å‚", "Ä…".
_TWICE = re.compile(
    "[\u00c3\u00c2\u00c4\u00c5\u0102\u0139\u00e2][\u0080-\u00bf\u0100-\u024f\u02c6-\u02dd\u2013-\u2122]"
)


def _as_utf8(raw: bytes) -> str | None:
    """The text, if the bytes are UTF-8 whatever was declared: no other charset fits it by chance."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def decoded(raw: bytes, declared: str | None = None) -> tuple[str, bool]:
    """The text of `raw`, and whether the declared charset (None: none) could be kept to."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace"), True
    if declared:
        try:
            text = raw.decode(declared)
            twice = _as_utf8(raw) if _TWICE.search(text) else None
            return (text, True) if twice is None else (twice, False)
        except (LookupError, ValueError):  # no such charset, or bytes that it does not have
            pass
    for name in _FALLBACKS:
        try:
            return raw.decode(name), not declared
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 holds every byte")


def tidy(text: str) -> tuple[str, bool]:
    """NFC text with line ends as `\\n`, without control or invisible characters; and whether any were taken out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")
    visible = _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", lines))
    plain = _CONTROL.sub(" ", visible).replace("\u00a0", " ").replace("\u202f", " ")
    # A byte order mark or a soft hyphen is nothing to be told of; runs of what cannot be seen are.
    suspicious = len(_INVISIBLE.findall(lines)) > 8 or "\ufffd" in plain
    return unicodedata.normalize("NFC", plain), suspicious
