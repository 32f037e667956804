"""The published contracts: objects.schema.json beside this file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA = json.loads(Path(__file__).with_name("objects.schema.json").read_text(encoding="utf-8"))


def problems(kind: str, value: Mapping[str, Any]) -> list[str]:
    """What is wrong with an object that should be an `answer`, `check`, `search`, `draft` or `error`."""
    validator = Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{kind}"})
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(value)]
