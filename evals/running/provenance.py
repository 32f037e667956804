"""Where a run's numbers come from: the commit, and digests of the code with its corpus and of the cases."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from evals.casebook.load import CASES, case_files
from evals.casebook.models import Suite

ROOT = Path(__file__).parents[2]


def git(*arguments: str) -> str | None:
    """What git prints, or None where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def commit() -> str:
    """The commit, with "+changes" when files under version control differ from it; "unknown" without git."""
    head = git("rev-parse", "--short=12", "HEAD")
    if head is None:
        return "unknown"
    return f"{head}+changes" if git("status", "--porcelain", "--untracked-files=no") else head


def code_digest() -> str:
    """Short digest of everything that can change an answer: two states of uncommitted work are not the same system."""
    digest = hashlib.sha256()
    for room in ("assistant", "corpus", "index"):
        for file in sorted((ROOT / room).rglob("*")):
            if file.suffix in {".py", ".md", ".yaml", ".json"} and file.is_file():
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def cases_digest(root: Path = CASES) -> str:
    """Short digest of every case file's name and content."""
    digest = hashlib.sha256()
    for suite in Suite:
        for file in case_files(suite, root):
            digest.update(f"{suite.value}/{file.name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
