"""The ranking for a question against its gold passages, as character spans: they survive another chunking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.casebook.models import QuestionCase
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, share, yes_no
from evals.metrics import Metric
from evals.text.spans import Span, common, covered, locate, overlap

DEPTHS = {1: Metric.RECALL_AT_1, 3: Metric.RECALL_AT_3, 5: Metric.RECALL_AT_5, 10: Metric.RECALL_AT_10}
BUDGET = 6000
"""Characters shown at most, for recall at equal reading effort: at equal k, bigger chunks win for free."""
HALF = 0.5


def gold_places(case: QuestionCase, evidence: Evidence) -> list[list[Span]]:
    """For each gold quotation the places where it stands; those that stand nowhere are left out (lint names them)."""
    return [
        places
        for quote, document in case.expect.all_quotes()
        if (places := locate(quote, evidence.documents, document))
    ]


def found(gold: Sequence[Sequence[Span]], shown: Sequence[Span]) -> int:
    """How many gold quotations have half of their characters or more, in one of their places, among the spans."""
    seen = covered(shown)
    return sum(any(common(covered([place]), seen) >= HALF * place.length for place in places) for places in gold)


def relevant(span: Span, gold: Sequence[Sequence[Span]]) -> bool:
    """Whether a passage and a gold quotation share at least half of the shorter of the two."""
    return any(overlap(span, place) >= HALF * min(span.length, place.length) > 0 for places in gold for place in places)


def within_budget(ranking: Sequence[Span], budget: int = BUDGET) -> list[Span]:
    """The hits that fit into so many characters, the last one cut."""
    kept, left = [], budget
    for span in ranking:
        if left <= 0:
            break
        kept.append(span._replace(end=min(span.end, span.start + left)))
        left -= span.length
    return kept


def ranked_measures(
    ranking: Sequence[Span], universe: Sequence[Span], gold: Sequence[Sequence[Span]]
) -> dict[str, float]:
    """RR@10 and nDCG@10 by ir-measures; `universe` are all passages that could have been found."""
    import ir_measures  # type: ignore[import-untyped,unused-ignore]
    from ir_measures import RR, nDCG

    name = {span: f"{span.document}:{span.start}-{span.end}" for span in {*ranking, *universe}}
    qrels = [ir_measures.Qrel("q", doc, 1) for span, doc in name.items() if relevant(span, gold)]
    run = [
        ir_measures.ScoredDoc("q", doc, -rank) for rank, doc in enumerate(dict.fromkeys(name[span] for span in ranking))
    ]
    if not qrels or not run:
        return {Metric.RR.value: 0.0, Metric.NDCG_10.value: 0.0}
    measured = ir_measures.calc_aggregate([RR @ 10, nDCG @ 10], qrels, run)
    return {Metric.RR.value: measured[RR @ 10], Metric.NDCG_10.value: measured[nDCG @ 10]}


def retrieval_scores(
    ranking: Sequence[Span], universe: Sequence[Span], gold: Sequence[Sequence[Span]]
) -> Iterable[Score]:
    """Every retrieval metric of one ranking, best first; also what the bench compares systems by."""
    for depth, metric in DEPTHS.items():
        yield from share(metric, found(gold, ranking[:depth]), len(gold))
    yield from share(Metric.RECALL_6000, found(gold, within_budget(ranking)), len(gold))
    yield yes_no(Metric.ALL_AT_5, found(gold, ranking[:5]) == len(gold))
    for metric_name, value in ranked_measures(ranking, universe, gold).items():
        yield Score(metric_name, value)


class Retrieval:
    """Only for messages of one turn: a follow-up is searched for in other words than its last turn's."""

    metrics = (*DEPTHS.values(), Metric.RECALL_6000, Metric.ALL_AT_5, Metric.RR, Metric.NDCG_10)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        if isinstance(case, QuestionCase) and len(case.turns) == 1 and (gold := gold_places(case, evidence)):
            yield from retrieval_scores([hit.span for hit in seen.hits], evidence.passages, gold)
