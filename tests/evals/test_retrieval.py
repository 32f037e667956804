"""Rankings against gold passages, with values worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from evals.evaluators.retrieval import Retrieval, found, ranked_measures, relevant, within_budget
from evals.text.spans import Span
from tests.evals.build import PAGE, answer, passages, question, scores

PROJECTS, DURATION, BUDGET, DEADLINE = passages()
CASE = question(
    "How long?", quotes=["Maximum project duration: 36 months", "Available budget: EUR 42 000 000"], document="page"
)


def test_recall_counts_gold_passages_and_all_at_k_wants_each() -> None:
    got = scores(Retrieval(), CASE, answer("x"), [DEADLINE, DURATION, PROJECTS])
    assert (got["recall@1"], got["recall@3"], got["recall@5"], got["all@5"]) == (0.0, 0.5, 0.5, 0.0)
    assert got["rr@10"] == 0.5


def test_ndcg_is_the_textbook_value() -> None:
    got = ranked_measures([DEADLINE, DURATION, BUDGET], passages(), [[DURATION], [BUDGET]])
    assert got["ndcg@10"] == pytest.approx((1 / log2(3) + 1 / log2(4)) / (1 + 1 / log2(3)))


def test_a_big_chunk_that_holds_the_passage_finds_it_and_a_sliver_does_not() -> None:
    whole, sliver = Span("page", 0, len(PAGE)), Span("page", DURATION.start, DURATION.start + 10)
    assert found([[DURATION], [BUDGET]], [whole]) == 2
    assert found([[DURATION]], [sliver]) == 0
    assert relevant(whole, [[DURATION]])
    assert not relevant(Span("annex", DURATION.start, DURATION.end), [[DURATION]])


def test_two_halves_together_find_a_passage() -> None:
    middle = (DURATION.start + DURATION.end) // 2
    halves = [Span("page", DURATION.start, middle - 2), Span("page", middle, DURATION.end)]
    assert found([[DURATION]], halves) == 1


def test_a_budget_of_characters_cuts_big_chunks() -> None:
    assert within_budget([Span("d", 0, 80), Span("d", 100, 180), Span("d", 200, 300)], 100) == [
        Span("d", 0, 80),
        Span("d", 100, 120),
    ]


def test_follow_ups_and_questions_without_gold_are_not_scored() -> None:
    follow_up = question("How long?", "and in months?", quotes=CASE.expect.quotes)
    assert scores(Retrieval(), follow_up, answer("x"), [DURATION]) == {}
    assert scores(Retrieval(), question("Hello"), answer("x"), [DURATION]) == {}


def test_no_hits_score_nought() -> None:
    assert set(scores(Retrieval(), CASE, answer("x")).values()) == {0.0}
