"""Wordings that are declined whatever else is asked: corpus/language/<language>/guards.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.reading.lexicon import read_yaml
from assistant.reading.text import fold


class Guards:
    """Finds which refusal, by its key in wording.yaml, a text calls for."""

    def __init__(self, patterns: dict[str, re.Pattern[str]]) -> None:
        self._patterns = patterns

    @staticmethod
    def load(corpus_dir: Path, language: str) -> Guards:
        return _load(corpus_dir / "language" / language / "guards.yaml")

    def refusal(self, text: str) -> tuple[str | None, str]:
        """The key of the refusal and the folded words that call for it; (None, "") where nothing does."""
        folded = fold(text)
        for key, pattern in self._patterns.items():
            if match := pattern.search(folded):
                return key, match.group()
        return None, ""


@lru_cache(maxsize=4)
def _load(path: Path) -> Guards:
    data = read_yaml(path)
    return Guards({key: _any_of(phrases) for key, phrases in data.items() if isinstance(phrases, list)})


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    bodies = [r"\s+(?:\S+\s+){0,4}?".join(map(_words, fold(phrase).split(" * "))) for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(bodies)})(?!\w)")


def _words(piece: str) -> str:
    return r"\s+".join(re.escape(word) for word in piece.split())
