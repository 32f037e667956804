"""Data files of the corpus: YAML to plain values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where there is one


def read_yaml(path: Path) -> Any:
    """What a file holds; OSError and yaml.YAMLError are left to the caller, who knows what the file is for."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=_LOADER)  # noqa: S506 - a safe loader
