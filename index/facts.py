"""Fact lists (.yaml): sections of headings, leads and items -> Document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from index.builder import DocumentBuilder
from index.errors import DocumentRefused
from index.frontmatter import Header, as_date, as_text, as_url, load_yaml, read_header, refused
from index.types import Document

_INHERITED: dict[str, Callable[[Any, str, str], Any]] = {
    "article": as_text,
    "confidence": as_text,
    "url": as_url,
    "act": as_text,
    "valid_from": lambda value, name, field: as_date(value, name, field).isoformat(),
    "valid_to": lambda value, name, field: as_date(value, name, field).isoformat(),
}
_OWN: dict[str, Callable[[Any, str, str], Any]] = {"id": as_text, "note": as_text}
_SECTION_KEYS = {"heading", "lead", "items", "sections", *_INHERITED}
_ITEM_KEYS = {"text", *_INHERITED, *_OWN}
# An alias in YAML can repeat itself a million times over; no honest list of facts comes near.
_MOST_ENTRIES = 20_000


def facts_document(text: str, name: str, *, call: str | None = None) -> Document:
    """The document of a fact list; `name` is the file's, for errors. Raises DocumentRefused."""
    data = load_yaml(text, name)
    if not isinstance(data, dict) or not isinstance(data.get("sections"), list):
        raise refused(name, "sections", "is missing", "Give the file a list 'sections' of headings with items")
    head = {key: value for key, value in data.items() if key not in ("sections", "article")}
    header = read_header(head, name, defaults=Header(kind="facts"))
    reader = _FactReader(name)
    inherited = reader.inherited({key: data[key] for key in _INHERITED if key in data}, {}, "")
    for number, section in enumerate(data["sections"]):
        reader.section(section, f"sections[{number}]", 1, inherited)
    return reader.builder.build(header, call=call)


class _FactReader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.builder = DocumentBuilder()
        self._ids: set[str] = set()
        self._visited = 0

    def section(self, section: Any, path: str, level: int, above: Mapping[str, Any]) -> None:
        self._check(section, path, _SECTION_KEYS)
        metadata = self.inherited(section, above, path)
        if "heading" in section:
            self.builder.heading(as_text(section["heading"], self.name, f"{path}.heading"), level, metadata)
        lead = None
        if section.get("lead") is not None:
            lead = self.builder.paragraph(as_text(section["lead"], self.name, f"{path}.lead"), metadata)
        for number, item in enumerate(self._list(section, "items", path)):
            self._item(item, f"{path}.items[{number}]", lead, metadata)
        for number, inner in enumerate(self._list(section, "sections", path)):
            self.section(inner, f"{path}.sections[{number}]", level + 1, metadata)

    def inherited(self, fields: Mapping[str, Any], above: Mapping[str, Any], path: str) -> dict[str, Any]:
        own = {
            key: read(fields[key], self.name, f"{path}.{key}".lstrip("."))
            for key, read in _INHERITED.items()
            if fields.get(key) is not None
        }
        return {**above, **own}

    def _item(self, item: Any, path: str, lead: int | None, above: Mapping[str, Any]) -> None:
        self._check(item, path, _ITEM_KEYS)
        text = as_text(item.get("text") or "", self.name, f"{path}.text")
        if not text:
            raise refused(self.name, f"{path}.text", "is missing or empty", "Write the fact as a plain sentence")
        metadata = self.inherited(item, above, path)
        metadata |= {key: read(item[key], self.name, f"{path}.{key}") for key, read in _OWN.items() if item.get(key)}
        if "id" in metadata:
            if metadata["id"] in self._ids:
                raise refused(self.name, f"{path}.id", f"repeats {metadata['id']!r}", "Give every item its own id")
            self._ids.add(metadata["id"])
        self.builder.item(text, 1, lead, metadata)

    def _list(self, section: Mapping[str, Any], key: str, path: str) -> list[Any]:
        value = section.get(key) or []
        if not isinstance(value, list):
            raise refused(self.name, f"{path}.{key}", "must be a list", "Start each entry with '- '")
        return value

    def _check(self, value: Any, path: str, known: set[str]) -> None:
        self._visited += 1
        if self._visited > _MOST_ENTRIES:
            raise DocumentRefused(
                f"{self.name} is too long.",
                why=f"It has more than {_MOST_ENTRIES} items and sections.",
                next="Split it into several files.",
            )
        if not isinstance(value, dict):
            raise refused(self.name, path, "must be a mapping of fields", f"Use the fields {', '.join(sorted(known))}")
        for key in value:
            if key not in known:
                raise refused(
                    self.name, f"{path}.{key}", "is not a known field", f"Use one of: {', '.join(sorted(known))}"
                )
