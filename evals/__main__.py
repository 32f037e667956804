"""`python -m evals`: cases, runs, comparisons, reports, benchmarks."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from assistant.environment import harden_environment
from evals.commands.output import complain
from index.errors import Mender, Problem

COMMANDS = {
    "run": "put the cases to the assistant, score, and hold the figures against the floors",
    "compare": "two runs on the same cases: differences with intervals, cases that changed",
    "report": "one HTML page about a run",
    "train": "learn the embedding model's adapter again",
    "calls": "ask about the documents of other calls, for which nothing is made beforehand",
    "enquiries": "draft replies to the mails of the cases and score them",
    "bench": "quality, speed and memory beside the plain LangChain stack, and how they grow",
    "mutate": "plant regressions and see whether the metrics notice",
    "lint": "check the case files",
    "schema": "write the cases' JSON schema",
    "floors": "show the floors, raise them, or hold them against history",
    "beir": "score the index on a retrieval set in BEIR's layout",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 not served or below a floor, 2 bad usage."""
    harden_environment()  # before any command brings in numpy, as in the assistant's own commands: its times are theirs
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = {}
    for name, words in COMMANDS.items():
        modules[name] = importlib.import_module(f"evals.commands.{name}")
        modules[name].arguments(commands.add_parser(name, help=words, description=modules[name].__doc__))
    options = parser.parse_args(arguments)
    try:
        return int(modules[options.command].main(options))
    except Problem as problem:
        complain(problem)
        return 2 if problem.mender is Mender.USER else 1


if __name__ == "__main__":
    sys.exit(main())
