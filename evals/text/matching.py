"""Facts and forbidden sayings in an answer."""

from __future__ import annotations

import re
from functools import lru_cache

from evals.text.folding import comparable, fold

SHORT = 4
"""Spellings of letters up to this length must stand as whole words, so that "no" is not found in "not"."""


@lru_cache(maxsize=8192)
def pattern(spelling: str) -> re.Pattern[str]:
    """A spelling as a pattern over `comparable` text. A number never matches inside a longer number."""
    if spelling.startswith("re:"):
        return re.compile(spelling[3:], re.IGNORECASE)
    words = comparable(spelling)
    left = r"(?<!\d)(?<!\d[.,])" if words[:1].isdigit() else ""
    right = r"(?!\d|[.,]\d)" if words[-1:].isdigit() else ""
    if len(words) <= SHORT and words[:1].isalpha():
        left, right = r"(?<!\w)", r"(?!\w)"
    return re.compile(left + re.escape(words) + right)


def find(spelling: str, text: str) -> tuple[int, int] | None:
    """The span of the spelling in `comparable(text)`, or of a regular expression there or in the folded text."""
    match = pattern(spelling).search(comparable(text))
    if match is None and spelling.startswith("re:"):
        match = pattern(spelling).search(fold(text).text)
    return match.span() if match else None


def matched(spelling: str, text: str) -> str | None:
    """The words that the spelling matches, folded; what a reader is shown instead of a pattern."""
    for folded in (comparable(text), fold(text).text):
        if match := pattern(spelling).search(folded):
            return match.group().strip()
        if not spelling.startswith("re:"):
            break
    return None


def shown(fact: list[str]) -> str:
    """One spelling of a fact for a reader: plain words where there are any."""
    plain = [spelling for spelling in fact if not spelling.startswith("re:")]
    return plain[0] if plain else f"/{fact[0][3:]}/"


def holds(fact: list[str], text: str) -> str | None:
    """The first accepted spelling that the text holds."""
    return next((spelling for spelling in fact if find(spelling, text)), None)
