"""Case files to cases: `evals/cases/<suite>/*.yaml` (lists) and `*.jsonl` (one case a line)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError
from yaml import CSafeLoader

from evals.casebook.models import CASE_MODELS, Case, Split, Suite
from index.errors import UserProblem

CASES = Path(__file__).parents[1] / "cases"


class BadCases(UserProblem):
    """A case file cannot be read, or a case does not have the published form."""


class Located(NamedTuple):
    """A case and the file that it stands in."""

    case: Case
    file: Path


def raw_cases(file: Path) -> list[Any]:
    """The unchecked cases of one file."""
    text = file.read_text(encoding="utf-8")
    try:
        if file.suffix == ".jsonl":
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        loaded = yaml.load(text, Loader=CSafeLoader)
    except (yaml.YAMLError, json.JSONDecodeError) as error:
        raise BadCases(f"{file} cannot be read.", why=str(error), next="Mend the file's syntax.") from error
    if loaded is not None and not isinstance(loaded, list):
        raise BadCases(
            f"{file} holds no list.", why="A case file is a list of cases.", next="Start every case with '- id:'."
        )
    return loaded or []


def case_files(suite: Suite, root: Path = CASES) -> list[Path]:
    folder = root / suite.value
    return sorted([*folder.glob("*.yaml"), *folder.glob("*.jsonl")])


def parse(suite: Suite, raw: Any, file: Path) -> Case:
    try:
        return CASE_MODELS[suite].model_validate(raw)
    except ValidationError as error:
        name = raw.get("id", "a case without id") if isinstance(raw, dict) else "an entry that is no mapping"
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:4])
        raise BadCases(f"{file.name}: {name}.", why=faults, next="See evals/cases/schema.json for the form.") from error


def load_located(suite: Suite, root: Path = CASES) -> list[Located]:
    return [Located(parse(suite, raw, file), file) for file in case_files(suite, root) for raw in raw_cases(file)]


def load(suite: Suite, *, split: Split | None = None, root: Path = CASES) -> Sequence[Case]:
    """The cases of a suite in the order of their files, all or those of one split."""
    return [case for case, _ in load_located(suite, root) if split in (None, case.split)]
