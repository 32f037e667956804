"""The linter: what would make a case unfair, ambiguous or useless."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from assistant.eligibility.findings import Outcome, RuleId, VerdictStatus
from assistant.statuses import Status
from evals.casebook.load import CASES, BadCases, Located, case_files, parse, raw_cases
from evals.casebook.models import DescriptionCase, EnquiryCase, NearMissCase, QuestionCase, Suite
from evals.text.matching import find
from evals.text.spans import locate

ENOUGH = {Suite.QUESTIONS: 150, Suite.CONSORTIA: 150, Suite.ATTACKS: 60, Suite.NEAR_MISSES: 80}
"""The fewest cases of a suite that its figures may rest on."""


class Fault(NamedTuple):
    """What is wrong with a case, and in which file."""

    file: str
    case: str
    what: str


class Checked(NamedTuple):
    """All faults, and how many cases there are by suite, kind and split."""

    faults: list[Fault]
    counts: Counter[tuple[str, str, str]]


def lint(documents: Mapping[str, str], root: Path = CASES) -> Checked:
    """Checks every case file against its form, the other files, and the documents that it quotes."""
    faults: list[Fault] = []
    located: list[tuple[Suite, Located]] = []
    for suite in Suite:
        for file in case_files(suite, root):
            for raw in _raw(file, faults):
                try:
                    located.append((suite, Located(parse(suite, raw, file), file)))
                except BadCases as error:
                    faults.append(Fault(file.name, str(raw.get("id") if isinstance(raw, dict) else "?"), error.why))
    faults += _identity(located)
    for _, entry in located:
        faults += [Fault(entry.file.name, entry.case.id, what) for what in _own_faults(entry.case, documents)]
    counts = Counter((suite.value, entry.case.kind, entry.case.split.value) for suite, entry in located)
    return Checked(faults + list(_too_few(located)), counts)


def _raw(file: Path, faults: list[Fault]) -> list[Any]:
    try:
        return raw_cases(file)
    except BadCases as error:
        faults.append(Fault(file.name, "?", error.why))
        return []


def _identity(located: list[tuple[Suite, Located]]) -> Iterable[Fault]:
    """Ids are unique over all suites; a family, and the very same words, stand in one split only."""
    ids = Counter(entry.case.id for _, entry in located)
    splits: dict[tuple[str, str], set[str]] = defaultdict(set)
    asked: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for suite, (case, _) in located:
        splits[suite.value, case.family].add(case.split.value)
        asked[_words(case)].add(case.split.value)
    for suite, (case, file) in located:
        if ids[case.id] > 1:
            yield Fault(file.name, case.id, "the id is given twice")
        if len(splits[suite.value, case.family]) > 1:
            yield Fault(file.name, case.id, f"family {case.family!r} is in both splits")
        if len(asked[_words(case)]) > 1:
            yield Fault(file.name, case.id, "the same words are in both splits")


def _words(case: QuestionCase | DescriptionCase | NearMissCase | EnquiryCase) -> tuple[str, ...]:
    turns = [case.mail] if isinstance(case, EnquiryCase) else case.turns
    return tuple(" ".join(turn.casefold().split()) for turn in turns)


def _own_faults(
    case: QuestionCase | DescriptionCase | NearMissCase | EnquiryCase, documents: Mapping[str, str]
) -> Iterable[str]:
    if isinstance(case, QuestionCase):
        yield from _question_faults(case, documents)
    if isinstance(case, DescriptionCase):
        yield from _description_faults(case)


def _question_faults(case: QuestionCase, documents: Mapping[str, str]) -> Iterable[str]:
    expect = case.expect
    for quote, document in expect.all_quotes():
        if document is not None and document not in documents:
            yield f"there is no document {document!r}"
        elif not locate(quote, documents, document):
            yield f"the quotation stands not in {document or 'any document'}: {quote[:80]!r}"
    if expect.status == Status.FAILED:
        yield "no question is expected to fail"
    if expect.status == Status.ANSWERED and case.section and not (expect.all_facts() or expect.all_quotes()):
        yield "an answer of the documents is expected, but neither facts nor quotations"
    clash = [
        spelling
        for fact in expect.all_facts()
        for spelling in fact
        for no in expect.all_not_said()
        if _holds(no, spelling)
    ]
    if clash:
        yield f"a fact is among what must not be said: {clash[:3]}"


def _holds(spelling: str, fact: str) -> bool:
    return not fact.startswith("re:") and find(spelling, fact) is not None


def _description_faults(case: DescriptionCase) -> Iterable[str]:
    expect = case.expect
    definite = expect.verdict in (VerdictStatus.ELIGIBLE, VerdictStatus.NOT_ELIGIBLE)
    if definite and expect.status not in (None, Status.ANSWERED):
        yield f"a definite verdict is an answer, not {expect.status}"
    outcomes = set(expect.outcomes.values())
    if expect.verdict and len(expect.outcomes) == len(RuleId) and expect.verdict != _follows(outcomes):
        yield f"the verdict {expect.verdict.value} does not follow from the outcomes"


def _follows(outcomes: set[Outcome]) -> VerdictStatus:
    if Outcome.FAILED in outcomes:
        return VerdictStatus.NOT_ELIGIBLE
    return VerdictStatus.UNDETERMINED if Outcome.UNKNOWN in outcomes else VerdictStatus.ELIGIBLE


def _too_few(located: list[tuple[Suite, Located]]) -> Iterable[Fault]:
    counts = Counter(suite for suite, _ in located)
    for suite, least in ENOUGH.items():
        if counts[suite] < least:
            yield Fault(suite.value, "*", f"{counts[suite]} cases, at least {least} are wanted")
