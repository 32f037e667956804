"""Other calls than the shipped one: invented documents as an officer would add them, and questions by their authors.

`evals/calls/<id>/documents` is taken in as `python -m assistant ingest` does, into a data directory of its own; nothing
of `corpus/<call>/` is made for such a call. `cases.yaml` has the form of the suite of questions.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.collector import staying
from assistant.ingest import keep, prepare
from assistant.service import Assistant
from assistant.settings import load_settings
from evals.casebook.load import parse, raw_cases
from evals.casebook.models import QuestionCase, Split, Suite
from evals.evaluators import score
from evals.running.observe import Task, ask
from evals.running.subject import ServiceSubject
from index import Document
from index.errors import UserProblem
from index.loading import load_documents

CALLS = Path(__file__).parent / "calls"
AS_OF = date(2027, 10, 1)  # before the deadlines of all of them


class NoSuchCall(UserProblem):
    """No folder of `evals/calls` has this name."""


def cases_of(call: str) -> list[QuestionCase]:
    """The questions about a call, in their order. Raises NoSuchCall, BadCases."""
    file = CALLS / call / "cases.yaml"
    if not file.is_file():
        raise NoSuchCall(
            f"There is no call {call}.", why=f"{file} is missing.", next=f"Name one of {', '.join(known_calls())}."
        )
    cases = [parse(Suite.QUESTIONS, raw, file) for raw in raw_cases(file)]
    return [case for case in cases if isinstance(case, QuestionCase)]


def known_calls() -> list[str]:
    return sorted(file.parent.name for file in CALLS.glob("*/cases.yaml"))


def documents_of(call: str) -> list[Document]:
    """The documents of a call, without an index."""
    return load_documents(sorted((CALLS / call / "documents").iterdir()))


def opened(call: str, data_dir: Path) -> ServiceSubject:
    """As a subject of evals."""
    return ServiceSubject(assistant_on(call, data_dir))


def assistant_on(call: str, data_dir: Path) -> Assistant:
    """The assistant on a call's documents, taken in under `data_dir`; vectors of examples that the user's own data
    directory has are used."""
    kept = load_settings().data_dir / "phrases"
    if kept.is_dir():
        shutil.copytree(kept, data_dir / "phrases", dirs_exist_ok=True)
    settings = load_settings(data_dir=data_dir, call=call)
    intake = prepare(settings, [CALLS / call / "documents"], call)
    for problem in intake.refused:
        raise problem
    keep(intake.accepted)
    with staying():
        return Assistant.open(settings)


def judged(subject: ServiceSubject, cases: Sequence[QuestionCase]) -> list[tuple[QuestionCase, str, bool, str]]:
    """Of each case the status of its answer, whether it is right, and if not, why and what was answered."""
    found = []
    subject.read_ahead([case.turns for case in cases])
    for case in cases:
        seen = ask(subject, Task(Suite.QUESTIONS, case), AS_OF).observed()
        assert seen is not None
        scores = score(Suite.QUESTIONS, case, seen, subject.evidence)
        correct = next(each for each in scores if each.metric == "correct")
        right = correct.numerator == correct.denominator
        why = "" if right else f"{correct.detail}\n  {seen.answer.answer}"
        found.append((case, seen.answer.status.value, right, why))
    return found


def split_of(call: str) -> Split:
    """A call is in one split as a whole: who has seen its documents knows what is asked."""
    return cases_of(call)[0].split
