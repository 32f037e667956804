"""Text piped into a command."""

from __future__ import annotations

import argparse
import sys

_BYTES_PER_CHARACTER = 4  # at most, in UTF-8


def read_text(options: argparse.Namespace, characters: int, missing: str) -> str:
    """Standard input, of which no more is read than shows that it is too long; from a terminal, usage says what is
    `missing`. Bytes that are no UTF-8 become lone surrogates, which are refused as no text."""
    if sys.stdin is None or sys.stdin.isatty():
        options.refuse(missing)
    data = sys.stdin.buffer.read((characters + 1) * _BYTES_PER_CHARACTER)
    return data.decode("utf-8-sig", errors="surrogateescape")
