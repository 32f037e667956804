"""A consortium from a file: YAML, JSON or CSV. Every refusal names the place in the file, the reason and the remedy.

YAML and JSON hold the fields of `Consortium`; CSV has one line per partner (docs/eligibility.md shows the columns).
Countries may be given as ISO or EU codes or by name, regions by NUTS 2 code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.files_csv import rows_to_consortium
from assistant.eligibility.files_places import with_codes
from assistant.eligibility.refusals import FileRefused
from assistant.gazetteer import Gazetteer

LIMIT_BYTES = 1_000_000


class WordsLoader(yaml.SafeLoader):
    """YAML in which `no` and `NO` are words, so that Norway and an ECCP status are not read as false."""


WordsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if first in "tTfF" or not tag.endswith(":bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_consortium(path: Path, gazetteer: Gazetteer) -> Consortium:
    """Reads a `.yaml`, `.yml`, `.json` or `.csv` file of up to 1 MB; raises FileRefused."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused(f"{path.name} cannot be read.", why=f"{error.strerror}.", next="Check the file.") from error
    return read_consortium(content, path.suffix, gazetteer, name=path.name)


def read_consortium(content: bytes, suffix: str, gazetteer: Gazetteer, *, name: str = "The file") -> Consortium:
    """A consortium from the bytes of a file; `suffix` tells the format. Raises FileRefused."""
    reader = READERS.get(suffix.lower())
    if reader is None:
        raise FileRefused(
            f"{name} has no known format.", why=f"It ends in “{suffix}”.", next=f"Use one of {', '.join(READERS)}."
        )
    if len(content) > LIMIT_BYTES:
        raise FileRefused(f"{name} is too long.", why="More than 1 MB.", next="Keep only the consortium in it.")
    try:
        data = reader(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileRefused(f"{name} cannot be read.", why="It is not UTF-8 text.", next="Save it as UTF-8.") from error
    except (yaml.YAMLError, json.JSONDecodeError, RecursionError) as error:
        raise FileRefused(f"{name} cannot be read.", why=_syntax(error), next="Correct that line.") from error
    return consortium_from(data, gazetteer, name=name)


def consortium_from(data: object, gazetteer: Gazetteer, *, name: str = "The consortium") -> Consortium:
    """A consortium from plain values: its fields, or only the list of its partners. Raises FileRefused."""
    fields = {"partners": data} if isinstance(data, list) else data
    if not isinstance(fields, dict) or not isinstance(fields.get("partners"), list):
        raise FileRefused(f"{name} holds no consortium.", why="There is no list “partners”.", next="Add it.")
    try:
        return Consortium.model_validate(with_codes(fields, gazetteer))
    except ValidationError as error:
        first = error.errors()[0]
        raise FileRefused(
            f"{name}: {place_of(first['loc'])} cannot be used.", why=f"{first['msg']}.", next=_remedy(first)
        ) from error


def place_of(path: tuple[int | str, ...]) -> str:
    """ "partner 2, country" of ("partners", 1, "country", ...)."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words and words[-1] in ("partners", "further_partners"):
            words[-1] = f"{words[-1][:-1].replace('_', ' ')} {part + 1}"
        elif isinstance(part, str) and part.isidentifier() and part not in ("list", "int", "tuple"):
            words.append(part)
    return ", ".join(words) or "the content"


def _remedy(error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return "Remove the field, or correct its name."
    if error["type"] in ("enum", "literal_error"):
        return f"Write {error['ctx']['expected']}, or leave it empty if it is not known."
    return "Correct it, or leave it empty if it is not known."


def _syntax(error: yaml.YAMLError | json.JSONDecodeError | RecursionError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"Line {error.problem_mark.line + 1}: {error.problem}."
    if isinstance(error, json.JSONDecodeError):
        return f"Line {error.lineno}: {error.msg}."
    return "It is nested too deeply." if isinstance(error, RecursionError) else f"{error}."


def _yaml(text: str) -> object:
    return yaml.load(text, Loader=WordsLoader)  # noqa: S506 - a safe loader with fewer implicit types


READERS: Mapping[str, Callable[[str], object]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": json.loads,
    ".csv": rows_to_consortium,
}
