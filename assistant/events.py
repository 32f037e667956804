"""What `Assistant.stream` yields while an answer is made; nothing unverified is ever among it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Claim


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done now, in a few plain words ("Searching the documents")."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verified sentence of the answer, in reading order."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer; always the last event. `beside_check`: the part of its text that answers questions beside the
    check of a consortium, for a page that shows the check itself; None where no consortium was judged in this turn."""

    answer: Answer
    beside_check: str | None = None


Event = Progress | Sentence | Finished
