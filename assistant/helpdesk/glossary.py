"""Questions in other languages -> English key words, by a glossary of the words that enquiries on EU calls are made of.

`corpus/language/<language>/helpdesk_glossary.yaml` holds for each English term what stands for it. Nothing is known of
grammar: the key words keep the order of the question, and the ordinary reader finds the nearest example for them, or
none. How many words were not known is told, for the crux of a question may be among them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.helpdesk.foreign_places import PlaceSigns
from assistant.reading.lexicon import Lexicon
from assistant.reading.text import fold

FILE = "helpdesk_glossary.yaml"
SHORTEST_COGNATE = 5  # letters from which on a word that English has too is taken for that
LONGEST_ENDING = 4  # letters behind a beginning; more are an ending that is listed, or a word of their own
SHORTEST_PART = 3  # letters of a part of a compound
LONGEST_SKIP = 2  # empty words that may stand between two words of an entry
_WORD = re.compile(r"\{\d+\}|[^\W_]+|[,;]")
# A comma before these begins another question, if one stands before it.
_ASKS = re.compile(r"(?:how |what |when|until when|where|who|is there)")
_ASKED = re.compile(r"\b(?:how|what|which|when|where|who|whether|can|must|is|are)\b")


@dataclass(frozen=True, slots=True)
class Gloss:
    """`english`: the key words. `known`, `unknown`: the folded words of the question that tell something, by whether
    the glossary has them. `everyday`: one of them is of everyday life, and seldom said of a call. `placeless`: the key
    words without the places."""

    english: str
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    everyday: bool = False
    placeless: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """`words`: what is written; one that ends in "*" stands for whatever begins so. `opens`: only at the head.
    `strict`: accents count."""

    words: tuple[str, ...]
    english: str
    opens: bool
    everyday: bool
    strict: str = ""

    @property
    def rank(self) -> tuple[int, int, int]:
        """Longer wordings come first, then those that leave less open."""
        return (
            len(self.words) + bool(self.strict),
            sum(not word.endswith("*") for word in self.words),
            sum(map(len, self.words)),
        )


@dataclass(slots=True)
class _Reading:
    words: list[str]
    written: list[str]  # the same with their accents
    places: list[str]
    english: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    everyday: bool = False


class Glossary:
    """Reads questions of one language word by word."""

    def __init__(self, corpus_dir: Path, path: Path) -> None:
        data = read_yaml(path)
        self._small = Lexicon.load(corpus_dir).stop_words
        self._exact: dict[str, list[_Entry]] = defaultdict(list)
        self._open: dict[str, list[_Entry]] = defaultdict(list)  # by the first two letters
        self._joints = tuple(data.get("joints", ()))
        self._endings = frozenset(data.get("endings", ()))
        cut = data.get("cut", {"conjunctions": [], "openings": []})
        joined = rf",?\s+(?:{'|'.join(cut['conjunctions'])})\s+(?=(?:{'|'.join(cut['openings'])})\b)"
        self._cut = re.compile(joined, re.IGNORECASE) if cut["conjunctions"] else None
        seen: set[tuple[str, ...]] = set()
        everyday = data.get("everyday", {})
        for english, written in (("", data["empty"]), *data["terms"].items(), *everyday.items()):
            for wording in written:
                words = tuple(re.findall(r"[^\W_]+\*?", fold(wording)))
                key = (wording,) if wording[0] in "^=" else words
                if not words or key in seen:
                    continue
                seen.add(key)
                strict = wording[1:] if wording.startswith("=") else ""
                entry = _Entry(words, english, wording.startswith("^"), english in everyday, strict)
                index = self._open if words[0].endswith("*") else self._exact
                index[words[0][:2] if words[0].endswith("*") else words[0]].append(entry)
        for entries in (*self._exact.values(), *self._open.values()):
            entries.sort(key=lambda entry: entry.rank, reverse=True)
        whole = [entry for entries in self._exact.values() for entry in entries if len(entry.words) == 1]
        self._empty = frozenset(entry.words[0] for entry in whole if not entry.english)
        self._cognates = _english_words(corpus_dir)
        self._places = PlaceSigns.load(corpus_dir)
        single = {e.words[0] for es in (*self._exact.values(), *self._open.values()) for e in es if len(e.words) == 1}
        self._ordinary = frozenset(single)

    @staticmethod
    def load(corpus_dir: Path, language: str) -> Glossary | None:
        """The glossary of `language`; None where there is none."""
        path = corpus_dir / "language" / language / FILE
        return _loaded(corpus_dir, path) if path.is_file() else None

    def pieces(self, question: str) -> list[str]:
        """The questions that one sentence asks: it is cut where "and" stands before a question word."""
        plain = " ".join(question.split())
        return [piece for piece in self._cut.split(plain) if piece.strip()] if self._cut else [plain]

    def gloss(self, text: str) -> Gloss:
        """The English key words of a question."""
        places = self._places.found(text, self._ordinary)
        marked = text
        for number, place in reversed(list(enumerate(places))):
            marked = f"{marked[: place.start]}{{{number}}}{marked[place.end :]}"
        written = _WORD.findall(unicodedata.normalize("NFC", marked.lower()))
        reading = _Reading([fold(word) for word in written], written, [place.name for place in places])
        at = 0
        while at < len(reading.words):
            at = self._take(reading, at)
        english = _joined(reading.english)
        placeless = _joined([piece for piece in reading.english if piece not in reading.places])
        return Gloss(english, tuple(reading.known), tuple(reading.unknown), reading.everyday, placeless)

    def _take(self, reading: _Reading, at: int) -> int:
        """Reads the next entry, word or compound; gives where to go on."""
        word = reading.words[at]
        if word in ",;":
            reading.english.append(",")
            return at + 1
        if word.startswith("{") or word.isdigit():
            reading.english.append(reading.places[int(word[1:-1])] if word.startswith("{") else word)
            reading.known.append(word)
            return at + 1
        best: tuple[_Entry, int] | None = None
        for entry in self._beginning(word):
            if (best is not None and entry.rank <= best[0].rank) or entry.strict not in ("", reading.written[at]):
                continue
            end = self._end(entry, reading.words, at)
            if end is not None:
                best = entry, end
        if best is not None:
            reading.english.append(best[0].english)
            self._take_rest(reading, best[0], word)
            reading.everyday |= best[0].everyday
            if any(term not in self._small for term in best[0].english.split()):
                reading.known += [each for each in reading.words[at : best[1]] if each not in self._empty]
            return best[1]
        parts = self._compound(word)
        if parts:
            reading.english += parts
            reading.known.append(word)
        else:
            reading.english.append(word)
            cognate = len(word) >= SHORTEST_COGNATE and word in self._cognates
            (reading.known if cognate else reading.unknown).append(word)
        return at + 1

    def _take_rest(self, reading: _Reading, entry: _Entry, word: str) -> None:
        """What a language that joins words joins to a beginning: "Mindest" is not all that "Mindestalter" says."""
        rest = word[len(entry.words[0]) - 1 :] if len(entry.words) == 1 and entry.words[0].endswith("*") else ""
        if not self._joints or len(rest) <= LONGEST_ENDING or rest in self._endings:
            return
        joined = next(
            (each for joint in self._joints if rest.startswith(joint) and (each := self._single(rest[len(joint) :]))),
            None,
        )
        if joined is None:
            reading.unknown.append(rest)
        else:
            reading.english.append(joined)

    def _beginning(self, word: str) -> Iterator[_Entry]:
        yield from self._exact.get(word, ())
        yield from self._open.get(word[:2], ())

    def _end(self, entry: _Entry, words: list[str], at: int) -> int | None:
        """Where the entry ends that begins at `at`; None if it does not stand there."""
        if entry.opens and any(word not in self._empty and word not in ",;" for word in words[:at]):
            return None
        position = at
        for number, wanted in enumerate(entry.words):
            skipped = 0
            while number and position < len(words) and not _is(words[position], wanted):
                if words[position] not in self._empty or skipped == LONGEST_SKIP:
                    return None
                position, skipped = position + 1, skipped + 1
            if position == len(words) or not _is(words[position], wanted):
                return None
            position += 1
        return position

    def _compound(self, word: str) -> list[str] | None:
        """The English of the two parts of a compound, in a language that joins words; None if it is none."""
        if not self._joints:
            return None
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            second = self._single(word[cut:])
            if second is None:
                continue
            for joint in self._joints:
                head = word[: cut - len(joint)] if joint and word[:cut].endswith(joint) else word[:cut]
                first = self._single(head) if not joint or head != word[:cut] else None
                if first is not None:
                    return [first, second]
        return None

    def _single(self, word: str) -> str | None:
        if len(word) < SHORTEST_PART:
            return None
        found = [e for e in self._beginning(word) if len(e.words) == 1 and e.english and _is(word, e.words[0])]
        return max(found, key=lambda entry: entry.rank).english if found else None


def _joined(pieces: list[str]) -> str:
    """The key words in a row; a comma only where another question begins."""
    found: list[str] = []
    kept = [piece for piece in pieces if piece]
    if not kept:
        return ""
    for piece, after in zip(kept, [*kept[1:], ""], strict=True):
        if piece != ",":
            found.append(piece)
        elif _ASKS.match(after) and _ASKED.search(" ".join(found)):
            found.append("?")
    row = re.sub(r"\b(\w+)(?: \1\b)+", r"\1", " ".join(found))
    return re.sub(r"(^|\? )whether (?=can|must|is|are)", r"\1", row.replace(" ?", "?"))


def _is(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@lru_cache(maxsize=2)
def _english_words(corpus_dir: Path) -> frozenset[str]:
    """The words that questions on calls are asked in, in English."""
    points = read_yaml(corpus_dir / "language" / "en" / "points.yaml")
    return frozenset(
        word for point in points for example in point.get("examples", ()) for word in _WORD.findall(fold(example))
    )


@lru_cache(maxsize=8)
def _loaded(corpus_dir: Path, path: Path) -> Glossary:
    return Glossary(corpus_dir, path)
