"""Score the index on a retrieval set in BEIR's layout, whole and with each of its sides alone."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from evals.beir import evaluate, read_collection
from evals.commands.output import complain, say
from evals.tables import table


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="folder with corpus.jsonl, queries.jsonl and qrels/")
    parser.add_argument("--qrels", default="test", help="which judgements, qrels/NAME.tsv (default: test)")


def main(options: argparse.Namespace) -> int:
    collection = read_collection(options.folder, options.qrels)
    with tempfile.TemporaryDirectory() as folder:
        results = evaluate(collection, Path(folder) / "index", progress=sys.stderr.isatty())
    say(f"{options.folder.name}: {len(collection.passages)} documents, {len(collection.queries)} queries")
    for gap in collection.gaps():
        complain(gap)
    measures = list(next(iter(results.values())))
    rows = [
        (measure, *(f"{r[measure].value:.4f} [{r[measure].low:.4f}, {r[measure].high:.4f}]" for r in results.values()))
        for measure in measures
    ]
    say(table(("measure", *results), rows))
    return 0
