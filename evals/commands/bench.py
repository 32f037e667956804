"""Quality, speed and memory beside the plain LangChain stack, in one run; with acts and vectors, how they grow."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from evals.benchmark import report
from evals.benchmark.growth import SIZES, random_growth, real_growth
from evals.benchmark.suite import OURS, built, cold_commands, quality_of, warm_times
from evals.commands.output import say
from evals.running.provenance import commit
from evals.running.subject import ServiceSubject
from index import bundled_model

PARTS = ("quality", "warm", "cold", "growth")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--part", action="append", choices=PARTS, help="only this part; may be given again (default: all)"
    )
    parser.add_argument("--acts", type=Path, nargs="+", default=[], help="acts in Formex XML, for growth")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help=f"passages, for growth (default: {SIZES})")
    parser.add_argument("--vectors", type=int, default=0, help="also so many random vectors, for growth (100000)")
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
                say(report.times_table(figures["warm"], "embed + bare Chroma") + "\n")
    if "growth" in parts:
        sizes = real_growth(bundled_model(), options.acts, options.sizes) if options.acts else []
        sizes += [random_growth(options.vectors)] if options.vectors else []
        figures["growth"] = sizes
        if sizes:
            say(report.growth_table(sizes))
    if options.out is not None:
        options.out.write_text(json.dumps(report.named(figures), indent=1) + "\n", encoding="utf-8")
    return 0
