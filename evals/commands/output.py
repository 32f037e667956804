"""Where the commands print: results on stdout, complaints on stderr."""

from __future__ import annotations

import sys


def say(text: object) -> None:
    sys.stdout.write(f"{text}\n")


def complain(text: object) -> None:
    sys.stderr.write(f"{text}\n")
