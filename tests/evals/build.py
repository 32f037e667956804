"""Small cases and answers for the tests of the evaluators, over one invented document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.answer import Answer, Citation, Claim, Provenance, Timings, ToolCall
from assistant.eligibility.consortium import Consortium
from assistant.eligibility.findings import Finding, Outcome, RuleId, Verdict, VerdictStatus
from assistant.statuses import Status
from evals.casebook.models import DescriptionCase, NearMissCase, QuestionCase
from evals.evaluators import Evaluator, Evidence, Observed, Shown, TurnCase
from evals.text.spans import Span

PAGE = (
    "Number of projects to be funded: 16 (with at least 8 projects for Strand 1).\n\n"
    "Maximum project duration: 36 months\n\n"
    "Available budget: EUR 42 000 000\n\n"
    "Deadline date\n5 February 2025, 17:00 (CET)"
)
DOCUMENTS = {"page": PAGE, "annex": "Wind energy technologies are listed. The available budget is not stated here."}


def passages(text: str = PAGE, document: str = "page") -> tuple[Span, ...]:
    """The document's paragraphs as spans."""
    spans, start = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(document, start, start + len(paragraph)))
        start += len(paragraph) + 2
    return tuple(spans)


EVIDENCE = Evidence(DOCUMENTS, passages())


def cite(quote: str, n: int = 1, document: str = "page", start: int | None = None) -> Citation:
    """A citation of the words where they stand, or at a start that is told."""
    at = DOCUMENTS[document].find(quote) if start is None else start
    return Citation(
        n=n, document=document, title="Page", section=[], quote=quote, start=at, end=at + len(quote), url=None
    )


def answer(
    text: str,
    *citations: Citation,
    status: Status = Status.ANSWERED,
    claims: Sequence[Claim] | None = None,
    tools: Sequence[ToolCall] = (),
    **fields: Any,
) -> Answer:
    """An answer whose one claim is its text, resting on all its citations."""
    resting = [Claim(text=text, citations=[c.n for c in citations])] if citations else []
    return Answer(
        status=status,
        answer=text,
        claims=list(claims) if claims is not None else resting,
        citations=list(citations),
        tool_calls=list(tools),
        provenance=Provenance(model="scripted", index="i", prompts="p", settings="s", as_of="2026-11-01"),
        timings=Timings(search_ms=1.0, total_ms=2.0),
        **fields,
    )


def call(name: str, **given: Any) -> ToolCall:
    return ToolCall(name=name, arguments=given, result={})


def question(*turns: str, id: str = "q-1", kind: str = "date_number", family: str = "f", **expect: Any) -> QuestionCase:
    return QuestionCase.model_validate(
        {
            "id": id,
            "kind": kind,
            "family": family,
            "split": "tune",
            "turns": turns,
            "expect": {"status": "answered", **expect},
        }
    )


def description(turn: str = "Three clusters", *, id: str = "c-1", **expect: Any) -> DescriptionCase:
    return DescriptionCase.model_validate(
        {"id": id, "kind": "counts", "family": "f", "split": "tune", "turns": [turn], "expect": expect}
    )


def near_miss(turn: str, *, id: str = "n-1") -> NearMissCase:
    return NearMissCase.model_validate({"id": id, "kind": "rule", "family": "f", "split": "tune", "turns": [turn]})


def verdict(
    status: VerdictStatus, outcomes: dict[RuleId, Outcome] | None = None, before: Verdict | None = None
) -> Verdict:
    found = [
        Finding(rule=rule, outcome=outcome, measured=1, required=1, reason="because")
        for rule, outcome in (outcomes or {}).items()
    ]
    return Verdict(status=status, findings=found, before=before)


def consortium(*partners: dict[str, Any], **fields: Any) -> Consortium:
    return Consortium.model_validate({"partners": partners, **fields})


def scores(
    evaluator: Evaluator, case: TurnCase, given: Answer, hits: Sequence[Span] = (), evidence: Evidence = EVIDENCE
) -> dict[str, float]:
    """Metric -> value of one case."""
    shown = tuple(Shown(f"h{n}", span, 1.0 - n / 10) for n, span in enumerate(hits))
    found = evaluator(case, Observed(given, shown, 5.0), evidence)
    return {score.metric: score.numerator / score.denominator for score in found}
