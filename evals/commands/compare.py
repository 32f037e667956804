"""Compare two runs, the older first: paired differences, McNemar for yes/no metrics, and the cases that turned."""

from __future__ import annotations

import argparse
from pathlib import Path

from evals.commands.output import say
from evals.compare import compare
from evals.metrics import Better, metric_of
from evals.running.records import read_records
from evals.tables import figure, number, table


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", type=Path, help="folder of the first run")
    parser.add_argument("after", type=Path, help="folder of the second run")
    parser.add_argument("--all", action="store_true", help="also metrics that did not change")
    parser.add_argument("--cases", type=int, default=40, help="changed cases listed from either end (default: 40)")


def main(options: argparse.Namespace) -> int:
    result = compare(read_records(options.before), read_records(options.after))
    rows = []
    for d in result.differences:
        if options.all or d.change.value or d.sure:
            better = (d.change.value > 0) == (metric_of(d.metric).better == Better.HIGHER)
            word = ("better" if better else "worse") if d.sure else ""
            p = "" if d.p is None else f"{d.p:.3f}"
            values = (number(d.metric, d.before), number(d.metric, d.after), figure(d.metric, d.change))
            rows.append((f"{d.suite.value}/{d.metric}", str(d.cases), *values, p, word))
    say(table(("metric", "pairs", "before", "after", "change [95 % interval]", "p (McNemar, Holm)", ""), rows))
    if result.unpaired:
        say(f"{result.unpaired} cases were scored in one run only and are left out.")
    say("\nCases that changed, best first:" if result.changed else "\nNo case changed.")
    listed = result.changed
    if len(listed) > 2 * options.cases:
        listed = [*listed[: options.cases], *listed[-options.cases :]]
    for c in listed:
        say(f"{c.gain:+d}  {c.suite.value} {c.case}: {'; '.join(c.turned)[:200]}")
    return 0
