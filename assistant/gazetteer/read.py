"""Reading one gazetteer file: YAML to plain values, with an error that names the file and the remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from assistant import data_files
from index.errors import OperatorProblem


class GazetteerDamaged(OperatorProblem):
    """A file of corpus/gazetteer is missing or cannot be read."""


def read_yaml(path: Path) -> dict[str, Any]:
    """Returns the mapping in a YAML file; raises GazetteerDamaged."""
    try:
        content = data_files.read_yaml(path)
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
