"""The forms in which a language lists partners with their seats, from its consortium_changes.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.eligibility.reader.changes.forms import told_apart, whole
from assistant.gazetteer.mentions import CORPUS

Pair = dict[str, str]


@dataclass(frozen=True)
class PairForm:
    """One way to list them: how the first and the next ones are told, what stands before, between and behind them;
    `least`: how many there must be."""

    before: re.Pattern[str]
    first: tuple[re.Pattern[str], ...]
    following: tuple[re.Pattern[str], ...]
    between: re.Pattern[str]
    after: re.Pattern[str]
    least: int

    def read(self, line: str) -> list[Pair]:
        """The pairs of a line that has this form; none of another line."""
        begun = self.before.match(line)
        return self._from(line, begun.end() if begun else 0, self.first, set()) or []

    def _from(self, line: str, at: int, patterns: tuple[re.Pattern[str], ...], failed: set[int]) -> list[Pair] | None:
        """The pairs from `at` to the end of the line; `failed`: where no pairs begin that reach it."""
        if at in failed:
            return None
        for pattern in patterns:
            pair = pattern.match(line, at)
            if pair is None:
                continue
            here = {name.rpartition("_")[0]: part for name, part in pair.groupdict().items() if part}
            if self.after.fullmatch(line, pair.end()):
                return [here]
            joint = self.between.match(line, pair.end())
            rest = self._from(line, joint.end(), self.following, failed) if joint is not None else None
            if rest is not None:
                return [here, *rest]
        failed.add(at)
        return None


@lru_cache(maxsize=8)
def pair_forms_of(language: str, corpus: Path = CORPUS) -> tuple[PairForm, ...]:
    """All forms of `language` that list partners with their seats; OSError if it has none."""
    raw = read_yaml(corpus / "language" / language / "consortium_changes.yaml")
    parts = {str(name): str(part) for name, part in raw["parts"].items()}

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(told_apart(whole(text, parts)))

    around = raw["seats_listed"]["around"]
    before, between, after = (pattern(str(around[side])) for side in ("before", "between", "after"))
    inside = str(around["inside"])
    found: list[PairForm] = []
    for form in raw["seats_listed"]["forms"]:
        first = str(form["first"])
        following = str(form.get("next", first))
        first_pair, next_pair = (
            (pattern(text + r"(?= |$)"), pattern(text + inside + r"(?= |$)")) for text in (first, following)
        )
        found.append(PairForm(before, first_pair, next_pair, between, after, int(form.get("least", 1))))
    return tuple(found)
