"""Adds documents of your own to a call: checks them, shows what changes, copies them, brings the index up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.calls import index_dir
from assistant.cli.output import Output
from assistant.cli.plans import show_plan
from assistant.cli.problems import explain
from assistant.ingest import keep, prepare
from assistant.settings import Settings
from assistant.shelf import embedding_model
from index import sync


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="Markdown or text files, or folders of them"
    )
    parser.add_argument("--call", metavar="ID", help="the call they belong to; a new ID makes a new call")


def run(options: argparse.Namespace, settings: Settings, out: Output) -> int:
    """1 if a file was refused; the others are added all the same."""
    model = embedding_model(settings)
    intake = prepare(settings, options.paths, options.call)
    for problem in intake.refused:
        sys.stderr.write(explain(problem))
    if intake.accepted:
        folder = index_dir(settings, intake.call)
        plan = sync.plan(intake.documents, folder, model=model)
        for path in intake.accepted.values():
            out.text(f"{path.name}: accepted")
        show_plan(intake.call, plan, out)
        keep(intake.accepted)
        sync.apply(plan, folder, model=model, progress=True).close()
        out.text(f"{intake.call}: done. Ask with: python -m assistant ask --call {intake.call} QUESTION")
    return 1 if intake.refused else 0
