"""No mapping of the shipped data says a key twice: YAML would silently keep the last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FILES = sorted((ROOT / "corpus").rglob("*.yaml"))


class _Once(yaml.SafeLoader):
    """A loader that refuses a key said twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        assert not twice, f"said twice at line {node.start_mark.line + 1}: {twice}"
        return super().construct_mapping(node, deep)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_key_is_said_twice(path: Path) -> None:
    yaml.load(path.read_text("utf-8"), Loader=_Once)  # noqa: S506 - a safe loader
