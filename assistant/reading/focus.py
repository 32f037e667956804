"""What a question demands by its form: what is counted ("how many staff"), by what it is counted ("per Member State"),
whose value it is ("the budget for travel"), of which edition ("the previous call"), of what came out ("was selected").

An answer that knows nothing of that word answers something else, however like the rest of the question is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.reading.lexicon import Lexicon
from assistant.reading.patterns import NEVER
from index.tokenizer import terms

FILE = "focus.yaml"
PATTERNS = ("counted", "by", "value_of", "editions", "outcomes", "upper", "lower", "begins", "ends", "roles")
_WORD = re.compile(r"[\w-]+")
LONGEST = 3  # words of a noun phrase


@dataclass(frozen=True, slots=True)
class Demand:
    """Terms of which an answer must know one. `aside`: of another edition, or of what came out; look-ups do not know
    such a thing either, whatever they look up."""

    terms: frozenset[str]
    aside: bool = False

    def unmet(self, own: frozenset[str]) -> bool:
        return not self.terms & own


@dataclass(frozen=True)
class Focus:
    """Finds demands in the questions of one language: corpus/language/<language>/focus.yaml."""

    lexicon: Lexicon
    generic: frozenset[str]
    skipped: frozenset[str]
    counted: re.Pattern[str]
    by: re.Pattern[str]
    value_of: re.Pattern[str]
    editions: re.Pattern[str]
    outcomes: re.Pattern[str]
    upper: re.Pattern[str]
    lower: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    roles: re.Pattern[str]

    @staticmethod
    def load(corpus_dir: Path, lexicon: Lexicon) -> Focus:
        """Without a file of the language nothing is demanded."""
        path = corpus_dir / "language" / lexicon.language / FILE
        if not path.is_file():
            return Focus(lexicon, frozenset(), frozenset(), *[NEVER] * len(PATTERNS))
        data = read_yaml(path)
        patterns = [re.compile(data[key]) for key in PATTERNS]
        return Focus(lexicon, frozenset(data["generic"]), frozenset(data["skipped"]), *patterns)

    def opposed(self, folded: str, label: str) -> bool:
        """Whether a question asks for the most and a point is about the least, or for the end and a point is about the
        beginning, or the other way round."""
        bounds = self._side(folded, self.upper, self.lower) * self._side(label, self.upper, self.lower)
        return bounds < 0 or self._side(folded, self.ends, self.begins) * self._side(label, self.ends, self.begins) < 0

    def roles_in(self, folded: str) -> frozenset[str]:
        """The parts in a consortium that a text speaks of, by their names in the data."""
        return frozenset(match.lastgroup for match in self.roles.finditer(folded) if match.lastgroup)

    @staticmethod
    def _side(folded: str, one: re.Pattern[str], other: re.Pattern[str]) -> int:
        return bool(one.search(folded)) - bool(other.search(folded))

    def demands(self, folded: str) -> tuple[Demand, ...]:
        """What the question demands; `folded` without the call's own names."""
        found = [Demand(frozenset(terms(word)), aside=True) for word in self._aside(folded)]
        found += [Demand(frozenset(terms(" ".join(words)))) for words in self._asked(folded)]
        return tuple(demand for demand in found if demand.terms)

    def _aside(self, folded: str) -> Iterator[str]:
        for pattern in (self.editions, self.outcomes):
            for match in pattern.finditer(folded):
                yield from (word for word in match.groupdict().values() if word)

    def _asked(self, folded: str) -> Iterator[list[str]]:
        for match in self.counted.finditer(folded):
            yield self._telling(match.group("what"))[:2]
        for match in self.by.finditer(folded):
            yield self._telling(match.group("what"))[:1]
        for match in self.value_of.finditer(folded):
            yield self._telling(match.group("value"))[-1:]
            yield self._telling(match.group("of"))[:1]

    def _telling(self, text: str) -> list[str]:
        """The words of the noun phrase at the head of a text that say what it is."""
        kept: list[str] = []
        for word in _WORD.findall(text):
            if word in self.skipped and not kept:
                continue
            if word in self._small or word in self.skipped or len(kept) == LONGEST:
                break
            kept.append(word)
        return [word for word in kept if word not in self.generic and not word.isdigit()]

    @cached_property
    def _small(self) -> frozenset[str]:
        return self.lexicon.stop_words | self.lexicon.auxiliaries | self.lexicon.wh_words
