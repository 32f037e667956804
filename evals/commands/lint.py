"""Check the case files against their schema, one another, and the documents they quote; exit code 1 with faults."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from evals.casebook.lint import lint
from evals.casebook.load import CASES
from evals.commands.output import say
from evals.corpus import document_texts
from evals.tables import table


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=Path, default=CASES, help="folder of the cases")


def main(options: argparse.Namespace) -> int:
    checked = lint(document_texts(), options.cases)
    for fault in checked.faults:
        say(f"{fault.file}: {fault.case}: {fault.what}")
    kinds: Counter[tuple[str, str]] = Counter()
    for (suite, kind, _), count in checked.counts.items():
        kinds[suite, kind] += count
    rows = [
        (
            f"{suite}/{kind}",
            str(checked.counts[suite, kind, "tune"]),
            str(checked.counts[suite, kind, "test"]),
            str(count),
        )
        for (suite, kind), count in sorted(kinds.items())
    ]
    for suite in sorted({suite for suite, _ in kinds}):
        tune, test = (
            sum(n for (s, _, p), n in checked.counts.items() if (s, p) == (suite, split)) for split in ("tune", "test")
        )
        rows.append((suite, str(tune), str(test), str(tune + test)))
    say(table(("cases", "tune", "test", "all"), rows))
    say(f"{len(checked.faults)} faults")
    return int(bool(checked.faults))
