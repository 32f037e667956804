"""Silence where it belongs: precision, recall, F1, truthfulness, and guesses that leak through an abstention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.statuses import Status
from evals.casebook.models import QuestionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, said, share, yes_no
from evals.evaluators.facts import shortcomings
from evals.metrics import Metric
from evals.text.folding import comparable

SILENT = frozenset({Status.NOT_IN_DOCUMENTS, Status.OUT_OF_SCOPE, Status.DECLINED})
"""Statuses in which nothing is claimed. A failure is neither answer nor abstention: wrong both ways."""

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+|\S+@\S+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YES_OR_NO = re.compile(r"^\W*(yes|no)\b(?!\s+(?:document|passage|answer|statement|information|one|part))")


def leaked(known: str, answer: str, titles: Sequence[str] = ()) -> list[str]:
    """Numbers, and a yes or no at the start, that an abstaining answer says by itself: not those of the `known` text
    (question and quotations), of links, addresses and their titles (acts and calls have numbers in their names)."""
    body = comparable(_LINK.sub(" ", answer))
    for title in titles:
        body = body.replace(comparable(title).strip(), " ")
    numbers_known = set(_NUMBER.findall(comparable(known)))
    numbers = [number for number in _NUMBER.findall(body) if number not in numbers_known]
    verdict = _YES_OR_NO.match(body)
    return numbers + ([verdict[1]] if verdict else [])


class Abstention:
    metrics = (Metric.ANSWERED_UNANSWERABLE, Metric.FALSE_REFUSAL, Metric.TRUTHFULNESS, Metric.GUESS_IN_SILENCE)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if not isinstance(case, QuestionCase):
            return
        expected, got = case.expect.status in SILENT, seen.answer.status in SILENT
        hit = float(expected and got)
        detail = f"{case.kind}: {case.expect.status.value} -> {seen.answer.status.value}"
        yield from share(Metric.ABSTENTION_PRECISION, hit, float(got), detail)
        yield from share(Metric.ABSTENTION_RECALL, hit, float(expected), detail)
        yield from share(Metric.ABSTENTION_F1, 2 * hit, float(expected) + float(got), detail)
        if expected:
            yield yes_no(Metric.ANSWERED_UNANSWERABLE, not got, detail)
        else:
            yield yes_no(Metric.FALSE_REFUSAL, got or seen.answer.status == Status.FAILED, detail)
        yield Score(Metric.TRUTHFULNESS.value, _truthfulness(case, seen, expected, got), 1.0, detail)
        if got:
            known = " ".join([*case.turns, *(citation.quote for citation in seen.answer.citations)])
            guesses = [] if expected and case.expect.all_facts() else leaked(known, said(case, seen), evidence.titles)
            yield yes_no(Metric.GUESS_IN_SILENCE, bool(guesses), f"says {', '.join(guesses)}" if guesses else "")


def _truthfulness(case: QuestionCase, seen: Observed, expected: bool, got: bool) -> float:
    if got:
        return 1.0 if expected else 0.0
    return 1.0 if not expected and not shortcomings(case, seen) else -1.0
