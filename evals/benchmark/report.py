"""The benchmark's results as tables; ratios are within one run, the machine's speed drops out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.benchmark.growth import Size
from evals.benchmark.quality import Quality
from evals.benchmark.timing import Child, Times
from evals.stats.bootstrap import Interval
from evals.tables import figure, table


def named(value: Any) -> Any:
    """Figures with their names, for JSON."""
    if hasattr(value, "_asdict"):
        return named(value._asdict())
    if isinstance(value, Mapping):
        return {key: named(item) for key, item in value.items()}
    return [named(item) for item in value] if isinstance(value, list | tuple) else value


def quality_table(rows: Sequence[Quality], ours: str) -> str:
    """Every metric with every system; the last column is ours minus that system."""
    body = [
        (
            f"{row.metric}  {row.system}",
            figure(row.metric, row.figure),
            "" if row.ahead is None else figure(row.metric, row.ahead),
        )
        for row in sorted(rows, key=lambda row: (row.metric, row.system != ours))
    ]
    return table(("metric and system", "value [95 % interval]", f"{ours} minus it"), body)


def times_table(times: Mapping[str, Times], base: str) -> str:
    """Milliseconds of each call, and the ratio of its median to the base's."""
    body = [
        (name, f"{t.p50:.1f}", f"{t.p95:.1f}", f"{t.p99:.1f}", f"{t.per_second:.1f}", _ratio(t.to_base))
        for name, t in times.items()
    ]
    return table(("call (warm)", "p50 ms", "p95 ms", "p99 ms", "per second", f"p50 to {base}"), body)


def _ratio(found: Interval) -> str:
    return f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]"


def children_table(children: Mapping[str, Child]) -> str:
    """Whole commands in processes of their own."""
    body = [(name, f"{c.seconds:.2f}", f"{c.peak_mb:.0f}", str(c.exit_code)) for name, c in children.items()]
    return table(("command (cold)", "seconds", "peak MB", "exit code"), body)


GROWTH_HEADER = (
    "passages",
    "vectors",
    "embed s",
    "index s own/plain",
    "open s own/plain",
    "MB own/plain",
    "p50 ms own/plain/bare",
    "p95 ms own/plain",
    "p50 own to plain",
)


def growth_table(sizes: Iterable[Size]) -> str:
    """One line a size; index times without embedding."""
    return table(GROWTH_HEADER, [_growth_row(size) for size in sizes])


def _growth_row(size: Size) -> tuple[str, ...]:
    own, plain, bare = (size.search[name] for name in ("own", "plain", "bare"))
    return (
        str(size.passages),
        size.vectors,
        f"{size.embed_s:.0f}",
        f"{size.own_index_s:.1f} / {size.plain_index_s:.1f}",
        f"{size.own.seconds:.2f} / {size.plain.seconds:.2f}",
        f"{size.own.memory_mb:.0f} / {size.plain.memory_mb:.0f}",
        f"{own.p50:.1f} / {plain.p50:.1f} / {bare.p50:.1f}",
        f"{own.p95:.1f} / {plain.p95:.1f}",
        _ratio(own.to_base),
    )


def exponents(sizes: Sequence[Size]) -> str:
    """From the smallest to the largest collection, on either side: the factor, and which power of the size that is."""
    small, large = sizes[0], sizes[-1]
    grown = math.log(large.passages / small.passages)
    pairs = {
        "index, own": (small.own_index_s, large.own_index_s),
        "index, plain": (small.plain_index_s, large.plain_index_s),
        "open, own": (small.own.seconds, large.own.seconds),
        "open, plain": (small.plain.seconds, large.plain.seconds),
        "memory, own": (small.own.memory_mb, large.own.memory_mb),
        "memory, plain": (small.plain.memory_mb, large.plain.memory_mb),
        "search p50, own": (small.search["own"].p50, large.search["own"].p50),
        "search p50, plain": (small.search["plain"].p50, large.search["plain"].p50),
    }
    header = (f"from {small.passages} to {large.passages} ({large.vectors})", "times", "power of the size")
    return table(header, [(name, f"{b / a:.1f}", f"{math.log(b / a) / grown:.2f}") for name, (a, b) in pairs.items()])
