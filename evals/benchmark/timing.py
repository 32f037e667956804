"""Times and memory: calls in turn within this process, and whole commands as children."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.running.provenance import ROOT

SEED = 11


class Times(NamedTuple):
    """Milliseconds of many calls."""

    p50: float
    p95: float
    p99: float
    per_second: float
    calls: int


def times(milliseconds: Sequence[float]) -> Times:
    import numpy as np

    p50, p95, p99 = (float(value) for value in np.percentile(milliseconds, [50, 95, 99]))
    return Times(p50, p95, p99, 1000 * len(milliseconds) / sum(milliseconds), len(milliseconds))


def interleaved(calls: Mapping[str, Callable[[str], object]], queries: Sequence[str]) -> dict[str, Times]:
    """Every query put to every call, in an order drawn anew for each query (seed fixed): a busy moment of the machine
    hits all alike, and no call always comes after the heaviest. The first queries are put before, unmeasured."""
    names = list(calls)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for query in queries[:3]:
        for name in names:
            calls[name](query)
    drawn = random.Random(SEED)
    for query in queries:
        for name in drawn.sample(names, len(names)):
            started = time.perf_counter()
            calls[name](query)
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: times(values) for name, values in taken.items()}


class Child(NamedTuple):
    """A command run in a process of its own."""

    seconds: float
    peak_mb: float
    exit_code: int


def child(arguments: Sequence[str], folder: Path = ROOT) -> Child:
    """Runs this Python with the arguments; wall time and peak memory of the child alone."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Child(time.perf_counter() - started, usage.ru_maxrss / 1024, process.returncode)


def memory_mb() -> float:
    """Resident memory of this process now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
