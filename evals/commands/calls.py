"""Ask about the documents of other calls, for which nothing is made beforehand; right answers by status."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from evals.casebook.models import Split
from evals.commands.output import say
from evals.other_calls import cases_of, judged, known_calls, opened, split_of
from evals.tables import table

STATUSES = ("answered", "not_in_documents", "out_of_scope", "declined")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--call", action="append", choices=known_calls(), help="a call; may be given again (default: all)"
    )
    parser.add_argument("--failures", action="store_true", help="list every failed case of calls that may be looked at")


def main(options: argparse.Namespace) -> int:
    rows = []
    for call in options.call or known_calls():
        with tempfile.TemporaryDirectory() as folder:
            results = judged(opened(call, Path(folder)), cases_of(call))
        right: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for case, status, is_right, why in results:
            asked[case.expect.status.value] += 1
            right[case.expect.status.value] += is_right
            if why and options.failures and split_of(call) is Split.TUNE:
                say(f"{case.id}: {case.expect.status.value} -> {status}: {' || '.join(case.turns)}\n  {why}")
        figures = [f"{right[status]} of {asked[status]}" for status in STATUSES]
        rows.append((call, split_of(call).value, *figures, f"{sum(right.values())} of {sum(asked.values())}"))
    say(table(("call", "split", *STATUSES, "right"), rows))
    return 0
