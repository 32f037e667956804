"""Facts that the answer must hold, in their role, and what it must not say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evals.casebook.models import QuestionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, said, share, yes_no
from evals.metrics import Metric
from evals.text.folding import comparable
from evals.text.matching import find, holds, pattern

_CLAUSE_END = re.compile(r"(?<!\d)[,;:](?!\d)|[.!?](?=\s|$)|\n|\b(?:and|but|while|whereas)\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = re.compile(
    r"the|and|for|with|that|this|are|was|were|has|have|had|must|may|can|will|not|from|into|its|their|your|you|our|least|"
    r"most|more|than|only|about|which|what|when|where|who|how|many|much|long|there|here|they|them|each|per|any|all|does|"
    r"did|yes|also|such"
)


def words(text: str) -> set[str]:
    """The content words of a text, by their first six letters: a stemmer would be no better for overlap."""
    return {word[:6] for word in _WORD.findall(comparable(text)) if not _EMPTY.fullmatch(word)}


def clauses_around(spelling: str, text: str) -> list[str]:
    """The clauses of `comparable(text)` in which the spelling is found."""
    body = comparable(text)
    ends = [0, *(match.end() for match in _CLAUSE_END.finditer(body)), len(body)]
    found = []
    for match in pattern(spelling).finditer(body):
        start = max(end for end in ends if end <= match.start())
        stop = min(end for end in ends if end >= match.end())
        found.append(body[start:stop])
    return found


def in_role(fact: list[str], text: str, meaning: set[str]) -> bool:
    """Whether a fact stands somewhere beside words of its passage or question, or alone: a right number may be
    said of the wrong thing. `meaning` is those words."""
    own = set().union(*(words(spelling) for spelling in fact))
    for spelling in fact:
        for clause in clauses_around(spelling, text):
            beside = words(clause) - own
            if not beside or beside & meaning:
                return True
    return False


def is_number(fact: list[str]) -> bool:
    """Whether the fact is a number without a name beside it that would tell its role."""
    return any(spelling[:1].isdigit() for spelling in fact)


class Facts:
    metrics = (Metric.FACT_RECALL, Metric.FACTS_COMPLETE, Metric.FACTS_IN_ROLE, Metric.FORBIDDEN_SAID)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if not isinstance(case, QuestionCase):
            return
        text, facts = said(case, seen), case.expect.all_facts()
        missed = [fact[0] for fact in facts if holds(fact, text) is None]
        detail = f"missing: {', '.join(missed)}" if missed else ""
        yield from share(Metric.FACT_RECALL, len(facts) - len(missed), len(facts), detail)
        if facts:
            yield yes_no(Metric.FACTS_COMPLETE, not missed, detail)
        strays = strayed(case, text)
        numbers = [fact for fact in facts if is_number(fact) and holds(fact, text)]
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
    facts = [fact for fact in case.expect.all_facts() if is_number(fact) and holds(fact, text)]
    return [fact[0] for fact in facts if not in_role(fact, text, meaning)]


def forbidden(case: QuestionCase, text: str) -> list[str]:
    """What the answer says and must not."""
    return [spelling for spelling in case.expect.all_not_said() if find(spelling, text)]


def is_correct(case: QuestionCase, seen: Observed) -> bool:
    """Status right, every fact in its role, nothing forbidden."""
    text = said(case, seen)
    complete = all(holds(fact, text) for fact in case.expect.all_facts())
    return (
        seen.answer.status == case.expect.status and complete and not strayed(case, text) and not forbidden(case, text)
    )


class Correct:
    """The verdict over a question: all that is decidable without a judge."""

    metrics = (Metric.CORRECT,)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if isinstance(case, QuestionCase):
            yield yes_no(Metric.CORRECT, is_correct(case, seen))
