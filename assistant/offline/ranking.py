"""The passages found for a question, the likeliest answer first, each with how likely it is to be one.

A conditional logit over what can be seen of question and passage: retrieval scores, shared and like words, the point
that both are about, the kind of value asked for. Weights fitted on questions about three calls (docs/assistant.md).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Self

from assistant.offline.affinity import Affinity
from assistant.offline.likeness import Likeness
from assistant.phrases import PhraseModel
from assistant.reading.anchors import VALUES, Anchors, holds
from assistant.reading.decision import ACCEPT
from assistant.reading.lexicon import Lexicon
from assistant.reading.likelihood import Likelihood
from assistant.reading.points import Point
from assistant.reading.text import fold
from assistant.tools.search import CELL, Family
from index import Hit, Index, Passage
from index.tokenizer import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST_NEW_TERMS = 4
SECOND_ANCHOR = 0.8  # what a point's further passages count beside its first


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a question before passages are looked at. `queries`: the question, and again with the sentences
    around it; `points`: what it may ask about, with how near it is to that."""

    queries: tuple[str, ...]
    points: tuple[tuple[Point, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer. `features`: what speaks for it, see `Ranker`; `score`: their weighed sum; `share`: its
    probability among all passages found; `held`: its terms, and its headings'."""

    hit: Hit
    features: Mapping[str, float]
    score: float = 0.0
    share: float = 0.0
    held: frozenset[str] = field(default=frozenset())


# Of the features, each taken as it is.
WEIGHTS = {
    "score": 2.03,
    "dense": 10.20,
    "around": 0.34,
    "like": 10.46,
    "affinity": 0.31,
    "anchored": 1.01,
    "holds": 1.20,
    "lacks": -0.92,
    "expected": 1.66,
    "missed": -1.11,
    "item": -0.01,
    "heading": -0.65,
    "table": -1.71,
    "head": -1.26,
    "bare": -0.61,
    "beside": 1.80,
}


class Ranker:
    """Ranks the passages of one call.

    Features: `score`, `dense` of the search; `around`: the share of the question's terms in the text and the headings
    above it; `like`: with like words; `affinity`: the same point; `anchored`: the words in which its point is usually
    stated; `holds`, `lacks`: the kind of value asked for; `expected`, `missed`: the one its point has; `item`,
    `heading`, `table` (names of columns), `head` (above all headings), `bare` (it says next to nothing of its own);
    `beside`: the best of its section.
    """

    def __init__(
        self,
        index: Index,
        lexicon: Lexicon,
        anchors: Anchors,
        affinity: Callable[[], Affinity],
        likeness: Callable[[], Likeness],
        encode: Callable[[list[str]], NDArray[np.float32]],
    ) -> None:
        self._index, self._lexicon, self._anchors = index, lexicon, anchors
        self._affinity, self._likeness, self._encode = affinity, likeness, encode
        ignored = lexicon.stop_words | lexicon.wh_words | lexicon.neutral_words
        self._ignored = frozenset(term for word in ignored for term in terms(word))

    @classmethod
    def of(
        cls,
        index: Index,
        lexicon: Lexicon,
        anchors: Anchors,
        likelihood: Likelihood,
        family: Family,
        model: PhraseModel,
    ) -> Self:
        """The ranker of an index; what takes time is done when it first ranks."""
        return cls(
            index,
            lexicon,
            anchors,
            cache(lambda: Affinity(index, likelihood)),
            cache(lambda: Likeness(index, family, model.word_vectors)),
            model.encode,
        )

    def __call__(self, asked: Asked, rankings: Sequence[Sequence[Hit]]) -> list[Candidate]:
        """The passages of `rankings` (one for each query), the likeliest first."""
        return weighed(self.candidates(asked, rankings), WEIGHTS)

    def candidates(self, asked: Asked, rankings: Sequence[Sequence[Hit]]) -> list[Candidate]:
        """The passages of `rankings`, and those where the nearest point is usually stated; not weighed yet."""
        hits = _joined(rankings)
        return self._seen(asked, [*hits, *self._stated(asked, hits)]) if hits else []

    def likeliest(self, point: Point) -> float:
        """The highest probability of any passage that it is about a point."""
        return self._affinity().likeliest(point.id)

    def is_said(self, point: Point) -> bool:
        """Whether the words in which a point is usually stated stand anywhere."""
        return bool(self._anchors.of(point))

    def _seen(self, asked: Asked, hits: Sequence[Hit]) -> list[Candidate]:
        """Each hit with its features."""
        ids = [hit.passage.id for hit in hits]
        said = " ".join(asked.queries)
        own = [term for term in dict.fromkeys(terms(said)) if " " not in term]
        told = [term for term in own if term not in self._ignored] or own
        weights = {term: self._index.idf(term) for term in told}
        total = sum(weights.values()) or 1.0
        kinds = [held for asks, held in self._lexicon.value_kinds.values() if any(map(asks.search, asked.queries))]
        near = self._affinity()(self._encode(list(asked.queries)), ids)
        like = self._likeness()(asked.queries[-1], ids)
        anchored = self._anchored(asked.points)
        best = asked.points[0] if asked.points else None
        found: list[Candidate] = []
        for hit, affinity, likeness in zip(hits, near, like, strict=True):
            passage = hit.passage
            text = fold(passage.text)
            words = set(terms(passage.text))
            around = set(terms(f"{passage.metadata.get('context', '')} {' '.join(passage.section)}"))
            has = [bool(kind.search(text)) for kind in kinds]
            value = holds(best[0].expects, passage.text) if best and best[0].expects in VALUES else None
            features = {
                "score": hit.score,
                "dense": hit.dense,
                "around": sum(weight for term, weight in weights.items() if term in words | around) / total,
                "like": likeness,
                "affinity": affinity,
                "anchored": anchored.get(passage.id, 0.0),
                "holds": float(bool(has) and all(has)),
                "lacks": float(bool(has) and not any(has)),
                "expected": best[1] if best and value is True else 0.0,
                "missed": best[1] if best and value is False else 0.0,
                "item": float(passage.metadata.get("kind") == "list_item"),
                "heading": float(passage.metadata.get("kind") == "heading"),
                "table": float(_leads_table(passage)),
                "head": float(not passage.section),
                "bare": float(len(words - set(told)) < FEWEST_NEW_TERMS),
            }
            found.append(Candidate(hit, features, held=frozenset(words | around)))
        return _with_neighbours(found)

    def _stated(self, asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
        """Where the nearest point is usually stated, of what the question's own words did not find: "On what will we
        be judged?" has no word with the award criteria in common."""
        known = {hit.passage.id for hit in hits}
        nearest = asked.points[0] if asked.points else None
        if nearest is None or nearest[1] < ACCEPT:
            return []
        question = self._encode(list(asked.queries))
        return [
            Hit(anchor.passage, 0.0, float((self._index.vectors(anchor.passage.id) @ question.T).max()))
            for anchor in self._anchors.of(nearest[0])
            if anchor.passage.id not in known
        ]

    def _anchored(self, points: Sequence[tuple[Point, float]]) -> dict[str, float]:
        found: dict[str, float] = {}
        for point, near in points:
            for place, anchor in enumerate(self._anchors.of(point)):
                worth = near * (SECOND_ANCHOR if place else 1.0)
                found[anchor.passage.id] = max(found.get(anchor.passage.id, 0.0), worth)
        return found


def weighed(found: Sequence[Candidate], weights: Mapping[str, float]) -> list[Candidate]:
    """Candidates with their scores and shares, the likeliest first."""
    if not found:
        return []
    scores = [sum(weight * each.features[name] for name, weight in weights.items()) for each in found]
    most = max(scores)
    total = sum(math.exp(score - most) for score in scores)
    ranked = [
        Candidate(each.hit, each.features, score, math.exp(score - most) / total, each.held)
        for each, score in zip(found, scores, strict=True)
    ]
    return sorted(ranked, key=lambda each: (-each.score, each.hit.passage.id))


def _leads_table(passage: Passage) -> bool:
    """Whether a passage is the row of a table that names its columns."""
    return CELL in passage.text and "lead_in" not in passage.metadata


def _joined(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Each passage once, with its best scores."""
    best: dict[str, Hit] = {}
    for hit in (hit for ranking in rankings for hit in ranking):
        known = best.get(hit.passage.id)
        best[hit.passage.id] = (
            hit
            if known is None
            else Hit(
                hit.passage, max(hit.score, known.score), max(hit.dense, known.dense), max(hit.lexical, known.lexical)
            )
        )
    return [best[id] for id in sorted(best)]


def _with_neighbours(found: Sequence[Candidate]) -> list[Candidate]:
    sections: dict[tuple[str, tuple[str, ...]], list[Candidate]] = {}
    for candidate in found:
        passage = candidate.hit.passage
        sections.setdefault((passage.document, tuple(passage.section)), []).append(candidate)
    result = []
    for candidate in found:
        passage = candidate.hit.passage
        beside = (
            other.features["dense"]
            for other in sections[passage.document, tuple(passage.section)]
            if other is not candidate
        )
        features = {**candidate.features, "beside": max(beside, default=0.0)}
        result.append(Candidate(candidate.hit, features, held=candidate.held))
    return result
