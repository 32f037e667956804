"""Parses the command line, runs one command, and turns whatever goes wrong into words and an exit code."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout

from assistant.cli.output import Output
from assistant.cli.problems import Boundary, exit_code, explain
from assistant.faults import log_to_stderr
from assistant.settings import load_settings

# A command is a module of this package; one line adds it.
COMMANDS = {
    "ask": "answer a question about a call from its documents",
    "check": "judge a described consortium rule by rule",
    "draft": "draft replies to mails, with sources",
    "desk": "delete enquiries of the desk that are past their time, or one of them",
    "search": "show the passages nearest to a query",
    "index": "build the index, or bring it up to date",
    "ingest": "add documents of your own to a call",
}
INTERRUPTED = 130  # what shells expect after Ctrl+C


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 could not be served, 2 bad usage."""
    options = _parser().parse_args(arguments)
    out = Output(sys.stdout)
    code = 0
    try:
        # Only `out` writes to standard output; what libraries print goes to standard error.
        with redirect_stdout(sys.stderr), Boundary() as boundary:
            settings = load_settings(model=getattr(options, "model", None))
            log_to_stderr(settings.log_level)
            code = options.run(options, settings, out)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has left (`| head`); nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        return 1
    if boundary.problem is not None:
        sys.stderr.write(explain(boundary.problem))
        return exit_code(boundary.problem)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m assistant",
        description="Answers about EU calls for proposals, with the quoted words they rest on.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, words in COMMANDS.items():
        module = importlib.import_module(f"assistant.cli.{name}")
        command = commands.add_parser(name, help=words, description=module.__doc__)
        module.arguments(command)
        command.set_defaults(run=module.run, refuse=command.error)
    return parser
