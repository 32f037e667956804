"""Where the corpus lies, and its fact lists as the tests read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).parents[2] / "corpus"
CALL = CORPUS / "smp-cosme-2024-cluster"
FACT_LISTS = sorted((CALL / "documents").glob("*.yaml"))


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def facts(path: Path) -> Iterator[dict[str, Any]]:
    """Every item of a fact list, with what it inherits from its sections and document."""
    inherited = ("act", "article", "url", "confidence", "valid_from", "valid_to", "lead")

    def walk(section: dict[str, Any], above: dict[str, Any]) -> Iterator[dict[str, Any]]:
        here = above | {key: section[key] for key in inherited if key in section}
        here["lead"] = section.get("lead", "")
        for item in section.get("items", ()):
            yield here | item
        for inner in section.get("sections", ()):
            yield from walk(inner, here)

    yield from walk(read(path), {})
