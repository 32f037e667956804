"""Typing errors: words that nobody uses here are taken for the one near word that is used."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.reading.text import fold

SHORTEST = 4  # letters; shorter words are too near to one another
_WORD = re.compile(r"[^\W\d_]+")


class Speller:
    """Knows the words of the documents, the examples and the language's data."""

    def __init__(self, texts: Iterable[str], real: Iterable[str] = (), preferred: frozenset[str] = frozenset()) -> None:
        """`real`: folded words of the language that are no errors, though nobody here uses them. `preferred`: words
        that are meant where several are as near ("wich": "which" rather than "wish")."""
        self._known = {word for text in texts for word in _WORD.findall(fold(text))}
        self._real = frozenset(real)
        self._preferred = preferred
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST:
                self._by_length.setdefault(len(word), []).append(word)
        self._found: dict[str, str] = {}

    def corrected(self, text: str, keep: Iterable[tuple[int, int]] = ()) -> str:
        """The text with unknown words replaced by their nearest known one; spans in `keep` stay as they are."""
        spans = list(keep)

        def corrected_word(match: re.Match[str]) -> str:
            if any(start < match.end() and match.start() < end for start, end in spans):
                return match.group()
            return self._word(match.group())

        return _WORD.sub(corrected_word, text)

    def _word(self, word: str) -> str:
        folded = fold(word)
        if len(folded) < SHORTEST or folded in self._known or folded in self._real or word.isupper():
            return word
        if folded not in self._found:
            if len(self._found) > 10_000:
                self._found.clear()
            self._found[folded] = self._nearest(folded)
        return self._found[folded] or word

    def _nearest(self, folded: str) -> str:
        allowed = 1 if len(folded) < 7 else 2
        choices = [
            known
            for length in range(len(folded) - allowed, len(folded) + allowed + 1)
            for known in self._by_length.get(length, ())
            if known[0] == folded[0] or known[:2] == folded[1::-1]  # first letters are rarely mistyped
        ]
        best = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=allowed, limit=len(choices))
        nearest = [known for known, distance, _ in best if distance == best[0][1]]
        nearest = [known for known in nearest if known in self._preferred] or nearest
        # A second word as near leaves it open what was meant.
        if not nearest or any(not _inflections(nearest[0], other) for other in nearest[1:2]):
            return ""
        return nearest[0]


def _inflections(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s") or one[:-1] == other or other[:-1] == one
