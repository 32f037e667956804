"""The vector store: the graph that was built is the one that every opening searches."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.dense import Collection, write_collection


@pytest.mark.parametrize("rows", [1, 900, 2500])
def test_every_opening_finds_the_same(rows: int, tmp_path: Path) -> None:
    matrix = np.random.default_rng(3).standard_normal((rows, 64)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    write_collection(tmp_path / "built", matrix)
    kept = sum(file.stat().st_size for file in tmp_path.rglob("data_level0.bin"))
    assert rows == 1 or kept >= matrix.nbytes, "the graph of some rows is left to be built at opening"
    found = []
    for opening in ("first", "second", "third"):
        shutil.copytree(tmp_path / "built", tmp_path / opening)
        collection = Collection(tmp_path / opening)
        found.append(collection.nearest(matrix[:200], min(rows, 50)))
        collection.close()
    assert found[0] == found[1] == found[2]
