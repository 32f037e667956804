"""Vectors of phrases known beforehand (the points' examples and words), made once and kept beside the index."""

from __future__ import annotations

import logging
import os
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import EmbeddingModel
from index.embedding import WrappedModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger(__name__)
BATCH = 64
REMEMBERED = 256  # texts of recent questions


class PhraseModel(WrappedModel):
    """An embedding model that knows some phrases already and remembers what it has just read.

    A question is read twice, when it is understood and when it is searched; the second time costs nothing.
    """

    def __init__(self, model: EmbeddingModel, known: dict[str, NDArray[np.float32]] | None = None) -> None:
        super().__init__(model)
        self._known = known or {}
        self._recent: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

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


def phrase_vectors(
    phrases: Sequence[str], model: EmbeddingModel, folder: Path, *, progress: bool = False
) -> dict[str, NDArray[np.float32]]:
    """The vectors of `phrases` by phrase: kept ones from `folder`, or from one beside it, where those of another call
    are, which mostly asks the same; new ones are made. All are kept in `folder` for the next time.

    A folder that cannot be written only costs the time to make them again.
    """
    unique = list(dict.fromkeys(phrases))
    path = folder / f"phrases-{model.digest[:16]}.npz"
    kept = _kept(path, model.dimension)
    if kept.keys() >= set(unique):
        return {phrase: kept[phrase] for phrase in unique}
    for beside in sorted(folder.parent.glob(f"*/{path.name}")):
        kept = {**_kept(beside, model.dimension), **kept}
    if missing := [phrase for phrase in unique if phrase not in kept]:
        from tqdm import tqdm

        starts = tqdm(range(0, len(missing), BATCH), desc="Reading examples", disable=not progress)
        made = np.concatenate([model.encode(missing[start : start + BATCH]) for start in starts])
        kept |= dict(zip(missing, made, strict=True))
    known = {phrase: kept[phrase] for phrase in unique}
    _keep(path, known)
    return known


def _kept(path: Path, dimension: int) -> dict[str, NDArray[np.float32]]:
    """What was kept before; nothing if the file is missing, damaged or of another shape."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            phrases, vectors = stored["phrases"].tolist(), stored["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    if vectors.shape != (len(phrases), dimension) or not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
        return {}
    return dict(zip(phrases, vectors, strict=True))


def _keep(path: Path, known: dict[str, NDArray[np.float32]]) -> None:
    aside = path.with_name(f".{path.stem}.{os.getpid()}.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(aside, phrases=np.array(list(known)), vectors=np.stack(list(known.values())))
        aside.replace(path)
    except OSError as error:
        log.warning("The vectors of example questions were not kept in %s: %s", path.parent, error)
