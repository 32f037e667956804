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
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places
from assistant.helpdesk.frame import FALLBACK
from assistant.reading.lexicon import read_yaml
from assistant.reading.text import fold, squeeze

FILE = "helpdesk_questions.yaml"
ACCEPT = 0.5  # share of the telling words that a question and a known wording must have in common
FEWEST = 2  # telling words in common, unless the known wording has but one
UNKNOWN = 0.85  # weight of a word that no known wording has, as a share of the rarest one's
SHORTEST_STEM = 4  # letters of a country's name that must stand before an ending
LONGEST_ENDING = 3
_COUNTRY, _REGION = "{country}", "{region}"
_WORD = re.compile(r"\{(?:country|region)\}|[^\W_]+(?:'(?=[^\W\d_]))?")


class _Masked(NamedTuple):
    """A question whose places are signs. `countries`: their English names; `regions`: as they are written."""

    text: str
    countries: list[str]
    regions: list[str]


@dataclass(frozen=True, slots=True)
class _Known:
    english: str
    terms: frozenset[str]


class Translator:
    """Reads questions of one language."""

    def __init__(self, corpus_dir: Path, path: Path) -> None:
        import Stemmer

        data = read_yaml(path)
        self._gazetteer = Gazetteer.load(corpus_dir)
        self._countries = {
            fold(name): country.name
            for country in self._gazetteer.countries.values()
            for name in country.names
            if " " not in name and len(name) > SHORTEST_STEM
        }
        self._stem = Stemmer.Stemmer(data["stemmer"]).stemWord
        self._stop = frozenset(fold(word) for word in data["stop_words"])
        openings = "|".join(data["openings"])
        self._opening = re.compile(rf"(?<!\w)(?:{openings})\b", re.IGNORECASE)
        self._cut = re.compile(rf",?\s+(?:{'|'.join(data['conjunctions'])})\s+(?=(?:{openings})\b)", re.IGNORECASE)
        self._known = [
            _Known(entry["english"], terms)
            for entry in data["questions"]
            for terms in dict.fromkeys(
                frozenset(self._terms(wording)) for written in entry["asked"] for wording in _expanded(written)
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
        pieces = [piece for piece in self._cut.split(squeeze(question)) if piece.strip()]
        read = [self._without_lead(piece) for piece in pieces]
        whole = self._without_lead(question)
        if all(read) and (len(pieces) == 1 or len(set(read)) > 1):
            return " ".join(dict.fromkeys(piece for piece in read if piece))
        return whole

    def _without_lead(self, piece: str) -> str | None:
        """The English for `piece`, else for what follows a polite opening ("I am writing to ask whether …")."""
        tails = [piece[match.start() :] for match in self._opening.finditer(piece) if match.start()]
        return next((read for text in [piece, *tails] if (read := self._nearest(text)) is not None), None)

    def _nearest(self, piece: str) -> str | None:
        masked = self._masked(piece)
        asked = frozenset(self._terms(masked.text))
        best, best_score = None, 0.0
        for known in self._known:
            if (_COUNTRY in known.english) != bool(masked.countries):
                continue
            if _REGION in known.english and not masked.regions:
                continue
            common = asked & known.terms
            if len(common) < min(FEWEST, len(known.terms), len(asked)):
                continue
            shared = self._weight(common)
            score = 2 * shared / (self._weight(asked) + self._weight(known.terms) or 1.0)
            if score > best_score:
                best, best_score = known, score
        if best is None or best_score < ACCEPT:
            return None
        english = best.english.replace(_COUNTRY, " and ".join(masked.countries))
        return english.replace(_REGION, " and ".join(masked.regions))

    def _masked(self, text: str) -> _Masked:
        masked, names, regions = text, list[str](), list[str]()
        for place in reversed(find_places(text, self._gazetteer)):
            country = self._gazetteer.countries.get(place.country or "")
            if place.fuzzy or (country is None and place.region is None):
                continue
            if place.region is not None:
                regions.insert(0, place.text)
            elif country is not None:
                names.insert(0, country.name)
            sign = _COUNTRY if place.region is None else _REGION
            masked = f"{masked[: place.start]}{sign}{masked[place.end :]}"
        if not names and not regions:
            masked = _WORD.sub(lambda match: self._inflected(match.group(), names), masked)
        return _Masked(masked, list(dict.fromkeys(names)), list(dict.fromkeys(regions)))

    def _inflected(self, word: str, names: list[str]) -> str:
        """The sign for a country, if `word` is its name in this language with another ending ("Ukrainy")."""
        folded = fold(word)
        for name, country in self._countries.items():
            stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folded, name, strict=False)))
            if stem >= SHORTEST_STEM and max(len(folded), len(name)) - stem <= LONGEST_ENDING and stem >= len(name) - 2:
                names.append(country)
                return _COUNTRY
        return word

    def _terms(self, text: str) -> list[str]:
        words = [word.rstrip("'") for word in _WORD.findall(fold(text))]
        return [word if word in (_COUNTRY, _REGION) else self._stem(word) for word in words if word not in self._stop]

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
