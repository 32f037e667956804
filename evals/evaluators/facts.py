"""Facts that the answer must hold, in their role, and what it must not say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evals.casebook.models import QuestionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, said, share, yes_no
from evals.metrics import Metric
from evals.text.folding import comparable
from evals.text.matching import holds, matched, pattern, shown

_CLAUSE_END = re.compile(r'(?<!\d)[,;](?!\d)|[.!?](?=\s|$)|"|\b(?:and|but|while|whereas)\b')
_MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = re.compile(
    r"the|and|for|with|that|this|are|was|were|has|have|had|must|may|can|will|not|from|into|its|their|your|you|our|least|"
    r"most|more|than|only|about|which|what|when|where|who|how|many|much|long|there|here|they|them|each|per|any|all|does|"
    r"did|yes|also|such"
)


def words(text: str) -> set[str]:
    """The content words of a text, by their first six letters: a stemmer would be no better for overlap."""
    return {word[:6] for word in _WORD.findall(comparable(text)) if not _EMPTY.fullmatch(word)}


def clauses_with(spelling: str, text: str) -> list[str]:
    """The clauses of the text, folded, in which the spelling is found; a clause never runs over a line's end."""
    clauses = (clause for line in text.split("\n") for clause in _CLAUSE_END.split(comparable(line)))
    return [clause for clause in clauses if pattern(spelling).search(clause)]


def in_role(fact: list[str], text: str, meaning: set[str]) -> bool:
    """Whether a fact stands somewhere beside words of its passage or question, or alone: a right number may be
    said of the wrong thing. `meaning` is those words. A spelling that no clause holds whole cannot be judged."""
    own = set().union(*(words(spelling) for spelling in fact))
    found = [clause for spelling in fact for clause in clauses_with(spelling, text)]
    return not found or any(not beside or beside & meaning for clause in found for beside in [words(clause) - own])


def has_role(fact: list[str]) -> bool:
    """Whether the fact is a number that could be said of something else; a date tells by itself what it is."""
    return any(spelling[:1].isdigit() for spelling in fact) and not any(_MONTH.search(spelling) for spelling in fact)


class Facts:
    metrics = (Metric.FACT_RECALL, Metric.FACTS_COMPLETE, Metric.FACTS_IN_ROLE, Metric.FORBIDDEN_SAID)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if not isinstance(case, QuestionCase):
            return
        text, facts = said(case, seen), case.expect.all_facts()
        missed = [shown(fact) for fact in facts if holds(fact, text) is None]
        detail = f"missing: {', '.join(missed)}" if missed else ""
        yield from share(Metric.FACT_RECALL, len(facts) - len(missed), len(facts), detail)
        if facts:
            yield yes_no(Metric.FACTS_COMPLETE, not missed, detail)
        strays = strayed(case, text)
        numbers = [fact for fact in facts if has_role(fact) and holds(fact, text)]
        yield from share(
            Metric.FACTS_IN_ROLE,
            len(numbers) - len(strays),
            len(numbers),
            f"said of something else: {strays}" if strays else "",
        )
        wrong = forbidden(case, text)
        if case.expect.all_not_said():
            yield yes_no(Metric.FORBIDDEN_SAID, bool(wrong), f"said: {', '.join(wrong)}" if wrong else "")


def strayed(case: QuestionCase, text: str) -> list[str]:
    """The numbers that are in the answer, but nowhere beside what they are the number of."""
    meaning = words(" ".join([*case.turns, *(quote for quote, _ in case.expect.all_quotes())]))
    facts = [fact for fact in case.expect.all_facts() if has_role(fact) and holds(fact, text)]
    return [fact[0] for fact in facts if not in_role(fact, text, meaning)]


def forbidden(case: QuestionCase, text: str) -> list[str]:
    """What the answer says and must not."""
    return [words for spelling in case.expect.all_not_said() if (words := matched(spelling, text)) is not None]


def shortcomings(case: QuestionCase, seen: Observed) -> list[str]:
    """What keeps an answer from being right, of all that is decidable without a judge; empty for a right one."""
    text, expected, got = said(case, seen), case.expect.status, seen.answer.status
    return [
        *([f"{got.value} instead of {expected.value}"] if got != expected else []),
        *(f"missing: {shown(fact)}" for fact in case.expect.all_facts() if holds(fact, text) is None),
        *(f"said of something else: {number}" for number in strayed(case, text)),
        *(f"said: {spelling}" for spelling in forbidden(case, text)),
    ]


class Correct:
    """The judgement over a whole answer."""

    metrics = (Metric.CORRECT,)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if isinstance(case, QuestionCase):
            faults = shortcomings(case, seen)
            yield yes_no(Metric.CORRECT, not faults, "; ".join(faults))
