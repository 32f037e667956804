"""Plant regressions one by one and see whether their metric notices; exit code 1 if one stays unnoticed."""

from __future__ import annotations

import argparse

from evals.commands.output import say
from evals.compare import Difference
from evals.mutate import MUTATIONS, plant
from evals.tables import figure, number


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth case, to be quicker (default: all)")
    names = [mutation.name for mutation in MUTATIONS]
    parser.add_argument(
        "--only", action="append", choices=names, help="plant this one; may be given again (default: all)"
    )


def main(options: argparse.Namespace) -> int:
    unnoticed = 0
    chosen = [mutation for mutation in MUTATIONS if not options.only or mutation.name in options.only]
    for caught in plant(chosen, every=options.every):
        unnoticed += not caught.noticed
        say(f"{caught.mutation.name}: {told(caught.difference)}, {'noticed' if caught.noticed else 'NOT NOTICED'}")
    return int(bool(unnoticed))


def told(d: Difference | None) -> str:
    """A difference in a line."""
    if d is None:
        return "its metric could not be measured"
    return (
        f"{d.metric} {number(d.metric, d.before)} -> {number(d.metric, d.after)}, change {figure(d.metric, d.change)}"
    )
