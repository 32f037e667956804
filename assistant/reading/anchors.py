"""Where a point's words stand in the documents of a call: given as exact words, or found by what is usually said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.points import Point, Reply, Words
from assistant.reading.text import fold, sentences
from assistant.verification import LONGEST_QUOTE, find_run
from index import Index, Passage

MOST_USUAL = 2  # passages shown for a point that is looked for by what is usually said

_EXPECTED = {
    "date": re.compile(
        r"\b\d{1,2}[ ./-](?:\d{1,2}|[a-z]{3,9})[ ./-]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\b[a-z]{3,9} \d{4}\b"
        r"|\b(?:within|after|before) \w+ (?:day|week|month|year)s?\b"
    ),
    "money": re.compile(
        r"(?:eur|euros?|€|usd|million)\s*\d|\d[\d.,\u00a0 ]*\s*(?:eur\b|euros?\b|€|million|billion|mio)"
    ),
    "number": re.compile(r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\b"),
    "duration": re.compile(r"\b(?:\d+|[a-z]+)(?: \(\d+\))?[ -](?:month|year|week|day)s?\b"),
    "percent": re.compile(r"\d\s*(?:%|per ?cent)"),
    "contact": re.compile(r"\S+(?:@|\s?\[?at\]?\s?)\S+|\bhttps?://|\+\d{2}"),
}
VALUES = frozenset(_EXPECTED)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a passage that answer a point."""

    passage: Passage
    words: str
    bullet: bool = False
    when: str | None = None


class Anchors:
    """Finds the words of points in one index; what was found is kept."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_document: dict[str, list[Passage]] = {}
        for passage in index.passages:
            self._by_document.setdefault(passage.document, []).append(passage)
        self._folded = [(fold(f"{' '.join(p.section)}\n{p.text}"), p) for p in index.passages]
        self._kept: dict[str, tuple[Anchor, ...]] = {}

    def of(self, point: Point) -> tuple[Anchor, ...]:
        """The anchors of a point in reading order of its data; none if the documents are silent on it."""
        if point.id not in self._kept:
            self._kept[point.id] = self._exact(point) if point.words else self._usual(point)
        return self._kept[point.id]

    def borne_out(self, points: Sequence[Point], general: Mapping[str, Point]) -> tuple[Point, ...]:
        """The points of a call, without those whose words stand in no document: of them what is `general` remains, if
        anything does."""
        kept: list[Point] = []
        for point in points:
            if not point.words or self._exact(point):
                kept.append(point)
            elif base := general.get(point.id):
                kept.append(base.model_copy(update={"examples": point.examples}))
        return tuple(kept)

    def _exact(self, point: Point) -> tuple[Anchor, ...]:
        return tuple(anchor for words in point.words if (anchor := self._anchor(words)) is not None)

    def _anchor(self, words: Words) -> Anchor | None:
        for passage in self._by_document.get(words.document, ()):
            if words.item is not None:
                if passage.metadata.get("item") == words.item:
                    return Anchor(passage, passage.text[:LONGEST_QUOTE], words.bullet, words.when)
            elif words.text and (run := find_run(passage.text, words.text)):
                return Anchor(passage, passage.text[slice(*run)], words.bullet, words.when)
        return None

    def _usual(self, point: Point) -> tuple[Anchor, ...]:
        """The passages that say what the point is about, best first: in a heading or early in the text, of the kind
        of value expected."""
        if point.reply in (Reply.SILENT, Reply.CANNED, Reply.DECLINED, Reply.OFF_TOPIC) or not point.said:
            return ()
        said = [re.compile(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)") for phrase in point.said]
        expected = _EXPECTED.get(point.expects)
        scored: list[tuple[float, int, Passage]] = []
        for position, (folded, passage) in enumerate(self._folded):
            rank = next((n for n, pattern in enumerate(said) if pattern.search(folded)), None)
            if rank is None or (expected and not expected.search(fold(passage.text))):
                continue
            first = said[rank].search(fold(passage.text))
            near = 1.0 - min(first.start(), 300) / 600 if first else 0.4
            scored.append((near + (len(said) - rank) / len(said), -position, passage))
        best = [passage for _, _, passage in sorted(scored, key=lambda entry: entry[:2], reverse=True)]
        return tuple(Anchor(passage, _telling(passage.text, said, expected)) for passage in best[:MOST_USUAL])


def holds(expects: str, text: str) -> bool:
    """Whether a text holds a value of the kind a point expects; True for kinds without a form of their own."""
    pattern = _EXPECTED.get(expects)
    return pattern is None or bool(pattern.search(fold(text)))


def _telling(text: str, said: list[re.Pattern[str]], expected: re.Pattern[str] | None) -> str:
    """The sentence of a paragraph that says it, or the whole of a short one."""
    best = max(
        enumerate(sentences(text)),
        key=lambda entry: (
            bool(expected and expected.search(fold(entry[1]))) + any(p.search(fold(entry[1])) for p in said),
            -entry[0],
        ),
    )
    return best[1][:LONGEST_QUOTE]
