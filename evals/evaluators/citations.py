"""Citations: exact quotation, valid markers, numbers supported, and overlap with the gold passage by characters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Answer, Citation
from evals.casebook.models import QuestionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, share
from evals.metrics import Metric
from evals.text.folding import comparable
from evals.text.spans import Span, common, covered, is_exact, locate, overlap, size

SEARCH_TOOL = "search_call_documents"
_MARKER = re.compile(r"\[(\d{1,3})\](?!\()")
_QUOTED = re.compile(r"“[^”]*”")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def fault(citation: Citation, evidence: Evidence) -> str | None:
    """Why a citation is not valid, or None. Words stitched from two places fail, and right words at wrong offsets."""
    text = evidence.documents.get(citation.document)
    if text is None:
        return f"[{citation.n}] names an unknown document {citation.document!r}"
    if not is_exact(citation.quote, text, citation.start, citation.end):
        return f"[{citation.n}] is not the document's words at {citation.start}-{citation.end}: {citation.quote[:80]!r}"
    return None


def cited_span(citation: Citation) -> Span:
    return Span(citation.document, citation.start, citation.end)


class Citations:
    metrics = (Metric.QUOTE_EXACT, Metric.CLAIMS_CITED, Metric.MARKERS_VALID, Metric.NUMBERS_SUPPORTED)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        answer = seen.answer
        faults = {c.n: why for c in answer.citations if (why := fault(c, evidence))}
        valid = {c.n for c in answer.citations} - set(faults)
        bad = sum(c.n in faults for c in answer.citations)
        yield from share(
            Metric.QUOTE_EXACT, len(answer.citations) - bad, len(answer.citations), "; ".join(faults.values())
        )
        bare = [claim.text for claim in answer.claims if not valid.intersection(claim.citations)]
        yield from share(
            Metric.CLAIMS_CITED, len(answer.claims) - len(bare), len(answer.claims), f"without: {bare}" if bare else ""
        )
        markers = [int(n) for n in _MARKER.findall(_QUOTED.sub(" ", answer.answer))]
        stray = [n for n in markers if n not in valid]
        yield from share(
            Metric.MARKERS_VALID, len(markers) - len(stray), len(markers), f"stray: {stray}" if stray else ""
        )
        yield from numbers_supported(answer, " ".join(case.turns))
        if isinstance(case, QuestionCase):
            yield from gold_overlap(case, [c for c in answer.citations if c.n in valid], evidence)


def numbers_supported(answer: Answer, asked: str) -> Iterable[Score]:
    """Lexical support: each number of a claim stands in its quotations, in the question, or in a tool's result.

    What the search gives back does not count: the ids of passages hold numbers too.
    """
    quotes = {c.n: c.quote for c in answer.citations}
    said = set(_NUMBER.findall(comparable(asked)))
    computed: set[str] | None = None
    numeric, unsupported = 0, []
    for claim in answer.claims:
        numbers = set(_NUMBER.findall(comparable(claim.text)))
        quoted = set(_NUMBER.findall(comparable(" ".join(quotes.get(n, "") for n in claim.citations))))
        numeric += bool(numbers)
        left = numbers - quoted - said
        if left:  # what the tools found is long
            computed = _computed(answer) if computed is None else computed
            left -= computed
        if left:
            unsupported.append(f"{claim.text[:80]!r} has {sorted(left)}")
    yield from share(Metric.NUMBERS_SUPPORTED, numeric - len(unsupported), numeric, "; ".join(unsupported))


def _computed(answer: Answer) -> set[str]:
    """The numbers in what tools other than the search were asked and found."""
    computed = [call for call in answer.tool_calls if call.name != SEARCH_TOOL]
    return set(_NUMBER.findall(comparable(" ".join(f"{call.arguments} {call.result}" for call in computed))))


def gold_overlap(case: QuestionCase, citations: list[Citation], evidence: Evidence) -> Iterable[Score]:
    """Quoted characters against those of the gold passages; the nearest of a quotation's places counts."""
    gold = [
        places
        for quote, document in case.expect.all_quotes()
        if (places := locate(quote, evidence.documents, document))
    ]
    if not gold:
        return
    cited = [cited_span(citation) for citation in citations]
    best = [max(places, key=lambda place: sum(overlap(place, span) for span in cited)) for places in gold]
    shared = common(covered(cited), covered(best))
    yield from share(Metric.SPAN_PRECISION, shared, size(covered(cited)))
    yield from share(Metric.SPAN_RECALL, shared, size(covered(best)))
    missed = [place for place in best if not any(overlap(place, span) for span in cited)]
    detail = f"not cited: {[evidence.documents[p.document][p.start : p.end][:80] for p in missed]}" if missed else ""
    yield from share(Metric.GOLD_CITED, len(best) - len(missed), len(best), detail)
