"""Write report.html about a run: figures, plots, the weakest cases, and every failed case with its sources and why."""

from __future__ import annotations

import argparse
from pathlib import Path

from evals.commands.output import say
from evals.report.page import page
from evals.running.records import read_answers, read_records, read_run


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", type=Path, help="folder of the run")
    parser.add_argument("--out", type=Path, help="file to write (default: report.html in the folder)")


def main(options: argparse.Namespace) -> int:
    target = options.out or options.run / "report.html"
    target.write_text(
        page(read_run(options.run), read_records(options.run), read_answers(options.run)), encoding="utf-8"
    )
    say(target)
    return 0
