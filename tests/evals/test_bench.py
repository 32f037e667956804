"""The bench's own arithmetic, with systems that need no model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from evals.benchmark.growth import grown
from evals.benchmark.quality import gold_of, quality
from evals.benchmark.report import exponents, growth_table, named, quality_table, times_table
from evals.benchmark.stacks import split_plainly
from evals.benchmark.timing import child, interleaved, ratio, times
from evals.benchmark.vectors import CachedModel, RandomModel
from evals.compare import Difference
from evals.mutate import MUTATIONS, Caught, _moved
from evals.stats.bootstrap import Interval
from evals.text.spans import Span
from index import Document, Passage
from tests.evals.build import DOCUMENTS, PAGE, passages, question

PROJECTS, DURATION, BUDGET, DEADLINE = passages()


class Fixed:
    """Always the same ranking."""

    def __init__(self, *ranking: Span) -> None:
        self.universe = passages()
        self.ranking = list(ranking)

    def search(self, query: str) -> list[Span]:
        return self.ranking


CASES = [
    question("How long?", id=f"q-{n}", family=f"f{n}", quotes=["Maximum project duration: 36 months"], document="page")
    for n in range(5)
]


def test_systems_are_compared_on_the_same_questions() -> None:
    gold = gold_of([*CASES, question("Hello")], DOCUMENTS)
    rows = quality({"ours": Fixed(DURATION), "plain": Fixed(BUDGET, DURATION)}, gold, "ours")
    found = {(row.system, row.metric): row for row in rows}
    assert len(gold) == 5
    assert (found["ours", "rr@10"].figure.value, found["plain", "rr@10"].figure.value) == (1.0, 0.5)
    ahead = found["plain", "rr@10"].ahead
    assert ahead is not None
    assert (ahead.value, ahead.low) == (0.5, 0.5)
    assert found["ours", "rr@10"].ahead is None
    assert "plain" in quality_table(rows, "ours")


def test_every_query_goes_to_every_call_in_every_round_and_the_warm_up_is_not_counted() -> None:
    asked: dict[str, list[str]] = {"a": [], "b": []}
    taken = interleaved({name: asked[name].append for name in asked}, ["x", "y", "z", "w"], base="a", rounds=2)
    assert [taken[name].calls for name in ("a", "b")] == [8, 8]
    assert asked["a"] == ["x", "y", "z", *["x", "y", "z", "w"] * 2]
    assert taken["a"].to_base == (1.0, 1.0, 1.0)
    assert "1.00" in times_table(taken, "a")


def test_percentiles_and_throughput_are_the_known_values() -> None:
    samples = [[float(n)] for n in range(1, 101)]
    assert times(samples, samples)[:5] == (50.5, 95.05, 99.01, 100_000 / 5050, 100)


def test_a_busy_moment_in_one_round_does_not_move_the_ratio() -> None:
    base = [[1.0, 1.1, 0.9], [2.0, 2.0, 90.0], [3.0, 3.1, 3.0]]
    own = [[2.0, 2.0, 50.0], [4.0, 4.0, 4.0], [6.0, 60.0, 6.0]]
    found = ratio(own, base)
    assert (found.value, found.low, found.high) == (2.0, 2.0, 2.0)


def test_growth_is_measured_on_both_sides() -> None:
    texts = [Passage(f"p{n}", f"Item {n}", "random") for n in range(60)]
    size = grown(CachedModel(RandomModel()), RandomModel(), texts)
    assert size.passages == 60
    assert min(size.own.memory_mb, size.plain.seconds, size.search["bare"].p50) > 0
    assert "60" in growth_table([size])
    ten_times = size._replace(passages=600, own_index_s=100 * size.own_index_s)
    assert "100.0               2.00" in exponents([size, ten_times])


def test_a_child_says_how_it_ended_and_what_it_took() -> None:
    done = child(["-c", "raise SystemExit(3)"])
    assert done.exit_code == 3
    assert done.peak_mb > 1


def test_plain_chunks_know_where_they_stand() -> None:
    long = " ".join(f"Sentence number {n} of the text." for n in range(200))
    texts, metadatas = split_plainly([Document("d", "D", "text", long, ())])
    assert len(texts) > 3
    assert all(long[m["start_index"] : m["end_index"]] == text for text, m in zip(texts, metadatas, strict=True))


def test_the_cached_model_embeds_each_text_once() -> None:
    class Counting(RandomModel):
        def __init__(self) -> None:
            self.asked: list[str] = []

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            self.asked.extend(texts)
            return super().encode(texts)

    counting = Counting()
    model = CachedModel(counting)
    assert model.encode(["a", "b", "a"]).shape == (3, 384)
    model.encode(["b"])
    assert counting.asked == ["a", "b"]
    assert np.allclose(np.linalg.norm(model.encode(["a", "b"]), axis=1), 1.0)


def test_figures_keep_their_names_in_json() -> None:
    assert named({"a": [Interval(1.0, 0.5, 1.0)]}) == {"a": [{"value": 1.0, "low": 0.5, "high": 1.0}]}


@pytest.mark.parametrize(("low", "high", "noticed"), [(-0.4, -0.1, True), (-0.4, 0.1, False), (0.1, 0.4, False)])
def test_a_regression_is_noticed_when_its_metric_gets_worse_beyond_its_interval(
    low: float, high: float, noticed: bool
) -> None:
    mutation = MUTATIONS[0]
    change = Interval((low + high) / 2, low, high)
    assert (
        Caught(mutation, Difference(mutation.suite, mutation.metric.value, 9, 0.9, 0.6, change, None)).noticed
        is noticed
    )


def test_the_careless_brain_moves_numbers_and_drops_quotation_marks() -> None:
    assert _moved("“Maximum project duration: 36 months”") == "Maximum project duration: 37 months"
    assert PAGE.count("36") == 1
