"""Quality, speed and memory beside the plain LangChain stack, in one run; with acts and vectors, how they grow."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evals.benchmark import report
from evals.benchmark.growth import SIZES, Size, random_growth, real_growth
from evals.benchmark.suite import BASE, OURS, built, cold_commands, quality_of, warm_times
from evals.commands.output import complain, say
from evals.running.provenance import commit
from evals.running.subject import ServiceSubject
from index import bundled_model
from index.errors import BuildFailed

PARTS = ("quality", "warm", "cold", "growth")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--part", action="append", choices=PARTS, help="only this part; may be given again (default: all)"
    )
    parser.add_argument("--acts", type=Path, nargs="+", default=[], help="acts in Formex XML, for growth")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help=f"passages, for growth (default: {SIZES})")
    parser.add_argument("--vectors", type=int, nargs="+", default=[], help="also so many random vectors (10000 100000)")
    parser.add_argument("--out", type=Path, help="also write the figures as JSON")


def main(options: argparse.Namespace) -> int:
    parts = options.part or PARTS
    figures: dict[str, Any] = {"commit": commit()}
    if "cold" in parts:
        figures["cold"] = cold_commands()
        say(report.children_table(figures["cold"]) + "\n")
    if {"quality", "warm"}.intersection(parts):
        with built() as systems:
            figures |= {"own_build_s": systems.own_build_s, "plain_build_s": systems.plain_build_s}
            say(f"index built: own {systems.own_build_s:.1f} s, plain {systems.plain_build_s:.1f} s\n")
            if "quality" in parts:
                figures["quality"] = quality_of(systems)
                say(f"{len(systems.gold)} questions\n{report.quality_table(figures['quality'], OURS)}\n")
            if "warm" in parts:
                figures["warm"] = warm_times(systems, ServiceSubject.open())
                say(report.times_table(figures["warm"], BASE) + "\n")
    if "growth" in parts:
        figures["growth"] = [
            *_told(real_growth(bundled_model(), options.acts, options.sizes) if options.acts else ()),
            *_told(random_growth(options.vectors)),
        ]
    if options.out is not None:
        options.out.write_text(json.dumps(report.named(figures), indent=1) + "\n", encoding="utf-8")
    return 0


def _told(sizes: Iterable[Size]) -> list[Size]:
    """Each size said as soon as it is measured, then all together: a large one takes minutes. A collection that the
    index refuses is said too, and ends its series: what was measured before stands."""
    found: list[Size] = []
    try:
        for size in sizes:
            found.append(size)
            complain(report.growth_table([size]))
    except BuildFailed as refused:
        complain(refused)
    if found:
        say(report.growth_table(found) + "\n")
    if len(found) > 1:
        say(report.exponents(found) + "\n")
    return found
