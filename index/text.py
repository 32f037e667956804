"""Cleaning of raw text: what must never reach a stored document or a tokenizer."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_SPACE = re.compile(r"\s+")
# Invisible signs in which text can be hidden from the reader but not from a machine: zero-width, bidi controls, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def clean(text: str) -> tuple[str, int]:
    """The text with line ends as newlines, without control characters, lone surrogates and invisible signs; and the
    number of characters taken out."""
    text = _BREAKS.sub("\n", text)
    text, controls = _CONTROL.subn("", text)
    text, invisible = _INVISIBLE.subn("", text)
    return text, controls + invisible


def folded(text: str) -> str:
    """Each run of white space as one space, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def folded_lines(text: str) -> str:
    """As `folded`, but newlines (hard breaks) stay."""
    return "\n".join(line for line in map(folded, text.split("\n")) if line)


def slug(text: str, longest: int = 40) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word end; "text" where nothing is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text)
    result = ""
    for word in words:
        longer = f"{result}-{word}" if result else word
        if result and len(longer) > longest:
            break
        result = longer[:longest]
    return result or "text"
