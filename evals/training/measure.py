"""How well vectors tell apart: examples kept aside to their points, questions about other calls to their passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.reading.likelihood import Likelihood
from evals.other_calls import cases_of, documents_of, known_calls
from evals.training.examples import Topic
from index import passages_of

Encode: TypeAlias = Callable[[Sequence[str]], NDArray[np.float32]]
_FIRST = 5


def own_points(encode: Encode, known: Sequence[Topic], aside: Sequence[Topic]) -> tuple[float, float]:
    """Of the examples kept aside the shares whose own point is nearest (mean cosine of its two best examples) and
    likeliest."""
    labels = [topic.point for topic in known for _ in topic.examples]
    vectors = encode([example for topic in known for example in topic.examples])
    asked = encode([example for topic in aside for example in topic.examples])
    owners = [topic.point for topic in aside for _ in topic.examples]
    likelihood = Likelihood.of(labels, vectors)
    cosines, told = asked @ vectors.T, np.array(labels)
    names = sorted(set(labels))
    best = np.stack([np.sort(cosines[:, told == name], axis=1)[:, -2:].mean(axis=1) for name in names], axis=1)
    nearest = [names[at] for at in best.argmax(axis=1)]
    likeliest = [max(each, key=each.__getitem__) for each in map(likelihood, asked)]
    return _share(nearest, owners), _share(likeliest, owners)


def passages_found(encode: Encode) -> dict[str, tuple[float, float]]:
    """By other call: of the questions that one passage answers, how often it is nearest, and among the first five."""
    found = {}
    for call in known_calls():
        passages = passages_of(documents_of(call))
        held = [folded_words(passage.text) for passage in passages]
        asked, right = [], []
        for case in cases_of(call):
            rows = {
                at for at, text in enumerate(held) if any(folded_words(words) in text for words in case.expect.quotes)
            }
            if len(case.turns) == 1 and rows:
                asked.append(case.turns[0])
                right.append(sorted(rows))
        cosines = encode(asked) @ encode([passage.text for passage in passages]).T
        ranks = [int((row > row[rows].max()).sum()) for row, rows in zip(cosines, right, strict=True)]
        found[call] = (ranks.count(0) / len(ranks), sum(rank < _FIRST for rank in ranks) / len(ranks))
    return found


def _share(given: Sequence[str], own: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(given, own, strict=True)) / len(own)


def folded_words(text: str) -> str:
    return re.sub(r"[\s*|]+", " ", text).strip().lower()
