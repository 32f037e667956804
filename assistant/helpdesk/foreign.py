"""Questions in other languages -> the English question that they ask, by nearest known wording.

The assistant reads English. A question is read as another only when most of its telling words are those of a known
wording; what stays unlike all of them is left to the officer. The officer is told what each question was read as.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.data_files import read_yaml
from assistant.helpdesk.foreign_places import COUNTRY, REGION, PlaceSigns
from assistant.helpdesk.frame import FALLBACK
from assistant.reading.text import fold, squeeze

FILE = "helpdesk_questions.yaml"
ACCEPT = 0.5  # share of the telling words that a question and a known wording must have in common
FEWEST = 2  # telling words in common, unless the known wording has but one
UNKNOWN = 0.85  # weight of a word that no known wording has, as a share of the rarest one's
_WORD = re.compile(r"\{(?:country|region)\}|[^\W_]+(?:'(?=[^\W\d_]))?")


@dataclass(frozen=True, slots=True)
class _Known:
    english: str
    terms: frozenset[str]


class Nearest(NamedTuple):
    """The English question that a known wording stands for, and the share of telling words in common with it;
    `shared`: these words of the question, folded."""

    english: str
    likeness: float
    shared: frozenset[str]


class Translator:
    """Reads questions of one language."""

    def __init__(self, corpus_dir: Path, path: Path) -> None:
        import Stemmer

        data = read_yaml(path)
        self._places = PlaceSigns.load(corpus_dir)
        self._stem = Stemmer.Stemmer(data["stemmer"]).stemWord
        self._stop = frozenset(fold(word) for word in data["stop_words"])
        openings = "|".join(data["openings"])
        self._opening = re.compile(rf"(?<!\w)(?:{openings})\b", re.IGNORECASE)
        self._cut = re.compile(rf",?\s+(?:{'|'.join(data['conjunctions'])})\s+(?=(?:{openings})\b)", re.IGNORECASE)
        self._known = [
            _Known(entry["english"], terms)
            for entry in data["questions"]
            for terms in dict.fromkeys(
                frozenset(self._terms(wording).values()) for written in entry["asked"] for wording in _expanded(written)
            )
        ]
        counts = Counter(term for known in self._known for term in known.terms)
        self._weights = {term: math.log(1 + len(self._known) / count) for term, count in counts.items()}
        self._unknown = UNKNOWN * math.log(1 + len(self._known))

    @staticmethod
    def load(corpus_dir: Path, language: str) -> Translator | None:
        """The translator of `language`; None for English and where there are no known wordings."""
        path = corpus_dir / "language" / language / FILE
        return None if language == FALLBACK or not path.is_file() else _loaded(corpus_dir, path)

    def english(self, question: str) -> str | None:
        """The English questions that `question` asks, one after another; None if a part of it is like none known."""
        read = self.read(question)
        return read.english if read else None

    def pieces(self, question: str) -> list[str]:
        """The questions that one sentence asks: it is cut where a comma or "and" stands before a question word."""
        return [piece for piece in self._cut.split(squeeze(question)) if piece.strip()]

    def read(self, question: str) -> Nearest | None:
        """The same, and how like the known wordings the part of the question is that is least like one."""
        pieces = self.pieces(question)
        read = [near for piece in pieces if (near := self._without_lead(piece)) is not None]
        if len(read) == len(pieces) and (len(pieces) == 1 or len({near.english for near in read}) > 1):
            shared = frozenset(word for near in read for word in near.shared)
            english = " ".join(dict.fromkeys(near.english for near in read))
            return Nearest(english, min(near.likeness for near in read), shared)
        return self._without_lead(question)

    def _without_lead(self, piece: str) -> Nearest | None:
        """The English for `piece`, else for what follows a polite opening ("I am writing to ask whether …")."""
        tails = [piece[match.start() :] for match in self._opening.finditer(piece) if match.start()]
        return next((read for text in [piece, *tails] if (read := self._nearest(text)) is not None), None)

    def _nearest(self, piece: str) -> Nearest | None:
        masked = self._places.masked(piece, self._stop)
        words = self._terms(masked.text)
        asked = frozenset(words.values())
        best, best_score = None, 0.0
        for known in self._known:
            if (COUNTRY in known.english) != bool(masked.countries):
                continue
            if REGION in known.english and not masked.regions:
                continue
            common = asked & known.terms
            if len(common) < min(FEWEST, len(known.terms), len(asked)):
                continue
            weight = self._weight(common)
            score = 2 * weight / (self._weight(asked) + self._weight(known.terms) or 1.0)
            if score > best_score:
                best, best_score = known, score
        if best is None or best_score < ACCEPT:
            return None
        english = best.english.replace(COUNTRY, " and ".join(masked.countries))
        shared = frozenset(word for word, term in words.items() if term in best.terms)
        return Nearest(english.replace(REGION, " and ".join(masked.regions)), best_score, shared)

    def _terms(self, text: str) -> dict[str, str]:
        """The telling words of a text, each with its stem."""
        words = [word.rstrip("'") for word in _WORD.findall(fold(text))]
        return {w: w if w in (COUNTRY, REGION) else self._stem(w) for w in words if w not in self._stop}

    def _weight(self, terms: frozenset[str]) -> float:
        return sum(self._weights.get(term, self._unknown) for term in terms)


def _expanded(written: str) -> Iterator[str]:
    """Every wording that "(a|b) c" stands for."""
    choice = re.search(r"\(([^()]*\|[^()]*)\)", written)
    if choice is None:
        yield written
        return
    for option in choice[1].split("|"):
        yield from _expanded(f"{written[: choice.start()]}{option}{written[choice.end() :]}")


@lru_cache(maxsize=8)
def _loaded(corpus_dir: Path, path: Path) -> Translator:
    return Translator(corpus_dir, path)
