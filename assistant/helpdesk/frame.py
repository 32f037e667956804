"""The helpdesk's own words in the languages of replies: corpus/language/<language>/helpdesk_frame.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.data_files import read_yaml

FALLBACK = "en"
SHORTEST_FIXED = 12  # characters of a template beside what is filled in; shorter ones fit anything
# What the assistant says in words of its own, by the key of wording.yaml -> the key of the frame that says it politely.
SAID_AS = {
    "not_in_documents": "not_in_documents",
    "not_in_documents_general": "not_in_documents_general",
    "left_open": "left_open",
    "ask_contact": "ask_contact",
    "ask_nobody": "ask_nobody",
    "related": "related",
    "out_of_scope": "out_of_scope",
    "out_of_scope_programme": "out_of_scope",
    "declined_promise": "declined_promise",
    "declined_rules": "declined_rules",
    "needs_partners": "needs_partners",
    "answer_in_english": "failed",
}


@dataclass(frozen=True)
class Frame:
    """Texts by key; `say` fills one. A missing key is a developer's error and raises KeyError."""

    language: str
    texts: dict[str, Any]

    def say(self, key: str, **values: object) -> str:
        return str(self.texts[key]).format(**values)

    def rule(self, rule: str) -> str:
        return str(self.texts["rules"][rule])

    @property
    def months(self) -> tuple[str, ...]:
        return tuple(self.texts["months"])


@lru_cache(maxsize=16)
def load_frame(corpus_dir: Path, language: str) -> Frame:
    """The frame of `language`, the English one where there is none."""
    path = corpus_dir / "language" / language / "helpdesk_frame.yaml"
    if not path.is_file():
        return load_frame(corpus_dir, FALLBACK)
    return Frame(language, read_yaml(path))


@lru_cache(maxsize=4)
def officer_texts(corpus_dir: Path, language: str = FALLBACK) -> dict[str, Any]:
    """What the desk says to the officer: `support` labels, `warnings`."""
    texts: dict[str, Any] = read_yaml(corpus_dir / "language" / language / "helpdesk_officer.yaml")
    return texts


class OwnWords:
    """Recognises the assistant's own sentences by their templates, to say them in the manner of a letter."""

    def __init__(self, corpus_dir: Path, language: str = FALLBACK) -> None:
        wording = read_yaml(corpus_dir / "language" / language / "wording.yaml")
        self._patterns = [(SAID_AS[key], _pattern(wording[key])) for key in SAID_AS if key in wording]
        fixed = [text for text in wording.values() if len(re.sub(r"\{\w+\}", "", text)) >= SHORTEST_FIXED]
        self._fixed = [_pattern(text) for text in fixed]

    def match(self, line: str) -> tuple[str, dict[str, str]] | None:
        """The frame's key for `line` and the values in it; None if the line is none of them."""
        for key, pattern in self._patterns:
            if found := pattern.fullmatch(line):
                return key, found.groupdict()
        return None

    def holds(self, line: str) -> bool:
        """Whether `line` is one of the assistant's fixed sentences, which state nothing of the call by themselves."""
        return any(pattern.fullmatch(line) for pattern in self._fixed)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(f"(?P<{piece}>.+?)" if number % 2 else re.escape(piece) for number, piece in enumerate(pieces))
    )
