"""Files held against committed digests before anything reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from index.errors import ModelRefused

# Formats that can carry code; a model needs none of them.
_EXECUTABLE = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".h5", ".py", ".so", ".onnx"})


def verify_files(folder: Path, digests: Mapping[str, str]) -> None:
    """Raises ModelRefused unless `folder` holds exactly the listed files with the listed sha256."""
    present = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if not p.is_dir()}
    if not present:
        raise refused(folder, "The folder is missing or empty.")
    for name, path in present.items():
        if path.suffix.lower() in _EXECUTABLE:
            raise refused(folder, f"{name} is of a kind that can carry code.")
        if name not in digests:
            raise refused(folder, f"{name} is not among the files that were checked.")
    for name, digest in digests.items():
        if name not in present:
            raise refused(folder, f"{name} is missing.")
        with present[name].open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise refused(folder, f"{name} differs from the file that was checked.")


def read_digests(path: Path) -> tuple[dict[str, str], str]:
    """A list of digests as `sha256sum` prints it: sha256 by file name, and the digest of the whole list. Raises
    ModelRefused."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelRefused(
            f"The digests of the embedding model cannot be read ({path.name}).",
            why=f"{error}.",
            next="Make the list with sha256sum and name it in the settings.",
        ) from error
    files: dict[str, str] = {}
    for line in text.splitlines():
        digest, _, name = line.partition(" ")
        if line.strip():
            files[name.lstrip(" *")] = digest
    return files, hashlib.sha256("\n".join(f"{name} {files[name]}" for name in sorted(files)).encode()).hexdigest()


def refused(folder: Path, why: str) -> ModelRefused:
    return ModelRefused(
        f"The embedding model in {folder} was not loaded.",
        why=why,
        next="Install it again ('make setup'), or correct the list of digests if you changed the model on purpose.",
    )
