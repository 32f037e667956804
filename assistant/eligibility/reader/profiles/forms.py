"""The forms in which a language tells what organisations are and where, as patterns of clauses
(corpus/language/<language>/consortium_profiles.yaml)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.gazetteer.mentions import CORPUS

_GROUP = re.compile(r"\(\?P<(\w+)>")
_PART = re.compile(r"\{(\w+)\}")
_DEEPEST = 6


@dataclass(frozen=True)
class Form:
    """One way to tell of somebody. `goes_on`: it leaves out the verb of the clause before it; `alike`: it says the same
    of somebody else."""

    pattern: re.Pattern[str]
    goes_on: bool
    alike: bool

    def at(self, line: str, at: int) -> tuple[dict[str, str], int] | None:
        """What stands for each part of the form in a line from `at` on, and where it ends."""
        found = self.pattern.match(line, at)
        if found is None:
            return None
        parts = {name.rpartition("_")[0]: part for name, part in found.groupdict().items() if part}
        return parts, found.end()


@dataclass(frozen=True)
class Forms:
    """The forms of a language, what stands before and between them."""

    forms: tuple[Form, ...]
    opening: re.Pattern[str]
    joint: re.Pattern[str]
    closing: re.Pattern[str]

    def of(self, *, first: bool) -> Iterator[Form]:
        """Those that may stand at the beginning of a sentence, or behind another."""
        return (form for form in self.forms if not (first and (form.goes_on or form.alike)))


@lru_cache(maxsize=8)
def forms_of(language: str, corpus: Path = CORPUS) -> Forms:
    """All forms of `language`; OSError if it has none."""
    raw = read_yaml(corpus / "language" / language / "consortium_profiles.yaml")
    parts = {str(name): str(part) for name, part in raw["parts"].items()}
    forms = tuple(
        Form(re.compile(_told_apart(whole(str(pattern), parts)) + r"(?= |$)"), group == "goes_on", group == "alike")
        for group in ("tells", "goes_on", "alike")
        for pattern in raw[group]
    )
    opening, joint, closing = (re.compile(whole(str(raw[name]), parts)) for name in ("opening", "joint", "closing"))
    return Forms(forms, opening, joint, closing)


def whole(pattern: str, parts: dict[str, str]) -> str:
    """The pattern with its parts in their places."""
    for _ in range(_DEEPEST):
        if not _PART.search(pattern):
            break
        pattern = _PART.sub(lambda match: parts.get(match.group(1), match.group()), pattern)
    return pattern


def _told_apart(pattern: str) -> str:
    """The pattern with a name of its own for each group: alternatives may name the same twice."""
    count = itertools.count()
    return _GROUP.sub(lambda match: f"(?P<{match.group(1)}_{next(count)}>", pattern)
