"""The benchmark's results as tables; ratios are within one run, the machine's speed drops out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.benchmark.growth import Size
from evals.benchmark.quality import Quality
from evals.benchmark.timing import Child, Times
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
        (name, f"{t.p50:.1f}", f"{t.p95:.1f}", f"{t.p99:.1f}", f"{t.per_second:.1f}", f"{t.p50 / times[base].p50:.2f}")
        for name, t in times.items()
    ]
    return table(("call (warm)", "p50 ms", "p95 ms", "p99 ms", "per second", f"p50 to {base}"), body)


def children_table(children: Mapping[str, Child]) -> str:
    """Whole commands in processes of their own."""
    body = [(name, f"{c.seconds:.2f}", f"{c.peak_mb:.0f}", str(c.exit_code)) for name, c in children.items()]
    return table(("command (cold)", "seconds", "peak MB", "exit code"), body)


def growth_table(sizes: Iterable[Size]) -> str:
    """One line a size; index times without embedding."""
    body = []
    for s in sizes:
        own, plain, bare = (s.search[name] for name in ("own", "plain", "bare"))
        medians = f"{own.p50:.1f} / {plain.p50:.1f} / {bare.p50:.1f}"
        index = f"{s.own_index_s:.1f} / {s.plain_index_s:.1f}"
        memory = f"{s.own_memory_mb:.0f} / {s.plain_memory_mb:.0f}"
        ratio = f"{own.p50 / bare.p50:.2f}"
        body.append(
            (
                str(s.passages),
                f"{s.embed_s:.1f}",
                index,
                f"{s.own_open_s:.2f}",
                memory,
                medians,
                f"{own.p95:.1f}",
                ratio,
            )
        )
    header = (
        "passages",
        "embed s",
        "index s own/plain",
        "open s",
        "MB own/plain",
        "p50 ms own/plain/bare",
        "p95 own",
        "own to bare",
    )
    return table(header, body)
