"""Words that turn what a sentence says (a "not", a "must", a country), compared before and after an edit.

Which words turn a meaning is data: corpus/language/<language>/helpdesk_turns.yaml. A sentence of a reply in another
language holds English quotations and reasons, so the words of both languages count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from assistant.data_files import read_yaml
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places
from assistant.helpdesk.figures import without_quotations
from assistant.helpdesk.frame import FALLBACK
from assistant.reading.text import fold

FILE = "helpdesk_turns.yaml"
KINDS = ("negation", "obligation", "status", "scope", "unit")
CLAIMING = frozenset({"obligation", "status"})  # kinds whose words say something of the call by themselves
SHORTEST_WORD = 4  # letters of a word that can state something
MOST_TOLD = 4  # problems told of one sentence
_MARKER = re.compile(r"\[\d{1,3}\]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

Found = dict[str, Counter[str]]
"""Kind -> how often each of its words stands in a text."""


@dataclass(frozen=True)
class _Words:
    kinds: dict[str, re.Pattern[str]]
    mild: re.Pattern[str]
    harmless: frozenset[str]


class Turns:
    """Compares sentences of a reply in one language. A millisecond or less for a sentence."""

    def __init__(self, corpus_dir: Path, language: str) -> None:
        self._words = _loaded(corpus_dir, language)
        self._gazetteer = Gazetteer.load(corpus_dir)

    def changed(self, before: str, after: str) -> list[str]:
        """What an edit exchanged, put in or took out that may turn the meaning, as sentences for the officer."""
        was, now = self._found(before), self._found(after)
        told: list[str] = []
        for kind in KINDS:
            told += _differences(list((was[kind] - now[kind]).elements()), list((now[kind] - was[kind]).elements()))
        return told[:MOST_TOLD]

    def changed_places(self, before: str, after: str, held: str) -> list[str]:
        """Places that an edit exchanged, put in or took out; those of `held` (the sources named) may be put in."""
        was, now, allowed = self._places(before), self._places(after), self._places(held)
        lost = [was[code] for code in was if code not in now]
        return _differences(lost, [now[code] for code in now if code not in was and code not in allowed])

    def unheld(self, before: str, after: str, held: str) -> list[str]:
        """Telling words that an edit put in and that stand neither in `before` nor in `held`, endings apart."""
        known = {*_WORD.findall(_plain(before)), *_WORD.findall(_plain(held))}
        turning = {word for words in self._found(after).values() for word in words}
        new = [word for word in _WORD.findall(_plain(after)) if len(word) >= SHORTEST_WORD]
        strange = [
            word
            for word in dict.fromkeys(new)
            if word not in self._words.harmless
            and word not in turning
            and not any(_alike(word, each) for each in known)
        ]
        return [f"“{word}” was put in and stands in no source named here." for word in strange[:MOST_TOLD]]

    def claims(self, text: str, held: str = "") -> list[str]:
        """Words of `text` that say something of the call and do not stand in `held`; with sources in `held`, its
        negations too."""
        found, holds = self._found(text), self._found(held)
        kinds = [kind for kind in KINDS if kind in CLAIMING or (held and kind == "negation")]
        words = [word for kind in kinds for word in found[kind] if word not in holds[kind]]
        places = self._places(held)
        named = [shown for code, shown in self._places(text).items() if code not in places]
        return [*(word for word in words if not self._words.mild.fullmatch(word)), *named][:MOST_TOLD]

    def _found(self, text: str) -> Found:
        plain = _plain(text)
        return {kind: Counter(pattern.findall(plain)) for kind, pattern in self._words.kinds.items()}

    def _places(self, text: str) -> dict[str, str]:
        """Code of the region, else of the country, of each place -> how it is written."""
        mentions = find_places(_MARKER.sub(" ", without_quotations(text)), self._gazetteer)
        return {each.region or each.country or "": each.text for each in mentions if each.country and not each.fuzzy}


def _differences(lost: list[str], gained: list[str]) -> list[str]:
    exchanged = [f"“{old}” was changed to “{new}”." for old, new in zip(lost, gained, strict=False)]
    return [
        *exchanged,
        *(f"“{word}” was taken out." for word in lost[len(exchanged) :]),
        *(f"“{word}” was put in." for word in gained[len(exchanged) :]),
    ]


def _plain(text: str) -> str:
    """Folded, without markers and quotations: those have a check of their own."""
    return fold(_MARKER.sub(" ", without_quotations(text)))


def _alike(word: str, other: str) -> bool:
    """Whether two words differ in their ending only."""
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return stem >= SHORTEST_WORD and max(len(word), len(other)) - stem <= 3


def _pattern(entries: Iterable[str]) -> re.Pattern[str]:
    """Any of the entries as whole words, the longest first; a star stands for any ending."""
    ordered = sorted({fold(entry) for entry in entries}, key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(entry).replace(r"\*", r"\w*") for entry in ordered) + r")(?!\w)"
    )


@lru_cache(maxsize=16)
def _loaded(corpus_dir: Path, language: str) -> _Words:
    """The words of `language` and of English."""
    paths = [corpus_dir / "language" / each / FILE for each in dict.fromkeys((FALLBACK, language))]
    files: list[dict[str, Any]] = [read_yaml(path) for path in paths if path.is_file()]

    def entries(key: str) -> list[str]:
        return [entry for data in files for entry in data[key]]

    return _Words(
        {kind: _pattern(entries(kind)) for kind in KINDS},
        _pattern(entries("mild")),
        frozenset(fold(entry) for entry in entries("harmless")),
    )
