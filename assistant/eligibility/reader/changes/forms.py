"""The forms in which a language tells of one change, from corpus/language/<language>/consortium_changes.yaml."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.gazetteer.mentions import CORPUS

_GROUP = re.compile(r"\(\?P<(\w+)>")
_PART = re.compile(r"\{(\w+)\}")
_DEEPEST = 6  # parts within parts


_NUMBERED = re.compile(r"[WNRLK](\d+)")


def number_of(part: str) -> int:
    """The number of the sign that stands for a part of a form: 2 of "W2"."""
    found = _NUMBERED.search(part)
    assert found is not None
    return int(found.group(1))


@dataclass(frozen=True)
class Form:
    """One way to tell of a change, as a pattern of a whole sentence. `operation`: drop, remain (those named, so that
    the others are gone), remain_since (somebody left), replace, vacate (has to be replaced), add, role, choose (a role,
    if it is none that counts), seat (a place), narrow (a place within the one known), count, count_from (how many);
    `role`: the role that its words give."""

    operation: str
    pattern: re.Pattern[str]
    role: str | None
    supposed: bool

    def parts(self, line: str) -> dict[str, str] | None:
        """What stands for each part of the form in a line; None if the line does not have this form."""
        found = self.pattern.fullmatch(line)
        if found is None:
            return None
        return {name.rpartition("_")[0]: part for name, part in found.groupdict().items() if part}


@lru_cache(maxsize=8)
def forms_of(language: str, corpus: Path = CORPUS) -> tuple[Form, ...]:
    """All forms of `language` that tell of a change, or suppose one; OSError if it has none."""
    return _forms(language, corpus, {"told": False, "supposed": True})


@lru_cache(maxsize=8)
def stated_forms_of(language: str, corpus: Path = CORPUS) -> tuple[Form, ...]:
    """All forms of `language` in which a first description states a role or a seat; OSError if it has none."""
    return _forms(language, corpus, {"stated": False})


def _forms(language: str, corpus: Path, groups: dict[str, bool]) -> tuple[Form, ...]:
    """The forms of some groups, with whether those of a group suppose what they say."""
    raw = read_yaml(corpus / "language" / language / "consortium_changes.yaml")
    parts = {str(name): str(part) for name, part in raw["parts"].items()}
    found: list[Form] = []
    for group, supposed in groups.items():
        before, after = (whole(raw["around"][group][side], parts) for side in ("before", "after"))
        for operation, patterns in raw[group].items():
            name, _, role = str(operation).partition("_as_")
            for pattern in patterns:
                compiled = re.compile(told_apart(before + "(?:" + whole(str(pattern), parts) + ")" + after))
                found.append(Form(name, compiled, role or None, supposed))
    return tuple(found)


def whole(pattern: str, parts: dict[str, str]) -> str:
    """The pattern with its parts in their places."""
    for _ in range(_DEEPEST):
        if not _PART.search(pattern):
            break
        pattern = _PART.sub(lambda match: parts.get(match.group(1), match.group()), pattern)
    return pattern


def told_apart(pattern: str) -> str:
    """The pattern with a name of its own for each group: alternatives may name the same twice."""
    count = itertools.count()
    return _GROUP.sub(lambda match: f"(?P<{match.group(1)}_{next(count)}>", pattern)
