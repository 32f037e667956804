"""The manifest as it should be. `python -m tests.corpus.manifest` writes it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

from tests.corpus.places import CORPUS

_HEAD = "# What ships in this folder, with digests. After a change: python -m tests.corpus.manifest\n"


def _entry(path: Path) -> dict[str, str]:
    return {"file": path.relative_to(CORPUS).as_posix(), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def expected() -> dict[str, Any]:
    """Every data file of the corpus, by what it is for."""
    calls = [profile.parent for profile in sorted(CORPUS.glob("*/profile.yaml"))]
    return {
        "calls": [
            {
                "id": call.name,
                "profile": _entry(call / "profile.yaml"),
                "documents": [{"id": path.stem} | _entry(path) for path in sorted((call / "documents").glob("*.*"))],
                "other": [_entry(path) for path in sorted(call.glob("*.*")) if path.name != "profile.yaml"],
            }
            for call in calls
        ],
        "sources": _entry(CORPUS / "sources.yaml"),
        "gazetteer": [_entry(path) for path in sorted((CORPUS / "gazetteer").glob("*.yaml"))],
        "language": [_entry(path) for path in sorted((CORPUS / "language").rglob("*.yaml"))],
    }


def main() -> None:
    text = yaml.safe_dump(expected(), sort_keys=False, width=200)
    (CORPUS / "manifest.yaml").write_text(_HEAD + text, encoding="utf-8")


if __name__ == "__main__":
    main()
