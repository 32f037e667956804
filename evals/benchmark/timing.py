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
from evals.stats.bootstrap import RESAMPLES, Interval

SEED = 11
ROUNDS = 3

Samples = Sequence[Sequence[float]]
"""Milliseconds of one call: for each query those of every round."""


class Times(NamedTuple):
    """Milliseconds of one call. `p50` is the median over queries of each query's median over rounds, the other
    percentiles are over all calls; `to_base` is the ratio of the median to that of the base call, with its interval."""

    p50: float
    p95: float
    p99: float
    per_second: float
    calls: int
    to_base: Interval


def times(samples: Samples, base: Samples) -> Times:
    """One call beside the base call, both measured on the same queries in the same run."""
    import numpy as np

    every = [value for query in samples for value in query]
    p95, p99 = (float(value) for value in np.percentile(every, [95, 99]))
    p50 = float(np.median(np.median(samples, axis=1)))
    return Times(p50, p95, p99, 1000 * len(every) / sum(every), len(every), ratio(samples, base))


def ratio(samples: Samples, base: Samples, resamples: int = RESAMPLES) -> Interval:
    """Median to median, with a 95 % interval by bootstrap over the queries, both calls drawn together."""
    import numpy as np

    own, other = (np.median(part, axis=1) for part in (samples, base))
    drawn = np.random.default_rng(SEED).integers(len(own), size=(resamples, len(own)))
    low, high = np.percentile(np.median(own[drawn], axis=1) / np.median(other[drawn], axis=1), [2.5, 97.5])
    return Interval(float(np.median(own) / np.median(other)), float(low), float(high))


def interleaved(
    calls: Mapping[str, Callable[[str], object]], queries: Sequence[str], *, base: str, rounds: int = ROUNDS
) -> dict[str, Times]:
    """Every query put to every call, in an order drawn anew for each query (seed fixed), in several rounds: a busy
    moment of the machine hits all alike and is no query's median, and no call always comes after the heaviest. All
    queries come between two rounds of one, so that what is remembered of recent ones is forgotten by then. The first
    queries are put before, unmeasured."""
    names = list(calls)
    taken: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in names}
    for query in queries[:3]:
        for name in names:
            calls[name](query)
    drawn = random.Random(SEED)
    for _ in range(rounds):
        for number, query in enumerate(queries):
            for name in drawn.sample(names, len(names)):
                started = time.perf_counter()
                calls[name](query)
                taken[name][number].append((time.perf_counter() - started) * 1000)
    return {name: times(samples, taken[base]) for name, samples in taken.items()}


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
