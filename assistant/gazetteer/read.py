"""Reading one gazetteer file: YAML to plain values, with an error that names the file and the remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from index.errors import OperatorProblem

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class GazetteerDamaged(OperatorProblem):
    """A file of corpus/gazetteer is missing or cannot be read."""


def read_yaml(path: Path) -> dict[str, Any]:
    """Returns the mapping in a YAML file; raises GazetteerDamaged."""
    try:
        with path.open(encoding="utf-8") as stream:
            content = yaml.load(stream, Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GazetteerDamaged(
            f"{path} cannot be read.", why=f"{error}.", next="Restore the folder corpus/gazetteer from the release."
        ) from error
    if not isinstance(content, dict):
        raise GazetteerDamaged(
            f"{path} holds no mapping.",
            why="A gazetteer file has named entries at its top.",
            next="Restore the folder corpus/gazetteer from the release.",
        )
    return content
