"""Names that a text uses more than once: what it announces in one sentence and speaks of in another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, folded
from assistant.eligibility.reader.tokens.names import NameFinder
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.text import Word

_JOINT = re.compile(r" (?:& |\+ |[-–](?=\w))?|[-–'’&+/]|\.(?=\w)")
_DOTTED = re.compile(r" (?:[^\W\d]{1,3}\.){2,4}")  # a legal form of any country
_BEFORE = re.compile(r"(?:^|[,:;\n•*>)-]\s*|[.!?]\s|\d[.)]\s|\b[^\W\d_]{1,4}\s)$")
_BEHIND = re.compile(r"\s?[(,;\n]|\s?[&+]\s|\.(?:\s|$)|$|\s[a-z]{2,4}\s")
_NEAR = 12
_MOST_WORDS = 8
_SHORTEST = 3
_TWICE = 2
_HEADS = (Tag.KIND, Tag.GENERIC)


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names an organisation; `name`: by the words that come again; `end`: with all of its words."""

    start: int
    end: int
    name: str


class Repeated:
    """Finds the names that stand more than once in one text."""

    def __init__(self, text: str, words: Sequence[Word], places: Sequence[PlaceMention], lexicon: Lexicon) -> None:
        self._text, self._words, self._lexicon = text, words, lexicon
        self._plain = folded(words)
        self._places = sorted(places, key=lambda place: place.start)
        self._legal = NameFinder.of(lexicon).legal

    def mentions(self) -> list[Mention]:
        """The mentions of such names, in order, and of those that stand among others in a list."""
        ends = {at: found for at in range(len(self._words)) if (found := self._ends(at))}
        whole = {self._said(at, found[-1]) for at, found in ends.items()}
        counts = Counter(self._said(at, end) for at, found in ends.items() for end in found)
        mentions: list[Mention] = []
        taken = 0
        for at, found in ends.items():
            start, last = self._words[at].start, found[-1]
            if start < taken or self._covered(start, last):
                continue
            known = [self._said(at, end) for end in found if self._said(at, end) in whole]
            name = next((one for one in known if counts[one] >= _TWICE), "")
            if name or self._is_listed(start, last):
                mentions.append(Mention(start, last, name or self._said(at, last)))
                taken = last
        return mentions

    def _is_listed(self, start: int, end: int) -> bool:
        """Whether words stand among others: between commas, in a line of their own, in front of a bracket."""
        return bool(_BEFORE.search(self._text, max(0, start - _NEAR), start) and _BEHIND.match(self._text, end))

    def _said(self, at: int, end: int) -> str:
        return self._text[self._words[at].start : end]

    def _covered(self, start: int, end: int) -> bool:
        """Whether words are a place and nothing else."""
        before = bisect_right(self._places, start, key=lambda place: place.start) - 1
        return before >= 0 and self._places[before].end >= end

    def _ends(self, at: int) -> list[int]:
        """Where a name that begins with the word at `at` may end; none where no name begins there."""
        if not self._begins(at):
            return []
        ends: list[int] = []
        here = at
        while here < len(self._words) and here - at < _MOST_WORDS:
            word = self._words[here]
            if here > at and not _JOINT.fullmatch(self._text, self._words[here - 1].end, word.start):
                break
            legal = self._legal.match(self._text, word.end) or _DOTTED.match(self._text, word.end)
            if self._capital(here) or (here > at and self._closes(here)):
                ends.append(word.end)
                if legal is not None:
                    return [*ends, legal.end()]
            elif here == at or not self._inside(here):
                break
            here += 1
        named = any(self._proper(n) for n in range(at, here))
        return ends if named and len(self._said(at, ends[-1])) >= _SHORTEST else []

    def _proper(self, at: int) -> bool:
        """Whether a word is more than a kind of organisation or a place: no "Bulgarian NGO"."""
        if self._covered(self._words[at].start, self._words[at].end):
            return False
        kind = self._lexicon.name_kinds.at(self._plain, at)[1]
        return self._capital(at) and not kind and not self._lexicon.senses.at(self._plain, at)[1]

    def _begins(self, at: int) -> bool:
        """Whether a name may begin with a word: in capitals, and none of the language's unless it is a kind."""
        if not self._capital(at) or not self._plain[at][0].isalpha() or self._lexicon.not_names.at(self._plain, at)[1]:
            return False
        sense, length = self._lexicon.senses.at(self._plain, at)
        goes_on = at + 1 < len(self._words) and bool(
            _JOINT.fullmatch(self._text, self._words[at].end, self._words[at + 1].start)
        )
        if sense is None:
            return not self._lexicon.greetings.at(self._plain, at)[1] or goes_on
        return sense.tag in _HEADS and not sense.plural and goes_on and not self._plain[at + length - 1].isdigit()

    def _capital(self, at: int) -> bool:
        raw = self._text[self._words[at].start]
        return raw.isupper()

    def _inside(self, at: int) -> bool:
        """Whether a small word may stand inside a name: "of", or no word of the language."""
        word = self._plain[at]
        if word in self._lexicon.name_links:
            return True
        if self._lexicon.small.get((word,)) == "and":
            return (
                at + 1 < len(self._words) and self._plain[at + 1] in self._lexicon.name_ands and self._capital(at + 1)
            )
        return not self._lexicon.senses.at(self._plain, at)[1]

    def _closes(self, at: int) -> bool:
        """Whether a name may end with a small word: one for its kind in another language, "Nova klaster"."""
        raw = self._text[self._words[at].start : self._words[at].end]
        if not raw[0].islower() or self._lexicon.senses.at(self._plain, at)[1]:
            return False
        return self._lexicon.name_kinds.at(self._plain, at)[1] == 1 or not raw.isascii()
