"""What the clauses of sentences tell of the organisations that were named before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.eligibility.reader.profiles.forms import Form, Forms
from assistant.eligibility.reader.profiles.signs import Signs, ToldKind

_NAMES = re.compile(r"N(\d+)")
_PLACES = re.compile(r"P(\d+)")
_NUMBER = re.compile(r"#(\d+)")
_ORDINAL = re.compile(r"o(-?\d+)")
_SIGN = re.compile(r"\d+")
_PAIR = 2
_LAST = -1
_FORMER = 0
_MOST_SIGNS = 1500  # of a line


@dataclass(slots=True)
class Facts:
    """What is told of each organisation, by its number."""

    kinds: dict[int, ToldKind] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)

    def take(self, other: Facts) -> bool:
        """Adds what another one tells; False where the two disagree."""
        for who, kind in other.kinds.items():
            if who in self.kinds and self.kinds[who].kind is not kind.kind:
                return False
        if any(who in self.places and self.places[who] != place for who, place in other.places.items()):
            return False
        self.kinds = {**other.kinds, **self.kinds}
        self.places.update(other.places)
        return True


class Clauses:
    """Reads one line of signs, clause by clause. `announced`: those named together before, in their order."""

    def __init__(self, signs: Signs, forms: Forms, announced: Sequence[int], known: set[int]) -> None:
        self._signs, self._forms, self._announced, self._known = signs, forms, announced, known
        self._named: list[int] = []

    def facts(self) -> Facts | None:
        """What the line tells; None if it holds a word that tells anything else, or names somebody new."""
        line = self._signs.line
        named = [int(number) for number in _NAMES.findall(line)]
        if not line or len(line) > _MOST_SIGNS or not set(named) <= self._known:
            return None
        opening = self._forms.opening.match(line)
        at = opening.end() if opening else 0
        facts, before = Facts(), Facts()
        first = True
        while True:
            found = self._clause(at, before, first=first)
            if found is None:
                return None
            before, at = found
            if not facts.take(before):
                return None
            closing = self._forms.closing.match(line, at)
            if at == len(line) or (closing and closing.end() == len(line)):
                return facts
            joint = self._forms.joint.match(line, at)
            if joint is None:
                return None
            at, first = joint.end(), False

    def _clause(self, at: int, before: Facts, *, first: bool) -> tuple[Facts, int] | None:
        """What the clause at `at` tells and where it ends, by the form that covers most."""
        best: tuple[Facts, int] | None = None
        whom: list[int] = []
        for form in self._forms.of(first=first):
            found = form.at(self._signs.line, at)
            if found is None or (best is not None and found[1] <= best[1]):
                continue
            who = self._who(found[0].get("who", ""))
            told = self._told(form, found[0], who, before) if who else None
            if told is not None:
                best, whom = (told, found[1]), who
        self._named += whom
        return best

    def _who(self, said: str) -> list[int]:
        """Whom words mean: names, "both", "the first two", "the others"; empty where that is not sure."""
        if names := [int(number) for number in _NAMES.findall(said)]:
            return names if len(set(names)) == len(names) else []
        number = _NUMBER.search(said)
        count = int(number.group(1)) if number else None
        words = said.split()
        if ordinal := _ORDINAL.search(said):
            return self._at(int(ordinal.group(1)), count or 1)
        if "other" in words or "others" in words or "remaining" in words:
            rest = [who for who in self._announced if who not in self._named] if self._named else []
            plural = count is None and ("others" in words or "remaining" in words)
            return rest if rest and (len(rest) > 1 if plural else len(rest) == (count or 1)) else []
        both = "both" in words
        wanted = _PAIR if both else count
        sized = len(self._announced) > 1 and wanted in (None, len(self._announced))
        return list(self._announced) if sized else []

    def _at(self, ordinal: int, count: int) -> list[int]:
        if ordinal == _FORMER:
            return list(self._announced[:1]) if len(self._announced) == _PAIR else []
        found = list(self._announced[-count:] if ordinal == _LAST else self._announced[ordinal - 1 :][:count])
        return found if len(found) == count else []

    def _told(self, form: Form, parts: dict[str, str], who: list[int], before: Facts) -> Facts | None:
        """What one clause tells; None where its numbers do not agree."""
        if form.alike:
            return _alike(who, before)
        facts = Facts()
        if "kind" in parts:
            kind = self._signs.kinds[_number(parts["kind"])]
            each = "each" in parts or not kind.plural
            if kind.plural != (len(who) > 1) and not (each and self._distributes(form)):
                return None
            facts.kinds = dict.fromkeys(who, kind)
            if kind.place:
                facts.places = dict.fromkeys(who, kind.place)
        if "nation" in parts:
            facts.places = dict.fromkeys(who, self._signs.adjectives[_number(parts["nation"])])
        if "place" in parts:
            places = [self._signs.places[int(number)] for number in _PLACES.findall(parts["place"])]
            if len(places) not in (1, len(who)):
                return None
            # "A French cluster in Lyon": the town says more.
            facts.places = dict(zip(who, places if len(places) > 1 else places * len(who), strict=True))
        return facts

    def _distributes(self, form: Form) -> bool:
        """Whether a form says of several that each has one of a kind: "each manage a cluster"."""
        return "manage" in form.pattern.pattern


def _alike(who: Sequence[int], before: Facts) -> Facts | None:
    """The one thing that a clause tells, of others; None where it tells several."""
    kinds, places = set(before.kinds.values()), set(before.places.values())
    if len(kinds) > 1 or len(places) > 1:
        return None
    facts = Facts()
    if kinds:
        facts.kinds = dict.fromkeys(who, kinds.pop())
    if places:
        facts.places = dict.fromkeys(who, places.pop())
    return facts


def _number(sign: str) -> int:
    found = _SIGN.search(sign)
    assert found is not None
    return int(found.group())
