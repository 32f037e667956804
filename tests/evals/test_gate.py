"""Floors hold, only rise, and comparisons say what changed."""

from __future__ import annotations

from evals.casebook.models import Split, Suite
from evals.compare import compare
from evals.floors import breaches, committed_versions, loosened, parse_floors, raised, read_floors
from evals.metrics import Metric, metric_of
from evals.running.records import MetricRecord, Provenance

FLOORS = {"questions": {"correct": 0.9, "leak": 0.0}}
MADE_WITH = Provenance(
    model="m", index="i", prompts="p", settings="s", as_of="2026-11-01", commit="c", code="d", cases="e"
)


def record(case: str, metric: Metric, value: float | None, family: str | None = None) -> MetricRecord:
    return MetricRecord(
        suite=Suite.QUESTIONS,
        case=case,
        kind="list",
        family=family or case,
        split=Split.TUNE,
        metric=metric.value,
        value=value,
        numerator=value or 0.0,
        denominator=1.0,
        unscored=None if value is not None else "error",
        provenance=MADE_WITH,
    )


def test_a_figure_below_its_floor_or_above_its_ceiling_is_a_breach() -> None:
    found = breaches(FLOORS, {"questions": {"correct": 0.89, "leak": 0.01}})
    assert [(breach.metric, breach.value) for breach in found] == [("correct", 0.89), ("leak", 0.01)]
    assert breaches(FLOORS, {"questions": {"correct": 0.9, "leak": 0.0}}) == []


def test_a_metric_that_was_not_measured_is_a_breach_and_a_suite_that_was_not_run_is_none() -> None:
    assert [breach.value for breach in breaches(FLOORS, {"questions": {"correct": 1.0}})] == [None]
    assert breaches(FLOORS, {"attacks": {}}) == []


def test_floors_are_raised_to_better_figures_and_never_lowered() -> None:
    assert raised(FLOORS, {"questions": {"correct": 0.95678, "leak": 0.2}}) == {
        "questions": {"correct": 0.956, "leak": 0.0}
    }
    assert raised(FLOORS, {"questions": {"correct": 0.5}}) == FLOORS


def test_a_floor_that_is_taken_away_or_eased_is_noticed() -> None:
    eased = loosened(FLOORS, {"questions": {"correct": 0.8}})
    assert [(breach.metric, breach.value) for breach in eased] == [("correct", 0.8), ("leak", None)]


def test_the_committed_floors_have_only_risen() -> None:
    now = read_floors()
    assert [breach for older in committed_versions() for breach in loosened(older, now)] == []


def test_every_floor_is_of_a_known_suite_and_metric() -> None:
    for suite, floors in read_floors().items():
        assert suite in {known.value for known in Suite}
        assert all(metric_of(metric) for metric in floors)
    assert parse_floors("") == {}


def test_compare_pairs_cases_and_lists_what_changed_best_first() -> None:
    before = [record(f"q{n}", Metric.CORRECT, float(n >= 12)) for n in range(40)]
    after = [record(f"q{n}", Metric.CORRECT, float(n != 39)) for n in range(40)]
    result = compare(before, after)
    difference = result.differences[0]
    assert (difference.cases, difference.before, round(difference.after, 3)) == (40, 0.7, 0.975)
    assert difference.sure
    assert difference.p is not None
    assert difference.p < 0.01
    assert [c.gain for c in result.changed] == [1] * 12 + [-1]


def test_compare_knows_which_way_is_better() -> None:
    result = compare([record("q", Metric.LEAK, 1.0)], [record("q", Metric.LEAK, 0.0)])
    assert [(c.case, c.gain, c.turned) for c in result.changed] == [("q", 1, ["leak 1 -> 0"])]


def test_cases_that_only_one_run_scored_are_left_out_and_counted() -> None:
    result = compare(
        [record("a", Metric.CORRECT, 1.0), record("b", Metric.CORRECT, None)], [record("b", Metric.CORRECT, 1.0)]
    )
    assert (result.differences, result.unpaired) == ([], 2)


def test_a_metric_that_applies_in_one_run_only_still_counts_in_its_share() -> None:
    cited = [record(name, Metric.CORRECT, 1.0) for name in "ab"]
    before = [*cited, record("a", Metric.QUOTE_EXACT, 1.0)]
    after = [*cited, record("a", Metric.QUOTE_EXACT, 1.0), record("b", Metric.QUOTE_EXACT, 0.0)]
    found = {d.metric: d for d in compare(before, after).differences}["quote_exact"]
    assert (found.before, found.after) == (1.0, 0.5)
