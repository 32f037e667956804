"""The gate: committed floors (for metrics that are better lower: ceilings) that a run must keep, and that only rise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from evals.metrics import Better, metric_of
from evals.running.provenance import git

FLOORS_FILE = Path(__file__).parent / "floors.yaml"
Floors = Mapping[str, Mapping[str, float]]
"""Suite -> metric -> the least (or, where lower is better, the greatest) value allowed."""

_HEADER = """\
# What `make evals` and `make evals-whole` must reach with the offline model: suite -> metric -> floor (a ceiling where
# lower is better). Floors only rise: `python -m evals floors --raise RUN` tightens them to what a run reached; a test
# holds them against history.
"""


class Breach(NamedTuple):
    """A metric below its floor, or missing from a run of its suite."""

    suite: str
    metric: str
    floor: float
    value: float | None


def parse_floors(text: str) -> dict[str, dict[str, float]]:
    return {suite: dict(floors) for suite, floors in (yaml.safe_load(text) or {}).items()}


def read_floors(file: Path = FLOORS_FILE) -> dict[str, dict[str, float]]:
    return parse_floors(file.read_text(encoding="utf-8"))


def keeps(metric: str, floor: float, value: float) -> bool:
    """Whether a value is as good as the floor, rounding apart."""
    slack = 1e-9
    return value >= floor - slack if metric_of(metric).better == Better.HIGHER else value <= floor + slack


def breaches(floors: Floors, figures: Floors) -> list[Breach]:
    """Floors of the suites that were run and were not kept. A floor whose metric was not measured is a breach too."""
    found = []
    for suite, metrics in floors.items():
        if suite in figures:
            for metric, floor in metrics.items():
                value = figures[suite].get(metric)
                if value is None or not keeps(metric, floor, value):
                    found.append(Breach(suite, metric, floor, value))
    return found


def _rounded(metric: str, value: float) -> float:
    """To the third decimal, on the lenient side."""
    step = 1000
    return (math.floor if metric_of(metric).better == Better.HIGHER else math.ceil)(round(value * step, 6)) / step


def raised(floors: Floors, figures: Floors) -> dict[str, dict[str, float]]:
    """The floors tightened to the figures where these are better. No floor is added or loosened."""
    return {
        suite: {
            metric: _rounded(metric, figures[suite][metric])
            if metric in figures.get(suite, {}) and keeps(metric, floor, _rounded(metric, figures[suite][metric]))
            else floor
            for metric, floor in metrics.items()
        }
        for suite, metrics in floors.items()
    }


def write_floors(floors: Floors, file: Path = FLOORS_FILE) -> None:
    body = yaml.safe_dump({suite: dict(metrics) for suite, metrics in floors.items()}, sort_keys=False)
    file.write_text(_HEADER + body, encoding="utf-8")


def committed_versions(file: Path = FLOORS_FILE) -> Iterable[dict[str, dict[str, float]]]:
    """Every version of the floors that was ever committed; none outside a git repository."""
    name = f"evals/{file.name}"
    for commit in (git("rev-list", "HEAD", "--", name) or "").split():
        text = git("show", f"{commit}:{name}")
        if text:
            yield parse_floors(text)


def loosened(older: Floors, newer: Floors) -> list[Breach]:
    """Floors that were taken away or made easier."""
    found = []
    for suite, metrics in older.items():
        for metric, floor in metrics.items():
            value = newer.get(suite, {}).get(metric)
            if value is None or not keeps(metric, floor, value):
                found.append(Breach(suite, metric, floor, value))
    return found
