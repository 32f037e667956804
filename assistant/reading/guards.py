"""Wordings that are declined whatever else is asked: corpus/language/<language>/guards.yaml.

A phrase is a run of words. In it ` * ` stands for up to four words, ` ~ ` for up to four that put no question
("whether", "which"), `{name}` for any entry of that class of words, and a word ending in `*` for all that begin so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.data_files import read_yaml
from assistant.reading.disguise import undisguised
from assistant.reading.patterns import NEVER
from assistant.reading.text import fold

INSTRUCTIONS = "declined_instructions"
OTHER_PROGRAMME = "out_of_scope_programme"
DECLINED = frozenset({"declined_rules", "declined_promise", INSTRUCTIONS})
_GAP = r"\s+(?:\S+\s+){0,4}?"


class Guards:
    """Finds which refusal, by its key in wording.yaml, a text calls for."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]], harmless: Mapping[str, re.Pattern[str]]) -> None:
        """`harmless`: by the same keys, wordings beside which a text calls for none ("what happens if a …")."""
        self._patterns = patterns
        self._refusal = lru_cache(maxsize=128)(self._refused)
        self._harmless = harmless

    @staticmethod
    def load(corpus_dir: Path, language: str) -> Guards:
        """The phrases of the interface's language, then those of every other: attacks come in any."""
        return _load(corpus_dir / "language", language)

    def refusal(self, text: str) -> tuple[str | None, str]:
        """The key of the refusal and the folded words that call for it; (None, "") where nothing does."""
        return self._refusal(text)  # the same text is held against them as a question and as a sentence

    def _refused(self, text: str) -> tuple[str | None, str]:
        folded = fold(text)
        key, words = self._plain(folded)
        if key is None and any(self._plain(read)[0] in DECLINED for read in undisguised(text)):
            return INSTRUCTIONS, folded  # who hides words gives orders, whatever they say
        return key, words

    def _plain(self, folded: str) -> tuple[str | None, str]:
        for key, pattern in self._patterns.items():
            match = pattern.search(folded)
            if match and not self._harmless.get(key, NEVER).search(folded):
                return key, match.group()
        return None, ""


@lru_cache(maxsize=4)
def _load(folder: Path, language: str) -> Guards:
    paths = sorted(folder.glob("*/guards.yaml"), key=lambda path: (path.parent.name != language, path))
    bodies: dict[str, list[str]] = {}
    harmless: dict[str, list[str]] = {}
    for path in paths:
        data: dict[str, Any] = read_yaml(path)
        classes = {name: [fold(word) for word in words] for name, words in data.get("classes", {}).items()}
        asking = "|".join(re.escape(fold(word)) for word in data.get("asking", ()))
        for found, wordings in ((bodies, data), (harmless, data.get("harmless", {}))):
            for key, phrases in wordings.items():
                if isinstance(phrases, list) and key not in ("asking",):
                    found.setdefault(key, []).extend(_body(phrase, classes, asking) for phrase in phrases)
    return Guards(_compiled(bodies), _compiled(harmless))


def _compiled(bodies: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    return {key: re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)") for key, found in bodies.items()}


def _body(phrase: str, classes: Mapping[str, Sequence[str]], asking: str) -> str:
    """The expression for a phrase."""
    unasked = rf"\s+(?:(?!(?:{asking})\b)\S+\s+){{0,4}}?" if asking else _GAP
    body = ""
    for piece in fold(phrase).split():
        if piece in ("*", "~"):
            body = body.removesuffix(r"\s+") + (_GAP if piece == "*" else unasked)
        else:
            body += _word(piece, classes) + r"\s+"
    return body.removesuffix(r"\s+")


def _word(piece: str, classes: Mapping[str, Sequence[str]]) -> str:
    if piece.startswith("{"):
        return f"(?:{'|'.join(_run(entry) for entry in classes[piece.strip('{}')])})"
    return _run(piece)


def _run(entry: str) -> str:
    return r"\s+".join(
        re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in entry.split()
    )
