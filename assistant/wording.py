"""The assistant's own words, as data: corpus/language/<language>/wording.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml


class Wording:
    """Templates by key; `say` fills one. A missing key is a developer's error and raises KeyError."""

    def __init__(self, templates: dict[str, str]) -> None:
        self._templates = templates

    @staticmethod
    def load(corpus_dir: Path, language: str = "en") -> Wording:
        return _load(corpus_dir / "language" / language / "wording.yaml")

    def say(self, key: str, **values: object) -> str:
        return self._templates[key].format(**values)


@lru_cache(maxsize=4)
def _load(path: Path) -> Wording:
    return Wording(read_yaml(path))
