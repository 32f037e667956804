"""Standard output: one JSON object a line for programs, wrapped text for people."""

from __future__ import annotations

import io
import json
import re
import shutil
import textwrap
from collections.abc import Mapping
from typing import Any, TextIO

_BEGINNING = re.compile(r"\s*(?:[-+✓✗?] +|\d+\. )?")
WIDEST = 100  # columns; longer lines are hard to read


class Output:
    """Writes lines and flushes each, so that a program at the other end of a pipe need not wait."""

    def __init__(self, stream: TextIO) -> None:
        if isinstance(stream, io.TextIOWrapper):  # a terminal without UTF-8 shows an escape rather than an error
            stream.reconfigure(errors="backslashreplace")
        self._stream = stream

    def fileno(self) -> int:
        return self._stream.fileno()

    def json(self, value: Mapping[str, Any]) -> None:
        """One object on one line. All ASCII: no reader can take a character for a line end or decode it wrongly."""
        self._write(json.dumps(value))

    def text(self, text: str = "", first: str = "", rest: str = "") -> None:
        """One paragraph, wrapped to the terminal; its first line begins with `first`, the others with `rest`."""
        width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
        filled = textwrap.fill(
            text,
            max(width, 40),
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self._write(filled)

    def raw(self, line: str) -> None:
        """One line as it is."""
        self._write(line)

    def lines(self, text: str) -> None:
        """Several lines, each wrapped under its own beginning: indentation, bullet or number."""
        for line in text.splitlines():
            match = _BEGINNING.match(line)
            first = match.group() if match else ""
            self.text(line[len(first) :], first, " " * len(first))

    def _write(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()
