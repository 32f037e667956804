"""Vectors of phrases that are known beforehand (the points' examples and words), made once and kept beside the index."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import EmbeddingModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

REMEMBERED = 256  # texts of recent questions


class PhraseModel:
    """An embedding model that knows some phrases already and remembers what it has just read.

    A question is read twice, when it is understood and when it is searched; the second time costs nothing.
    """

    def __init__(self, model: EmbeddingModel, known: dict[str, NDArray[np.float32]] | None = None) -> None:
        self._model = model
        self._known = known or {}
        self._recent: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def digest(self) -> str:
        return self._model.digest

    @property
    def dimension(self) -> int:
        return self._model.dimension

    @property
    def max_tokens(self) -> int:
        return self._model.max_tokens

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 (len(texts), dimension), rows of unit length."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known and text not in self._recent]
        fresh: dict[str, NDArray[np.float32]] = {}
        if new:
            fresh = dict(zip(new, self._model.encode(new), strict=True))
            if len(new) <= REMEMBERED:
                self._recent.update(fresh)
        rows = [fresh.get(t, self._recent.get(t, self._known.get(t))) for t in texts]
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        return np.stack([row for row in rows if row is not None])


def phrase_vectors(phrases: Sequence[str], model: EmbeddingModel, folder: Path) -> dict[str, NDArray[np.float32]]:
    """The vectors of `phrases` by phrase, from `folder` where they were kept, else made and kept there.

    A folder that cannot be written only costs the time to make them again.
    """
    unique = list(dict.fromkeys(phrases))
    digest = hashlib.sha256("\x00".join([model.digest, *unique]).encode()).hexdigest()[:16]
    path = folder / f"phrases-{digest}.npy"
    vectors = _kept(path, (len(unique), model.dimension))
    if vectors is None:
        vectors = model.encode(unique)
        _keep(path, vectors)
    return dict(zip(unique, vectors, strict=True))


def _kept(path: Path, shape: tuple[int, int]) -> NDArray[np.float32] | None:
    try:
        vectors: NDArray[np.float32] = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    whole = vectors.shape == shape and bool(np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3))
    return vectors if whole else None


def _keep(path: Path, vectors: NDArray[np.float32]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("phrases-*.npy"):
            old.unlink()
        aside = path.with_name(f".{path.name}.{os.getpid()}.npy")
        np.save(aside, vectors)
        aside.replace(path)
    except OSError:
        return
