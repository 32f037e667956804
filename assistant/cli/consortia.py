"""What `check` is given -> a consortium: files, words, the turns of a conversation, or an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cli.jsonl import LineRefused, text_of, texts_of
from assistant.dialogue import Dialogue
from assistant.eligibility.consortium import Consortium
from assistant.eligibility.files import READERS, consortium_from, load_consortium, read_consortium
from assistant.gazetteer import Gazetteer
from assistant.reading.lexicon import Lexicon
from assistant.reading.text import clean
from index.loading import read_text

FIELDS = ("turns", "text", "consortium")


@dataclass(frozen=True)
class Checked:
    """A consortium, None if none was described; before a hypothetical change, the one it is compared with."""

    consortium: Consortium | None
    before: Consortium | None = None


class ConsortiumReader:
    """Reads consortia in the language of the lexicon. `longest`: the most characters of a description."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, longest: int) -> None:
        self._gazetteer, self._longest = gazetteer, longest
        self._dialogue = Dialogue(gazetteer, lexicon)

    def words(self, turns: Sequence[str]) -> Checked:
        """A description, or the turns of a conversation about one. Raises MessageRefused."""
        turn = self._dialogue([clean(text, self._longest) for text in turns])
        return Checked(turn.consortium, turn.before if turn.hypothetical else None)

    def file(self, path: Path) -> Checked:
        """A consortium file by its ending, any other as words. Raises FileRefused, DocumentRefused, MessageRefused."""
        if path.suffix.lower() in READERS:
            return Checked(load_consortium(path, self._gazetteer))
        return self.words([read_text(path)])

    def piped(self, text: str) -> Checked:
        """JSON where it looks so, else words: read as words, its field names would be taken for a description."""
        if text.lstrip().startswith(("{", "[")):
            content = text.encode(errors="surrogateescape")
            return Checked(read_consortium(content, ".json", self._gazetteer, name="Standard input"))
        return self.words([text])

    def line(self, given: Mapping[str, Any]) -> Checked:
        """An object with one of `FIELDS`. Raises LineRefused and what the others raise."""
        present = [field for field in FIELDS if given.get(field) is not None]
        if len(present) != 1:
            raise LineRefused(
                "The line cannot be checked.",
                why=f"It has {' and '.join(present) if present else 'none'} of the fields {', '.join(FIELDS)}.",
                next="Give exactly one of them.",
            )
        if "consortium" in present:
            return Checked(consortium_from(given["consortium"], self._gazetteer))
        return self.words(texts_of(given, "turns") if "turns" in present else [text_of(given, "text")])
