"""Arguments that several commands share."""

from __future__ import annotations

import argparse
from datetime import date


def add_call(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--call", metavar="ID", help="whose documents answer (default: the shipped call)")


def add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="DATE", type=day, help="answer as if today were that day (2025-02-05)")


def add_formats(parser: argparse.ArgumentParser, fields: str) -> None:
    """`--json` and `--jsonl`; `fields` are those of an input object."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--jsonl", metavar="FILE", help=f"read one object a line {fields} from FILE or - and print one object for each"
    )


def day(text: str) -> date:
    """A date written as 2025-02-05."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write it as year-month-day, 2025-02-05") from error


def count(text: str) -> int:
    """A whole number from 1 to 1,000."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= 1_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no such number: give a whole one from 1 to 1000")
    return int(text)
