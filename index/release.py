"""Releases of an index on disk: finished folders that are never changed, a manifest of digests in each, and one small
file CURRENT that names the release in use and the one before it.

    <path>/CURRENT                  "<name> <sha256 of its manifest>", newest first
    <path>/lock                     held by whoever builds
    <path>/releases/<name>/         manifest.json, passages.json, documents.json, embeddings.npy, starts.npy,
                                    lexical/, chroma/
    <path>/building-<id>/           an unfinished build; removed by the next one
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from index.dense import chroma_version
from index.errors import IndexDamaged, IndexMissing, IndexOutdated, StorageProblem
from index.passages import CHUNKER_VERSION
from index.tokenizer import TOKENIZER_VERSION
from index.vectors import SPLIT_VERSION

REBUILD = "Build it again with 'python -m assistant index --rebuild'."
MANIFEST = "manifest.json"
BUILDING = "building-"
_FORMAT = "1"


def software() -> dict[str, str]:
    """The versions that an index depends on; another one means: build again, never migrate."""
    return {
        "format": _FORMAT,
        "chromadb": chroma_version(),
        "chunker": CHUNKER_VERSION,
        "tokenizer": TOKENIZER_VERSION,
        "split": SPLIT_VERSION,
    }


class Pointer(NamedTuple):
    """A release by name and the sha256 of its manifest."""

    name: str
    manifest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release was made of and with. `corpus`: sha256 of passages.json and documents.json; `files`: relative
    name -> [sha256, size in bytes]."""

    software: dict[str, str]
    model_name: str
    model_digest: str
    corpus: str
    passages: int
    rows: int
    files: dict[str, list[str | int]]

    @property
    def digest(self) -> str:
        """Identity of what can be found: equal for two builds of the same corpus with the same model and versions."""
        parts = [*sorted(self.software.items()), self.model_digest, self.corpus]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def outdated(self, model_name: str, model_digest: str) -> str | None:
        """Why this release does not fit the installed software or the given model; None if it does."""
        for part, version in software().items():
            if self.software.get(part) != version:
                return f"It was made with {part} {self.software.get(part)}, this is {part} {version}."
        if self.model_digest != model_digest:
            was, now = f"{self.model_name} ({self.model_digest[:8]})", f"{model_name} ({model_digest[:8]})"
            return f"It was made with the embedding model {was}, now it is {now}."
        return None


@contextmanager
def storage_errors(path: Path, doing: str) -> Iterator[None]:
    """Turns the system's errors about a folder (rights, space, read-only) into a StorageProblem."""
    try:
        yield
    except OSError as error:
        raise StorageProblem(
            f"The index in {path} cannot be {doing}.",
            why=f"{error.strerror or error}.".replace("..", "."),
            next="Check the free space and the rights of that folder, or name another data directory"
            " (ASSISTANT_DATA_DIR); an index that was there is unchanged.",
        ) from error


def pointers(root: Path) -> list[Pointer]:
    """The releases in use, newest first. Raises IndexMissing, IndexDamaged, StorageProblem."""
    with storage_errors(root, "read"):
        if not (root / "CURRENT").exists():
            if (root / "releases").is_dir() and any((root / "releases").iterdir()):
                raise damaged(root, "The file CURRENT is missing.")
            raise IndexMissing(
                f"There is no index in {root}.", why="None has been built yet.", next="Run 'python -m assistant index'."
            )
        lines = (root / "CURRENT").read_text(encoding="utf-8", errors="replace").splitlines()
    found = [Pointer(*line.split()) for line in lines if len(line.split()) == 2]
    found = [p for p in found if p.name.startswith("v") and p.name[1:].isdecimal()]  # never a path out of the folder
    if not found:
        raise damaged(root, "The file CURRENT names no release.")
    return found


def release_folder(root: Path, name: str) -> Path:
    return root / "releases" / name


def read_manifest(root: Path, pointer: Pointer) -> Manifest:
    """The manifest of a release, held against its digest. Raises IndexDamaged, StorageProblem."""
    path = release_folder(root, pointer.name) / MANIFEST
    with storage_errors(root, "read"):
        data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != pointer.manifest:
        raise damaged(root, f"The manifest of {pointer.name} is missing or altered.")
    return Manifest(**json.loads(data))


def read_checked(root: Path, pointer: Pointer, manifest: Manifest, name: str) -> bytes:
    """The bytes of one file of a release, held against the manifest. Raises IndexDamaged, StorageProblem."""
    path = release_folder(root, pointer.name) / name
    with storage_errors(root, "read"):
        data = path.read_bytes() if path.is_file() else b""
    if name not in manifest.files or hashlib.sha256(data).hexdigest() != manifest.files[name][0]:
        raise damaged(root, f"The file {name} of {pointer.name} is missing or altered.")
    return data


def check_files(root: Path, pointer: Pointer, manifest: Manifest, *, copy_to: Path | None = None) -> None:
    """Holds every file of a release against the manifest. Raises IndexDamaged (also for a file that the manifest does
    not name), StorageProblem. With `copy_to`, the bytes that were checked are what is written there."""
    source = release_folder(root, pointer.name)
    with storage_errors(root, "read"):
        present = {p.relative_to(source).as_posix() for p in source.rglob("*") if not p.is_dir()} - {MANIFEST}
    if present != set(manifest.files):
        names = ", ".join(sorted(present ^ set(manifest.files))[:3])
        raise damaged(root, f"Files of {pointer.name} are missing or unknown: {names}.")
    for name in manifest.files:
        data = read_checked(root, pointer, manifest, name)
        if copy_to is not None:
            with storage_errors(root, "copied to the temporary folder"):
                (copy_to / name).parent.mkdir(parents=True, exist_ok=True)
                (copy_to / name).write_bytes(data)


def write_manifest(folder: Path, *, model_name: str, model_digest: str, corpus: str, passages: int, rows: int) -> str:
    """Completes a built folder: digests of all its files, everything forced to disk. Returns the manifest's sha256."""
    files: dict[str, list[str | int]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        files[path.relative_to(folder).as_posix()] = [digest, path.stat().st_size]
        path.chmod(0o444)
    manifest = Manifest(software(), model_name, model_digest, corpus, passages, rows, files)
    data = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode("utf-8")
    write_file(folder / MANIFEST, data)
    for inner in [folder, *(p for p in folder.rglob("*") if p.is_dir())]:
        sync_folder(inner)
    return hashlib.sha256(data).hexdigest()


def activate(root: Path, folder: Path, manifest_digest: str) -> None:
    """Moves a complete build among the releases and makes CURRENT name it, in one step that cannot be half done."""
    (root / "releases").mkdir(exist_ok=True)
    before = _kept(root)
    taken = [int(p.name[1:]) for p in (root / "releases").iterdir() if p.name[1:].isdecimal()]
    name = f"v{max(taken, default=0) + 1}"
    folder.rename(release_folder(root, name))
    sync_folder(root / "releases")
    lines = [Pointer(name, manifest_digest), *before[:1]]
    write_file(root / "CURRENT.new", "".join(f"{p.name} {p.manifest}\n" for p in lines).encode())
    (root / "CURRENT.new").replace(root / "CURRENT")
    sync_folder(root)


def _kept(root: Path) -> list[Pointer]:
    """The releases that are whole as far as their manifests tell; a damaged one is no fallback."""
    kept = []
    try:
        for pointer in pointers(root):
            read_manifest(root, pointer)
            kept.append(pointer)
    except (IndexMissing, IndexDamaged):
        pass
    return kept


def write_file(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def damaged(root: Path, why: str) -> IndexDamaged:
    return IndexDamaged(f"The index in {root} is damaged.", why=why, next=REBUILD)


def outdated(root: Path, why: str) -> IndexOutdated:
    return IndexOutdated(f"The index in {root} is out of date.", why=why, next=REBUILD)
