"""JSON Lines in, JSON Lines out: order kept, a bad line answered with its error, the run goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.cli.output import Output
from assistant.cli.problems import Boundary
from index.errors import UserProblem


class LineRefused(UserProblem):
    """A line of the input, or the whole file, cannot be read."""


@contextmanager
def open_lines(source: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, or of standard input for -. Raises LineRefused if the file cannot be opened."""
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 - closed below; only the opening is tried
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise LineRefused(
            f"The file {source!r} cannot be opened.",
            why=f"{getattr(error, 'strerror', None) or error}.",
            next="Check its name and rights, or give - to read standard input.",
        ) from error
    with stream:
        yield stream


def answer_lines(lines: Iterable[bytes], out: Output, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    """Prints `answer` of the object on each line under the object's id, or its error; blank lines are skipped.
    Returns the exit code."""
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        identifier: Any = None
        with Boundary() as boundary:
            given = _object(raw, number)
            identifier = given.get("id")
            result = {**answer(given), "id": identifier}
        if boundary.problem is not None:
            result = {"id": identifier, "error": str(boundary.problem)}
        out.json(result)
    return 0


def text_of(given: Mapping[str, Any], field: str) -> str:
    """A field that must be a text. Raises LineRefused."""
    value = given.get(field)
    if not isinstance(value, str):
        raise _refused(field, "a text")
    return value


def texts_of(given: Mapping[str, Any], field: str) -> list[str]:
    """A field that must be a list of texts with at least one in it. Raises LineRefused."""
    values = given.get(field)
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise _refused(field, "a list of texts, not empty")
    return values


def _refused(field: str, wanted: str) -> LineRefused:
    return LineRefused(
        "The line cannot be answered.", why=f"Its field {field!r} is not {wanted}.", next="Correct that field."
    )


def _object(raw: bytes, number: int) -> Mapping[str, Any]:
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise LineRefused(
            f"Line {number} is not JSON.", why=f"{error}.", next="Write one JSON object on each line, in UTF-8."
        ) from error
    if not isinstance(given, dict):
        raise LineRefused(
            f"Line {number} is not a JSON object.",
            why=f"It is a {type(given).__name__}.",
            next='Write one object on each line, for example {"id": "1", …}.',
        )
    return given
