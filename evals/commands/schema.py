"""Write evals/cases/schema.json from the models of the cases."""

from __future__ import annotations

import argparse

from evals.casebook.schema import SCHEMA_FILE, write_schema
from evals.commands.output import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def main(options: argparse.Namespace) -> int:
    write_schema()
    say(SCHEMA_FILE)
    return 0
