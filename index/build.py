"""Building a release beside the one in use: under a lock, checked, then switched to."""

from __future__ import annotations

import hashlib
import io
import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.dense import write_collection
from index.embedding import EmbeddingModel
from index.errors import IndexBusy, OperatorProblem, StorageProblem
from index.lexical import write_lexical
from index.records import checked, documents_json, passages_from, passages_json
from index.release import BUILDING, activate, pointers, read_checked, read_manifest, storage_errors, write_manifest
from index.types import Document, Passage
from index.vectors import SPLIT_VERSION, embed, known_rows
from index.verify import verify_in_child

if TYPE_CHECKING:
    from index.vectors import Matrix

LOCK_WAIT = 1.0  # seconds that a second writer waits before it gives up
log = logging.getLogger(__name__)


def build(
    root: Path,
    passages: Iterable[Passage],
    documents: Iterable[Document],
    model: EmbeddingModel,
    *,
    reuse: bool = True,
    progress: bool = False,
) -> None:
    """Makes a new release of the index in `root` and switches to it; until then the old one serves, also if this fails.

    With `reuse`, passages whose digest the old release has keep their vectors. Raises PassageRefused, ModelRefused,
    IndexBusy, StorageProblem, BuildFailed.
    """
    import numpy as np

    chosen, stored = checked(passages), list(documents)
    with writing(root), _building(root) as folder:
        known = _known_rows(root, model) if reuse else {}
        matrix, starts = embed(chosen, model, known, progress=progress)
        texts = {"passages.json": passages_json(chosen), "documents.json": documents_json(stored)}
        with _disk_errors(root):
            for name, data in texts.items():
                (folder / name).write_bytes(data)
            np.save(folder / "embeddings.npy", matrix)
            np.save(folder / "starts.npy", starts)
            write_lexical(folder / "lexical", chosen, progress=progress)
            write_collection(folder / "chroma", matrix, progress=progress)
            verify_in_child(folder)
            manifest = write_manifest(
                folder,
                model_name=model.name,
                model_digest=model.digest,
                corpus=corpus_digest(texts["passages.json"], texts["documents.json"]),
                passages=len(chosen),
                rows=len(matrix),
            )
            activate(root, folder, manifest)


def corpus_digest(passages: bytes, documents: bytes) -> str:
    """The identity of what is indexed, from the stored form of passages and documents."""
    return hashlib.sha256(hashlib.sha256(passages).digest() + hashlib.sha256(documents).digest()).hexdigest()


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Holds the index's lock and clears away what interrupted builds and replaced releases left. Raises IndexBusy."""
    from filelock import FileLock, Timeout

    with storage_errors(root, "written"):
        root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(root / "lock", timeout=LOCK_WAIT)
    with storage_errors(root, "written"):
        try:
            lock.acquire()
        except Timeout as error:  # an OSError too, hence caught first
            raise IndexBusy(
                f"The index in {root} is being written.",
                why="Another process holds its lock.",
                next="Wait until it has finished, then try again.",
            ) from error
    try:
        _clear(root)
        yield
        _clear(root)
    finally:
        lock.release()


@contextmanager
def _building(root: Path) -> Iterator[Path]:
    with storage_errors(root, "written"):
        folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _disk_errors(root: Path) -> Iterator[None]:
    """Chroma reports a full disk in errors of its own; they become a StorageProblem like the system's."""
    import chromadb.errors

    try:
        with storage_errors(root, "written"):
            yield
    except chromadb.errors.ChromaError as error:
        raise StorageProblem(
            f"The index in {root} cannot be written.",
            why=f"The vector store says: {error}.",
            next="Check the free space and the rights of that folder; an index that was there is unchanged.",
        ) from error


def _clear(root: Path) -> None:
    used = {pointer.name for pointer in _used(root)}
    for folder in root.glob(f"{BUILDING}*"):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (root / "releases").glob("v*") if used else ():
        if folder.name not in used:
            shutil.rmtree(folder, ignore_errors=True)


def _used(root: Path) -> list[Any]:
    try:
        return list(pointers(root))
    except OperatorProblem:
        return []


def _known_rows(root: Path, model: EmbeddingModel) -> dict[str, Matrix]:
    """The vectors of the release in use, if it is whole and was made by the same model; else none."""
    import numpy as np

    try:
        pointer = pointers(root)[0]
        manifest = read_manifest(root, pointer)
        if manifest.model_digest != model.digest or manifest.software.get("split") != SPLIT_VERSION:
            return {}
        passages = passages_from(read_checked(root, pointer, manifest, "passages.json"))
        arrays = (
            np.load(io.BytesIO(read_checked(root, pointer, manifest, name)), allow_pickle=False)
            for name in ("embeddings.npy", "starts.npy")
        )
        return known_rows(passages, *arrays)
    except OperatorProblem as problem:
        log.info("No vectors are reused: %s", problem.why)
        return {}
