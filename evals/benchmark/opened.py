"""Opens a stored collection in a process of its own and puts one query: seconds, and memory beyond the imports.

`python -m evals.benchmark.opened own|plain FOLDER MODEL DIGEST` prints both as JSON. The query's vector is drawn at
random: the embedding model's memory is the same for all stacks, and is left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from evals.benchmark.stacks import OwnStack, PlainStack, SameModel, stored_plainly
from evals.benchmark.timing import memory_mb
from evals.benchmark.vectors import StandIn
from evals.running.provenance import ROOT
from index import EmbeddingModel, Index

_QUERY = "conditions for taking part in item 5"


class Opened(NamedTuple):
    """Seconds from opening to the first answer, and resident memory then, what was there before taken off."""

    seconds: float
    memory_mb: float


def opened(kind: str, folder: Path, model: EmbeddingModel) -> Opened:
    """Measured in a child. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "evals.benchmark.opened", kind, str(folder), model.name, model.digest]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Opened(**json.loads(done.stdout))


def _own(folder: Path, model: EmbeddingModel) -> None:
    OwnStack(Index.open(folder, model=model), k=4).search(_QUERY)


def _plain(folder: Path, model: EmbeddingModel) -> None:
    PlainStack(stored_plainly(SameModel(model), folder), ()).search(_QUERY)


_KINDS: dict[str, Callable[[Path, EmbeddingModel], None]] = {"own": _own, "plain": _plain}


def main(kind: str, folder: str, name: str, digest: str) -> int:
    from assistant.environment import harden_environment

    harden_environment()
    import bm25s  # noqa: F401
    import langchain_chroma  # noqa: F401

    model = StandIn(name, digest)
    model.encode([_QUERY])
    before, started = memory_mb(), time.perf_counter()
    _KINDS[kind](Path(folder), model)
    seconds = time.perf_counter() - started
    sys.stdout.write(json.dumps({"seconds": seconds, "memory_mb": memory_mb() - before}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
