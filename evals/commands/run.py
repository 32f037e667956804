"""Run the cases: answers.jsonl and records.jsonl in a folder, a table here, exit code 1 below a floor."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from assistant.calls import load_call
from assistant.settings import load_settings
from assistant.shelf import embedding_model, open_index
from evals.casebook.models import Split, Suite
from evals.commands.output import complain, say
from evals.floors import breaches, read_floors
from evals.metrics import Better, metric_of
from evals.running.records import MetricRecord, read_run
from evals.running.run import AS_OF, SUITES, Plan, default_folder, run
from evals.running.selective import curve_of, told
from evals.running.subject import ServiceSubject
from evals.running.summary import figures, overall
from evals.tables import number, summary_table

FAILURE_METRICS = (
    "correct",
    "verdict_right",
    "question_f1",
    "question_status",
    "fact_recall",
    "status_right",
    "tool_called",
    "tool_needless",
    "guess_in_silence",
    "quote_exact",
    "leak",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    suites = [suite.value for suite in SUITES]
    parser.add_argument("--suite", action="append", choices=suites, help="a suite; may be given again (default: all)")
    parser.add_argument("--split", choices=[split.value for split in Split], help="only that split (default: both)")
    parser.add_argument("--model", help="the model, as the assistant's setting names it (default: the setting)")
    parser.add_argument("--as-of", type=date.fromisoformat, default=AS_OF, help=f"the clock's date (default: {AS_OF})")
    parser.add_argument("--out", type=Path, help="folder of the run (default: one under var/evals for this state)")
    parser.add_argument(
        "--jobs", type=positive, default=cores(), help="processes (default: as many as cores, %(default)s)"
    )
    parser.add_argument("--most", type=positive, help="about how many cases stand for a suite (default: all)")
    parser.add_argument("--timed", action="store_true", help="read each case by itself, and keep its time (slower)")
    parser.add_argument("--no-gate", action="store_true", help="do not hold the figures against the floors")
    parser.add_argument("--failures", action="store_true", help="list every failed case with why")


def main(options: argparse.Namespace) -> int:
    settings = load_settings(model=options.model)
    suites = tuple(Suite(name) for name in options.suite or ()) or SUITES
    split = Split(options.split) if options.split else None
    plan = Plan(suites, split, settings.model, options.as_of, options.timed, options.most)
    folder = options.out or default_folder(settings.data_dir, plan.stamp())
    if options.jobs > 1:  # a missing index is built here once, and not by each process
        open_index(settings, load_call(settings), embedding_model(settings)).close()
    opened = partial(ServiceSubject.open, model=options.model)
    records = run(plan, opened, folder, jobs=options.jobs, progress=sys.stderr.isatty())
    say(summary_table(overall(records), records))
    curve = curve_of(records)
    if curve is not None:
        say(f"questions: {told(curve)}")
    note = read_run(folder)
    say(f"{note['cases']} cases in {note['run_s']} s, {note['errors']} errors, {note['peak_memory_mb']} MB; {folder}")
    if options.failures:
        print_failures(records)
    return 0 if options.no_gate or split is not None else gate(records)


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def positive(text: str) -> int:
    """Raises ArgumentTypeError for anything but a whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


def gate(records: Sequence[MetricRecord]) -> int:
    """Says which floors were not kept; 1 if any."""
    found = breaches(read_floors(), figures(records))
    for breach in found:
        value = "not measured" if breach.value is None else number(breach.metric, breach.value)
        bound = "floor" if metric_of(breach.metric).better == Better.HIGHER else "ceiling"
        complain(f"{breach.suite}/{breach.metric}: {value}, {bound} {number(breach.metric, breach.floor)}")
    return int(bool(found))


def print_failures(records: Sequence[MetricRecord]) -> None:
    """Every record of a yes/no or share that is not perfect, of the metrics that say a case failed."""
    for record in records:
        if record.unscored is not None:
            say(f"{record.suite.value} {record.case} {record.metric}: unscored, {record.unscored}")
        elif record.metric in FAILURE_METRICS and failed(record):
            say(f"{record.suite.value} {record.case} {record.metric}: {record.detail}")


def failed(record: MetricRecord) -> bool:
    """Whether a record is short of perfect."""
    perfect = 1.0 if metric_of(record.metric).better == Better.HIGHER else 0.0
    return record.value != perfect
