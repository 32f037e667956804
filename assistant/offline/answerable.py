"""Whether documents answer a question at all, told from what is asked and from the passages found for it.

No score of a search tells that (AUROC 0.5 to 0.6 on two calls, where it was 0.7 on the first): documents speak of the
neighbourhood of most that they leave open. What tells is that a known point is asked for, and nothing is about that
point, and that a kind of value is asked for which the passages do not hold. Logistic model fitted on the questions of
three calls; each left out in turn, AUROC 0.66, 0.82 and 0.74.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.offline.ranking import Candidate, Ranker
from assistant.reading.decision import GUARDS
from assistant.reading.lexicon import Lexicon
from assistant.reading.reader import Part
from assistant.reading.text import fold
from index import Passage

NEAREST = 6  # passages among which one is looked for that holds the value asked for
# `unsaid`: how near the question is to a point in whose usual words nothing is said; `unlikely`: of which no passage is
# likely, both the less the nearer the best passage is; `expected`: whose kind of value the best passage holds; `typed`:
# a kind of value is asked for; `lacking`: the best passage holds none; `missing`: no near one does; `unmet`: the best
# knows nothing of what is demanded; `told`: a situation is told; `yes_no`: asked about a rule, not for a fact.
WEIGHTS = {
    "score": 0.03,
    "unsaid": -2.47,
    "unlikely": -2.39,
    "expected": 1.11,
    "typed": -0.74,
    "lacking": -1.28,
    "missing": -0.76,
    "unmet": -0.51,
    "told": 0.66,
    "yes_no": -0.15,
}
BIAS = 0.38


def answerable(part: Part, ranked: Sequence[Candidate], ranker: Ranker, lexicon: Lexicon) -> float:
    """The probability that the documents answer `part`; `ranked` are the passages found, the likeliest first."""
    if not ranked:
        return 0.0
    seen = features(part, ranked, ranker, lexicon)
    return 1 / (1 + math.exp(-BIAS - sum(WEIGHTS[name] * value for name, value in seen.items())))


def features(part: Part, ranked: Sequence[Candidate], ranker: Ranker, lexicon: Lexicon) -> dict[str, float]:
    """What tells it, by the names of `WEIGHTS`; `ranked` holds a passage at least."""
    matched = next((match for match in part.matches if match.point.reply not in GUARDS), None)
    near = max(matched.score, 0.0) if matched else 0.0
    likely = ranker.likeliest(matched.point) if matched else 0.0
    said = ranker.is_said(matched.point) if matched else True
    # A passage near the question may say in its own way what the point is about.
    missed = near * (1 - likely) * (1 - ranked[0].features["dense"])
    kinds = asked_kinds(part, lexicon)
    return {
        "score": ranked[0].score,
        "unsaid": missed * (not said),
        "unlikely": missed,
        "expected": ranked[0].features["expected"],
        "typed": float(bool(kinds)),
        "lacking": float(not holds_all(kinds, ranked[0].hit.passage)),
        "missing": float(bool(kinds) and not any(holds_all(kinds, each.hit.passage) for each in ranked[:NEAREST])),
        "unmet": float(any(demand.unmet(ranked[0].held) for demand in part.demands)),
        "told": float(bool(part.told)),
        "yes_no": float(part.yes_no),
    }


def asked_kinds(part: Part, lexicon: Lexicon) -> list[re.Pattern[str]]:
    """What holds a value of each kind that a question asks for."""
    return [held for asks, held in lexicon.value_kinds.values() if asks.search(part.query)]


def holds_all(kinds: Sequence[re.Pattern[str]], passage: Passage) -> bool:
    """Whether a passage holds a value of each of some kinds."""
    text = fold(passage.text)
    return all(kind.search(text) for kind in kinds)
