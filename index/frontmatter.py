"""What a document says about itself: id, title, source, dates, confidence. Shared by Markdown and fact lists."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any, TypedDict, cast
from urllib.parse import urlsplit

import yaml

from index.errors import DocumentRefused

# The C parser is ten times faster; a build of PyYAML without it reads the same files more slowly.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

TEXT_FIELDS = ("id", "title", "kind", "url", "act", "supersedes", "language", "confidence")
DATE_FIELDS = ("date", "valid_from", "valid_to")
_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")


class Header(TypedDict, total=False):
    """The describing fields of `index.types.Document`."""

    id: str
    title: str
    kind: str
    url: str | None
    act: str | None
    date: datetime.date | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    supersedes: str | None
    language: str
    confidence: str


def load_yaml(text: str, name: str) -> Any:
    """Plain values of a YAML text. Raises DocumentRefused with file and line."""
    try:
        return yaml.load(text, Loader=LOADER)  # noqa: S506  (LOADER is the safe loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise DocumentRefused(
            f"{name} is not valid YAML.", why=f"Line {line}: {error.problem or error}.", next="Correct that line."
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentRefused(
            f"{name} is not valid YAML.", why=f"{error}.", next="Correct the file and try again."
        ) from error


def read_header(fields: Mapping[Any, Any], name: str, *, defaults: Header) -> Header:
    """The header from a mapping of fields; `defaults` fills what is missing. Raises DocumentRefused."""
    header: Any = dict(defaults)
    for key, value in fields.items():
        if key not in TEXT_FIELDS + DATE_FIELDS:
            known = ", ".join(TEXT_FIELDS + DATE_FIELDS)
            raise refused(name, str(key), "is not a known field", f"Remove it, or use one of: {known}")
        if value is None:
            continue
        header[key] = as_date(value, name, key) if key in DATE_FIELDS else as_text(value, name, key)
    for required in ("id", "title"):
        if not header.get(required):
            raise refused(name, required, "is missing", "Add it to the head of the file")
    if not _ID.match(header["id"]):
        raise refused(name, "id", f"is {header['id']!r}", "Use letters, digits, '.', '_' and '-' only, at most 100")
    if header.get("url"):
        as_url(header["url"], name, "url")
    if header.get("valid_from") and header.get("valid_to") and header["valid_from"] > header["valid_to"]:
        raise refused(name, "valid_to", "is before valid_from", "Correct one of the two dates")
    return cast(Header, header)


def as_text(value: Any, name: str, field: str) -> str:
    """A one-line text; numbers are taken as written (an article may be `4`)."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise refused(name, field, "must be a text", "Put it in quotation marks")
    return " ".join(str(value).split())


def as_date(value: Any, name: str, field: str) -> datetime.date:
    """A day, from YAML's own date or an ISO text."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise refused(name, field, f"is {value!r}", "Write the date as 2025-02-05") from error


def as_url(value: Any, name: str, field: str) -> str:
    """A web address; anything else (javascript:, file:) must not become a link."""
    text = as_text(value, name, field)
    if urlsplit(text).scheme not in ("http", "https"):
        raise refused(name, field, f"is {text!r}", "Give an address that starts with https://")
    return text


def refused(name: str, field: str, problem: str, remedy: str) -> DocumentRefused:
    """The error for one field of one file."""
    return DocumentRefused(f"{name} cannot be read.", why=f"Its field '{field}' {problem}.", next=f"{remedy}.")
