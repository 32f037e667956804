"""Search of the call's documents, with the parent view: the list that a bullet belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.calls import Call
from assistant.evidence import Found
from assistant.reading.text import fold
from index import Hit, Index, Passage

HITS = 6  # for each query of an answer
MANY_HITS = 25  # where no points tell which passage is meant, and all that may be are weighed
POOL = 3  # times as many passages are looked at before documents are weighed
CELL = " | "  # between the cells of a row, as documents are stored
LONG_PHRASE = 40  # characters; a longer query that stands so in a passage is a quotation
SHORTEST_PHRASE = 12  # characters; shorter queries are found by their words


class CallSearch:
    """Hybrid search of one call's documents; documents that answer for the call itself weigh more than annexes."""

    def __init__(self, index: Index, weights: Mapping[str, float], hits: int = HITS) -> None:
        """`weights`: factor on a hit's score by document id, 1.0 where none is given. `hits`: how many passages an
        answer needs for each query."""
        self._index, self._most, self.family = index, hits, Family(index)
        self._weights = weights
        self._texts = [(" ".join(fold(passage.text).split()), passage) for passage in index.passages]
        self._all = "\n".join(text for text, _ in self._texts)  # no phrase holds a line break
        self._words = frozenset(self._all.split())

    @classmethod
    def of(cls, index: Index, call: Call, hits: int = HITS) -> CallSearch:
        """The search of a call, with the weights of its profile."""
        return cls(index, call.profile.document_weights if call.profile else {}, hits)

    def __call__(self, queries: list[str], k: int | None = None) -> Found:
        """The best `k` passages for each query, those first that hold the query word for word. Without `k` what an
        answer needs: `hits` passages, and for a quotation those alone that hold it."""
        holding = {query: self._holding(query) for query in queries}
        # Whoever quotes at length means the passages that hold the quotation, and no others are sought.
        quoted = {q: held for q, held in holding.items() if held and k is None and len(_phrase(q)) >= LONG_PHRASE}
        k = self._most if k is None else k
        asked = [query for query in queries if query not in quoted]
        ranked = dict(zip(asked, self._index.search_many(asked, POOL * k), strict=True)) if asked else {}
        found = {query: [Hit(passage, 1.0) for passage in held] for query, held in quoted.items()} | {
            query: _first(holding[query], self._weighed(hits)) for query, hits in ranked.items()
        }
        hits = [tuple(found[query][:k]) for query in queries]
        passages = {passage.id: passage for found in hits for hit in found for passage in self.family.of(hit.passage)}
        return Found(tuple(passages.values()), hits=tuple(hits), data={"passages": list(passages)})

    def _holding(self, query: str) -> list[Passage]:
        """The passages in which a query stands word for word; mostly none, which one look at all of them tells."""
        phrase = _phrase(query)
        inner = phrase.split()[1:-1]  # the first and the last may be parts of longer words
        if len(phrase) < SHORTEST_PHRASE or not self._words.issuperset(inner) or phrase not in self._all:
            return []
        return [passage for text, passage in self._texts if phrase in text]

    def _weighed(self, hits: Sequence[Hit]) -> list[Hit]:
        weights = [self._weights.get(hit.passage.document, 1.0) for hit in hits]
        weighed = [
            hit if weight == 1.0 else replace(hit, score=hit.score * weight)
            for hit, weight in zip(hits, weights, strict=True)
        ]
        return sorted(weighed, key=lambda hit: (-hit.score, hit.passage.id))


def _phrase(query: str) -> str:
    return " ".join(fold(query).split())


def _first(holding: Sequence[Passage], hits: list[Hit]) -> list[Hit]:
    """The hits, before all others those that hold the query word for word."""
    if not holding:
        return hits
    top = hits[0].score if hits else 1.0
    near = {hit.passage.id: hit for hit in hits}
    exact = {passage.id for passage in holding}
    first = [replace(hit, score=top) for hit in hits if hit.passage.id in exact]
    far = [Hit(passage, top) for passage in holding if passage.id not in near]
    return [*first, *far, *(hit for hit in hits if hit.passage.id not in exact)]


class Family:
    """Which passages belong to one list: lead-in and items, nested ones included."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._items: dict[str, list[Passage]] = {}
        for passage in index.passages:
            if lead_in := passage.metadata.get("lead_in"):
                self._items.setdefault(str(lead_in), []).append(passage)
        for before, table in pairwise(index.passages):
            leads = before.text.rstrip().endswith(":") and before.document == table.document
            if leads and CELL in table.text and before.id not in self._items and "lead_in" not in table.metadata:
                self._items[before.id] = [table]

    def items_of(self, lead_in: str) -> list[Passage]:
        """The items under a passage in reading order, those of nested lists behind the item they hang on."""
        found: list[Passage] = []
        for item in self._items.get(lead_in, ()):
            found += [item, *self.items_of(item.id)]
        return found

    def of(self, passage: Passage) -> list[Passage]:
        """A passage with what it is shown with: the list that it leads in or is an item of."""
        lead_in = self.lead_in_of(passage) or passage
        return list({each.id: each for each in (passage, lead_in, *self.items_of(lead_in.id))}.values())

    def lead_in_of(self, passage: Passage) -> Passage | None:
        lead_in = passage.metadata.get("lead_in")
        return self._index.passage(str(lead_in)) if lead_in else None


def described(hits: list[Hit]) -> str:
    """Hits as text for a model: id, heading path and words."""
    return "\n\n".join(f"[{hit.passage.id}] {' › '.join(hit.passage.section)}\n{hit.passage.text}" for hit in hits)
