"""A question in another language -> the English question or key words that it is answered by, or nothing.

Two ways lead there: the known wordings of the language, and its glossary. What both read alike is answered; what only
one reads has to be understood well. A wrong answer is worse than none: all else is the officer's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from assistant.helpdesk.embedded import Embedded
from assistant.helpdesk.foreign import Nearest, Translator
from assistant.helpdesk.glossary import Gloss, Glossary
from assistant.reading.grasp import Grasp
from assistant.reading.text import fold

# Found on own questions and the released mails; tests/helpdesk/test_foreign.py says what they are for.
SURE = 0.58  # score from which on key words without an unknown word are answered
SURER = 0.66  # the same with unknown words among them
MOST_UNKNOWN = 0.25  # share of the telling words that may be unknown
PLAINLY_OFF_TOPIC = 0.36  # score from which on key words of everyday life are taken for no question on the call
LIKE = 0.75  # likeness from which on a known wording stands against key words that are read otherwise
ALIKE = 0.86  # the same where key words are read otherwise and not certain
CERTAIN = 0.8  # score from which on key words stand against such a wording

LONGEST_LEANING = 6  # words of a question that leans on the one before ("and from how many countries?")
_ASIDE = re.compile(r"\s[–—-]\s.{1,60}\?\s*$")  # "… – or did I overlook it?"


class ForeignReader:
    """Reads questions of one language. `grasp`: how surely the assistant understands an English question."""

    def __init__(self, corpus_dir: Path, language: str, grasp: Callable[[str], Grasp]) -> None:
        self._translator = Translator.load(corpus_dir, language)
        self._glossary = Glossary.load(corpus_dir, language)
        self._embedded = Embedded.load(corpus_dir, language)
        self._grasp = grasp

    def english(self, question: str) -> str | None:
        """What stands for the question in English; None if it is not surely understood."""
        pieces = self._translator.pieces(question) if self._translator else self._glossary_pieces(question)
        read = [english for piece in pieces if (english := self._piece(piece)) is not None]
        if len(pieces) > 1 and len(read) == len(pieces):
            return " ".join(dict.fromkeys(read))
        whole = self._english(question)
        if whole is not None or (question.rstrip().endswith("?") and not self._embedded.found(fold(question))):
            return whole
        asked = _ASIDE.sub("", question)
        return next(filter(None, map(self._english, self._embedded.cores(asked))), None)

    def leaning(self, question: str, before: str) -> str | None:
        """What a short question asks that is nearest to a wording of the very thing asked `before` it, in English."""
        near = self._translator.read(question) if self._translator else None
        if near is None or len(question.split()) > LONGEST_LEANING:
            return None
        return near.english if self._grasp(near.english).points == self._grasp(before).points else None

    def _glossary_pieces(self, question: str) -> list[str]:
        return self._glossary.pieces(question) if self._glossary else [question]

    def _piece(self, piece: str) -> str | None:
        """A part of a question by itself, else without what it hangs on ("we also need to know how many …")."""
        return self._english(piece) or next(filter(None, map(self._english, self._embedded.cores(piece))), None)

    def _english(self, question: str) -> str | None:
        near = self._translator.read(question) if self._translator else None
        if self._glossary is None:
            return near.english if near else None
        gloss = self._glossary.gloss(question)
        words = f"{gloss.english}?"
        read = self._grasp(words)
        if near is not None and self._agree(near, read):
            return near.english
        clear = self._clear(gloss, read)
        if near is not None and near.likeness >= LIKE:
            # Two readings, each with its reasons: one must be much the better.
            if read.score < CERTAIN and (
                near.likeness >= ALIKE or (gloss.unknown and set(gloss.unknown) <= near.shared)
            ):
                return near.english
            return words if clear and read.score >= CERTAIN else None
        if not clear and gloss.everyday and self._clear(gloss, self._grasp(f"{gloss.placeless}?")):
            return f"{gloss.placeless}?"  # "a marathon in Brussels" is no question on a region
        return words if clear else None

    def _agree(self, near: Nearest, read: Grasp) -> bool:
        """Whether both ask the same; for a wording that is much alike, whether it is among what key words may ask."""
        known = self._grasp(near.english).points
        alike = near.likeness >= LIKE and read.score < CERTAIN
        if not alike or read.declined or read.off_topic or len(known) != len(read.points):
            return known == read.points and all(known)
        return all(point in like for point, like in zip(known, read.nearest or (read.points,), strict=False))

    @staticmethod
    def _clear(gloss: Gloss, read: Grasp) -> bool:
        """Whether key words are understood well enough to be answered."""
        if not all(read.points):
            return False
        if read.off_topic:
            return not gloss.unknown and read.score >= (PLAINLY_OFF_TOPIC if gloss.everyday else SURE)
        if gloss.everyday:
            return False
        if len(gloss.unknown) > MOST_UNKNOWN * (len(gloss.unknown) + len(gloss.known)):
            return False
        return read.score >= (SURER if gloss.unknown else SURE)
