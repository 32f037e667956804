"""Search of the call's documents, with the parent view: the list that a bullet belongs to."""

from __future__ import annotations

from assistant.evidence import Found
from index import Hit, Index, Passage

HITS = 6  # for each query


def search(index: Index, queries: list[str]) -> Found:
    """The best passages for each query; with a list item come the words it hangs on and the other items of its list."""
    hits = [tuple(found) for found in index.search_many(queries, HITS)]
    passages: dict[str, Passage] = {}
    for found in hits:
        for hit in found:
            passages[hit.passage.id] = hit.passage
    return Found(tuple(passages.values()), hits=tuple(hits), data={"passages": list(passages)})


class Family:
    """Which passages belong to one list: lead-in and items, nested ones included."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._items: dict[str, list[Passage]] = {}
        for passage in index.passages:
            if lead_in := passage.metadata.get("lead_in"):
                self._items.setdefault(str(lead_in), []).append(passage)

    def items_of(self, lead_in: str) -> list[Passage]:
        """The items under a passage in reading order, those of nested lists behind the item they hang on."""
        found: list[Passage] = []
        for item in self._items.get(lead_in, ()):
            found += [item, *self.items_of(item.id)]
        return found

    def lead_in_of(self, passage: Passage) -> Passage | None:
        lead_in = passage.metadata.get("lead_in")
        return self._index.passage(str(lead_in)) if lead_in else None


def described(hits: list[Hit]) -> str:
    """Hits as text for a model: id, heading path and words."""
    return "\n\n".join(f"[{hit.passage.id}] {' › '.join(hit.passage.section)}\n{hit.passage.text}" for hit in hits)
