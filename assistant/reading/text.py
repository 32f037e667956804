"""A message as it came -> text that can be worked with; what cannot be worked with is refused with its remedy."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.errors import UserProblem


class MessageRefused(UserProblem):
    """A message is empty, too long, or holds bytes that are no text."""


# Zero-width, bidirectional controls, soft hyphen and the tag block carry hidden text.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"\w")


def clean(message: str, limit: int) -> str:
    """NFC text of at most `limit` characters without hidden or control characters. Raises MessageRefused."""
    if len(message) > limit:
        raise MessageRefused(
            f"The message is too long: {len(message):,} characters.",
            why=f"At most {limit:,} characters can be read at once.",
            next="Shorten it, or split it into several questions.",
        )
    if _SURROGATE.search(message):
        raise MessageRefused(
            "The message is not valid text.",
            why="It contains half of a character (a lone surrogate), which no encoding can hold.",
            next="Copy the text again from its source, or retype it.",
        )
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", message.replace("\r\n", "\n"))))
    text = text.replace("\r", "\n").strip()
    if not _WORD.search(text):
        raise MessageRefused(
            "The message is empty.",
            why="There is no word in it to answer.",
            next="Type a question about the call, for example: When is the deadline?",
        )
    return text


_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z!][^<>]{0,200}>", re.IGNORECASE)


def without_markup(text: str) -> str:
    """The words of a message with HTML in it; nobody asks in tags, so they are no part of what is asked."""
    return _TAG.sub(" ", _SCRIPT.sub(" ", text)) if "<" in text else text


_PLAIN = str.maketrans("‘’“”–—−", "''\"\"---")


def fold(text: str) -> str:
    """Lower case, without diacritics, typographic quotes and dashes made plain: for comparing, not for showing."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def squeeze(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Folded words and numbers, apostrophes dropped with what follows ("what's" -> "what")."""
    return [match.group() for match in re.finditer(r"\w+(?:[-.]\w+)*", re.sub(r"'(s|re|ll|ve|d|m)\b", "", fold(text)))]


def sentences(text: str) -> list[str]:
    """The sentences of a text as they stand; the text itself if there is nothing to split."""
    return list(_sentences(text))


@lru_cache(maxsize=128)
def _sentences(text: str) -> tuple[str, ...]:
    # A message is split by several readers of it.
    from syntok import segmenter

    found = tuple(
        "".join(token.spacing + token.value for token in sentence).strip()
        for paragraph in segmenter.analyze(text)
        for sentence in paragraph
    )
    return found or (text,)
