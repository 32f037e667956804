"""What a question is about when no list names it word for word: the nearest everyday name, by meaning.

"Blades for windmills" stands on no list, but near "wind turbine blade", which does; "wooden furniture" is nearer to a
field that is on neither list than to any technology.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.gazetteer import Gazetteer, StrandTopic
from assistant.reading.lexicon import Lexicon
from assistant.reading.points import Point, Tool
from assistant.reading.set_aside import affirmed
from assistant.reading.text import words
from index.tokenizer import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.55  # cosine from which on a subject is taken for what it resembles
ALIKE = 0.6  # from which on a question with no other sense is taken to ask about it
FAR = 0.45  # below it resembles nothing that is listed
COMMON = 2  # examples that hold a word from which on it is no part of a subject
LONGEST = 10  # words of a subject


@dataclass(frozen=True, slots=True)
class Guess:
    """The nearest named subject, `name`; `topic` is None where it is a field on neither list."""

    subject: str
    name: str
    topic: StrandTopic | None
    cosine: float

    @property
    def near(self) -> bool:
        return self.cosine >= NEAR

    @property
    def named(self) -> bool:
        """Whether the subject is surely that: much like a listed one, or a field by its own words."""
        if self.topic is not None:
            return self.cosine >= ALIKE
        if not self.near:
            return False
        named, said = set(terms(self.name)), set(terms(self.subject))
        whole = named <= said and 2 * len(named) > len(said)  # "ceramics tiles", not "a hotel near the Commission"
        return whole or set(words(self.name)) <= set(self.subject.split())


def named_subjects(gazetteer: Gazetteer) -> list[tuple[str, StrandTopic | None]]:
    """Every name of a strand topic, official or everyday, and of the fields on neither list."""
    listed: list[tuple[str, StrandTopic | None]] = [
        (name, topic)
        for topic in gazetteer.strand_topics
        for name in (topic.name, *topic.aliases, *topic.sub_categories, *gazetteer.everyday.get(topic.id, ()))
    ]
    return [*listed, *((sector, None) for sector in gazetteer.sectors)]


class Subjects:
    """Guesses the strand topic of free words."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        lexicon: Lexicon,
        points: Sequence[Point],
        encode: Callable[[list[str]], NDArray[np.float32]],
    ) -> None:
        self._lexicon = lexicon
        self._named = named_subjects(gazetteer)
        self._common = _common_words(points, lexicon) | lexicon.stop_words | lexicon.wh_words | lexicon.neutral_words
        self._encode = encode

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return self._encode([name for name, _ in self._named])

    def subject(self, text: str) -> str:
        """The words of a question that may name its subject; "" if there are none, or too many for a name."""
        kept = [
            word for word in words(affirmed(text, self._lexicon)) if word not in self._common and not word.isdigit()
        ]
        return " ".join(kept) if 0 < len(kept) <= LONGEST else ""

    def guess(self, text: str) -> Guess | None:
        """The nearest named subject of a question; None if it has no subject."""
        subject = self.subject(text)
        if not subject:
            return None
        cosines = self._vectors @ self._encode([subject])[0]
        nearest = int(cosines.argmax())
        return Guess(subject, *self._named[nearest], float(cosines[nearest]))


def _common_words(points: Sequence[Point], lexicon: Lexicon) -> frozenset[str]:
    """The words that questions on a topic's strand have in common; what is left of one is the topic."""
    asked = [example for point in points if point.tool is Tool.STRAND_TOPIC for example in point.examples]
    counts = Counter(word for example in asked for word in set(words(example)))
    stand_in = set(words(lexicon.stand_ins["strand_topic"]))
    return frozenset(word for word, count in counts.items() if count >= COMMON and word not in stand_in)
