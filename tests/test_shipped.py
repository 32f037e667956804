"""What ships stands on its own: no path of one machine, no folder beside the checkout, no registry's host."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BINARY = {".png"}
# Written apart, so that this file does not find itself.
FOREIGN = {
    "a folder beside the checkout": r"\.\./" + "shared",
    "a path of one machine": r"(?<![\w.])/(?:work|root|home|Users)/" + r"\w",
    "a registry's host": "pypi"
    + r"\.org|python"
    + r"hosted\.org|download\."
    + r"pytorch|hugging"
    + r"face\.co|--extra-"
    + "index-url",
}


def shipped() -> list[Path]:
    """The files under version control, or in an exported tree all but what is built."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        files = [ROOT / name for name in listed.split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if not {".venv", "var"} & set(path.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file() and path.suffix not in BINARY | {".pyc"}]


@pytest.mark.parametrize("what", FOREIGN)
def test_nothing_that_ships_names(what: str) -> None:
    pattern = re.compile(FOREIGN[what])
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in shipped()
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert found == set()


def test_everything_that_ships_is_looked_at() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in shipped()}
    assert {"README.md", "Makefile", ".ci/run", "app.py", "requirements.lock", "corpus/manifest.yaml"} <= names
