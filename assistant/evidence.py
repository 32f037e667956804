"""What tools found in this turn: the only things that an answer may cite."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.draft import Sentence
from index import Hit, Passage


@dataclass(frozen=True, slots=True)
class Found:
    """The artifact of a tool call.

    `passages`: what may be cited. `hits`: for a search, the ranking of each query, best first. `sentences`: for a
    look-up, its result in words with its quotations; such words are the tool's and need no other proof.
    `data`: the result for programs.
    """

    passages: tuple[Passage, ...] = ()
    hits: tuple[tuple[Hit, ...], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Evidence:
    """All that this turn's tools found."""

    passages: dict[str, Passage] = field(default_factory=dict)
    tool_sentences: set[str] = field(default_factory=set)

    def add(self, found: Found) -> None:
        self.passages |= {passage.id: passage for passage in found.passages}
        self.tool_sentences |= {sentence.text for sentence in found.sentences}
