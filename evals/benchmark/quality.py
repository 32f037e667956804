"""Retrieval quality of each system on the question cases, and the paired difference between ours and the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evals.benchmark.stacks import Stack
from evals.casebook.models import QuestionCase
from evals.evaluators.base import Evidence
from evals.evaluators.retrieval import gold_places, retrieval_scores
from evals.metrics import Metric
from evals.stats.bootstrap import Interval, Item, interval
from evals.stats.paired import Pair, difference
from evals.text.spans import Span

SHOWN = (Metric.RECALL_AT_5, Metric.RR, Metric.NDCG_10, Metric.ALL_AT_5, Metric.RECALL_6000)


class Quality(NamedTuple):
    """One system under one metric; `ahead` is ours minus this one."""

    system: str
    metric: str
    figure: Interval
    ahead: Interval | None


class Gold(NamedTuple):
    case: str
    family: str
    query: str
    places: list[list[Span]]


def gold_of(cases: Sequence[QuestionCase], documents: Mapping[str, str]) -> list[Gold]:
    """Questions of one turn with a passage that answers them."""
    evidence = Evidence(documents)
    found = [(case, gold_places(case, evidence)) for case in cases if len(case.turns) == 1]
    return [Gold(case.id, case.family, case.turns[0], places) for case, places in found if places]


def quality(stacks: Mapping[str, Stack], gold: Sequence[Gold], ours: str) -> list[Quality]:
    """Every metric of every system. `ours` is the one that the others are subtracted from."""
    parts: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    for system, stack in stacks.items():
        for item in gold:
            for score in retrieval_scores(stack.search(item.query), stack.universe, item.places):
                parts.setdefault((system, score.metric), {})[item.case] = (score.numerator, score.denominator)
    family = {item.case: item.family for item in gold}
    rows = []
    for (system, metric), values in parts.items():
        if metric not in {shown.value for shown in SHOWN}:
            continue
        figure = interval([Item(family[case], *value) for case, value in values.items()])
        pairs = [Pair(case, family[case], value, parts[ours, metric][case]) for case, value in values.items()]
        rows.append(Quality(system, metric, figure, None if system == ours else difference(pairs)))
    return rows
