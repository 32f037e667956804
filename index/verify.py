"""The check of a built release, in a process of its own: a crash there is a failed check and no more."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from index.errors import BuildFailed

SAMPLE = 1000  # rows that must find themselves
MOST_LOST = 0.002  # of them may not: in a graph of many vectors one can stand where no search comes by
LEAST_RECALL = 0.98  # of the ten exact nearest rows, on average
_CLOSE = 1e-4  # cosines nearer than this are the same: equal texts have equal vectors
_SECONDS = 600


def verify_in_child(folder: Path) -> None:
    """Raises BuildFailed unless the release in `folder` finds what it holds."""
    command = [sys.executable, "-m", "index.verify", str(folder.resolve())]
    run = subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    if run.returncode == 0:
        return
    said = (run.stdout.strip() or run.stderr.strip()).splitlines()[-1:] or [f"The check ended with {run.returncode}"]
    raise BuildFailed(
        "The new index did not pass its checks.",
        why=f"{said[0]}.",
        next="Check the free space, then run 'python -m assistant index --rebuild'; an older index still serves.",
    )


def complaint(folder: Path) -> str | None:
    """What is wrong with the vectors in `folder`, or None: count, self-recall@1, recall@10 against exact search."""
    import numpy as np

    from index.dense import Collection

    matrix = np.load(folder / "embeddings.npy", allow_pickle=False)
    with tempfile.TemporaryDirectory(prefix="call-index-check-") as private:
        shutil.copytree(folder / "chroma", private, dirs_exist_ok=True)
        collection = Collection(Path(private))
        try:
            if collection.count() != len(matrix):
                return f"{collection.count()} of {len(matrix)} vectors were stored"
            sample = matrix[:: max(1, len(matrix) // SAMPLE)][:SAMPLE]
            depth = min(10, len(matrix))
            found = collection.nearest(sample, depth)
        finally:
            collection.close()
    exact = sample @ matrix.T
    least = np.partition(exact, -depth, axis=1)[:, -depth]
    lost = sum(exact[n, rows[0]] < exact[n].max() - _CLOSE for n, rows in enumerate(found))
    recall = np.mean([np.mean(exact[n, rows] >= least[n] - _CLOSE) for n, rows in enumerate(found)])
    if lost > MOST_LOST * len(sample):
        return f"{lost} of {len(sample)} vectors were not found by themselves"
    if recall < LEAST_RECALL:
        return f"Only {recall:.3f} of the nearest vectors were found"
    return None


def main(folder: Path) -> int:
    """Exit code 0 if the release is sound; else 1, with the complaint on stdout."""
    problem = complaint(folder)
    if problem:
        sys.stdout.write(f"{problem}\n")
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
