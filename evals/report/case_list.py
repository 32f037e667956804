"""Failed cases as HTML: question, why, how it came about, answer and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from assistant.answer import Citation
from evals.casebook.models import Split
from evals.evaluators.citations import SEARCH_TOOL
from evals.report.elements import definition
from evals.report.explained import explained
from evals.report.failures import Failure
from evals.running.records import AnswerRecord


def weakest_cases(weakest: Sequence[Failure]) -> Iterable[str]:
    if weakest:
        yield "<p>Of the tune split, by the harm of what went wrong; how it came about, from what the run recorded.</p>"
        yield from (_failure(failure, is_open=True) for failure in weakest)


def all_failed(found: Sequence[Failure]) -> Iterable[str]:
    """The cases of the test split stay folded away: who reads them may no longer measure with them."""
    tune, test = ([failure for failure in found if failure.split is split] for split in (Split.TUNE, Split.TEST))
    yield from (_failure(failure) for failure in tune)
    if test:
        yield f"<details><summary>{len(test)} of the test split: not to be read while improving</summary>"
        yield from (_failure(failure) for failure in test)
        yield "</details>"


def _failure(failure: Failure, *, is_open: bool = False) -> str:
    record, answer = failure.answer, failure.answer.answer
    turns = [
        f"{n}. {escape(turn)}" if len(record.turns) > 1 else escape(turn) for n, turn in enumerate(record.turns, 1)
    ]
    parts = [
        definition("Asked", *turns),
        definition("Why", *(escape(why) for why in failure.why), style="why"),
    ]
    if is_open:
        parts.append(definition("How it came about", *map(escape, explained(record, failure.records))))
    if answer is not None:
        parts += [
            definition("Status", escape(answer.status.value)),
            definition("Answer", escape(re.sub(r"\n{3,}", "\n\n", answer.answer))),
            definition("Sources", *(_source(citation) for citation in answer.citations)),
            definition("Tools", escape(", ".join(call.name for call in answer.tool_calls))),
            definition("Found", escape(", ".join(found(record)[:5]))),
        ]
    last = record.turns[-1][:120] if record.turns else ""
    summary = escape(" · ".join([failure.suite.value, record.case, failure.kind, last]))
    return f"<details{' open' if is_open else ''}><summary>{summary}</summary><dl>{''.join(parts)}</dl></details>"


def found(record: AnswerRecord) -> list[str]:
    """The passages found for the message; where the scores needed no search, those that the answer's own found."""
    calls = [call.result for call in record.answer.tool_calls if call.name == SEARCH_TOOL] if record.answer else []
    own = [str(passage) for result in calls if isinstance(result, dict) for passage in result.get("passages", [])]
    return [hit.id for hit in record.hits] or own


def _source(citation: Citation) -> str:
    place = " › ".join([citation.title, *citation.section])
    return f"[{citation.n}] {escape(place)} ({citation.start}–{citation.end}): <q>{escape(citation.quote)}</q>"
