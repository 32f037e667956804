"""One evaluator per file, all deterministic; which of them judge which suite."""

from __future__ import annotations

from collections.abc import Iterable

from evals.casebook.models import Suite
from evals.evaluators.abstention import Abstention
from evals.evaluators.base import Evaluator, Evidence, Observed, Score, Shown, TurnCase
from evals.evaluators.citations import Citations
from evals.evaluators.confidence import Confidence
from evals.evaluators.facts import Correct, Facts
from evals.evaluators.latency import Latency
from evals.evaluators.leaks import Leaks
from evals.evaluators.length import Length
from evals.evaluators.retrieval import Retrieval
from evals.evaluators.slots import Slots
from evals.evaluators.splitting import Splitting
from evals.evaluators.status import StatusRight
from evals.evaluators.tools import Tools
from evals.evaluators.verdict import VerdictRight

__all__ = ["Evaluator", "Evidence", "Observed", "Score", "Shown", "TurnCase", "evaluators_of", "score"]

_QUESTIONS: tuple[Evaluator, ...] = (
    Correct(),
    StatusRight(),
    Facts(),
    Abstention(),
    Splitting(),
    Citations(),
    Retrieval(),
    Tools(),
    Length(),
    Leaks(),
    Latency(),
    Confidence(),
)
_OF_SUITE: dict[Suite, tuple[Evaluator, ...]] = {
    Suite.QUESTIONS: _QUESTIONS,
    Suite.ATTACKS: tuple(e for e in _QUESTIONS if not isinstance(e, Retrieval | Splitting | Confidence)),
    Suite.CONSORTIA: (StatusRight(), VerdictRight(), Slots(), Tools(), Citations(), Leaks(), Latency()),
    Suite.DESCRIPTIONS: (StatusRight(), VerdictRight(), Slots(), Tools(), Citations(), Leaks(), Latency()),
    Suite.NEAR_MISSES: (StatusRight(), Tools(), Leaks(), Latency()),
}


def evaluators_of(suite: Suite) -> tuple[Evaluator, ...]:
    return _OF_SUITE[suite]


def score(suite: Suite, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
    """All scores of one case."""
    for evaluator in evaluators_of(suite):
        yield from evaluator(case, seen, evidence)
