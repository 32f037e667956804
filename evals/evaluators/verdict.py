"""The verdict and the rules' outcomes; wrong definite ones are counted alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.eligibility.findings import Outcome, VerdictStatus
from evals.casebook.models import DescriptionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, share, yes_no
from evals.metrics import Metric

_ASKS = {
    "region": r"region|where|locat|based|NUTS|establish",
    "eccp": r"ECCP|regist|Collaboration Platform",
    "country": r"countr|state|where|establish|based",
    "kind": r"kind|type|cluster organisation|cluster network|what (?:sort|is)|organisation",
    "role": r"role|beneficiar|affiliated|associated|subcontract",
    "strand": r"strand",
    "duration_months": r"duration|month|how long",
    "legal_entity": r"legal",
    "further_partners": r"partner|join|further|more",
}
"""By what words a question is known to ask for a fact. Facts not listed are looked for under their own name."""


def asks_for(fact: str, questions: list[str]) -> bool:
    return any(re.search(_ASKS.get(fact, re.escape(fact)), question, re.IGNORECASE) for question in questions)


class VerdictRight:
    metrics = (
        Metric.VERDICT_RIGHT,
        Metric.WRONG_DEFINITE,
        Metric.NEEDLESS_UNDETERMINED,
        Metric.OUTCOMES_RIGHT,
        Metric.WRONG_DEFINITE_OUTCOME,
    )

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if not isinstance(case, DescriptionCase):
            return
        gold, verdict = case.expect, seen.answer.verdict
        if gold.verdict is not None:
            yield from _verdict(gold.verdict, verdict.status if verdict else None)
        yield from _outcomes(case, seen)
        if gold.before is not None:
            before = verdict.before.status if verdict and verdict.before else None
            yield yes_no(Metric.BEFORE_RIGHT, before == gold.before, f"{gold.before.value} -> {before}")
        unasked = [fact for fact in gold.questions_about if not asks_for(fact, seen.answer.questions)]
        wanted = len(gold.questions_about)
        yield from share(Metric.FACTS_ASKED, wanted - len(unasked), wanted, f"not asked: {unasked}" if unasked else "")


def _verdict(gold: VerdictStatus, got: VerdictStatus | None) -> Iterable[Score]:
    detail = f"{gold.value} -> {got.value if got else 'no verdict'}"
    definite = got in (VerdictStatus.ELIGIBLE, VerdictStatus.NOT_ELIGIBLE)
    yield yes_no(Metric.VERDICT_RIGHT, got == gold, detail)
    yield yes_no(Metric.WRONG_DEFINITE, definite and got != gold, detail)
    if gold != VerdictStatus.UNDETERMINED:
        yield yes_no(Metric.NEEDLESS_UNDETERMINED, not definite, detail)


def _outcomes(case: DescriptionCase, seen: Observed) -> Iterable[Score]:
    verdict, gold = seen.answer.verdict, case.expect.outcomes
    got = {finding.rule: finding.outcome for finding in verdict.findings} if verdict else {}
    wrong = {rule: outcome for rule, outcome in gold.items() if got.get(rule) != outcome}
    definite = [rule for rule in wrong if got.get(rule) in (Outcome.MET, Outcome.FAILED)]
    detail = "; ".join(f"{rule.value}: {outcome.value} -> {got.get(rule, 'none')}" for rule, outcome in wrong.items())
    yield from share(Metric.OUTCOMES_RIGHT, len(gold) - len(wrong), len(gold), detail)
    yield from share(
        Metric.WRONG_DEFINITE_OUTCOME, len(definite), len(gold), ", ".join(rule.value for rule in definite)
    )
