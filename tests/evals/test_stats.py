"""Statistics against values known from elsewhere."""

from __future__ import annotations

import pytest

from evals.stats.bootstrap import Item, interval, wilson
from evals.stats.paired import Pair, difference, holm, mcnemar
from evals.stats.selective import Judged, risk_coverage


def test_the_interval_of_independent_cases_is_near_the_normal_one() -> None:
    found = interval([Item(str(n), float(n < 90)) for n in range(100)])
    assert found.value == 0.9
    assert found.low == pytest.approx(0.9 - 0.0588, abs=0.012)
    assert found.high == pytest.approx(0.9 + 0.0588, abs=0.012)


def test_clustered_cases_have_a_wider_interval_than_independent_ones() -> None:
    alone = interval([Item(str(n), float(n < 50)) for n in range(100)])
    families = interval([Item(str(n // 10), float(n < 50)) for n in range(100)])
    assert families.high - families.low > 2 * (alone.high - alone.low)


def test_the_same_items_in_another_order_give_the_same_interval() -> None:
    items = [Item(str(n % 7), float(n % 3 == 0)) for n in range(50)]
    assert interval(items) == interval(items[::-1])


def test_never_seen_is_not_never() -> None:
    found = interval([Item(str(n), 0.0) for n in range(75)])
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(0.049, abs=0.001)


def test_wilson_is_the_published_value() -> None:
    low, high = wilson(0.9, 100)
    assert (low, high) == pytest.approx((0.8256, 0.9448), abs=1e-4)


def test_shares_add_up_over_cases() -> None:
    assert interval([Item("a", 1, 4), Item("b", 3, 4)]).value == 0.5


def _pairs(wins: int, losses: int, same: int) -> list[Pair]:
    changes = [(0.0, 1.0)] * wins + [(1.0, 0.0)] * losses + [(1.0, 1.0)] * same
    return [Pair(f"c{n}", f"f{n}", (before, 1.0), (after, 1.0)) for n, (before, after) in enumerate(changes)]


def test_mcnemar_is_the_exact_binomial() -> None:
    assert mcnemar(_pairs(8, 2, 50)) == pytest.approx(0.109375)
    assert mcnemar(_pairs(6, 0, 50)) == pytest.approx(0.03125)
    assert mcnemar(_pairs(0, 0, 9)) == 1.0


def test_the_paired_difference_excludes_nought_where_all_got_better() -> None:
    better, equal = difference(_pairs(20, 0, 20)), difference(_pairs(5, 5, 30))
    assert better.value == 0.5
    assert better.low > 0
    assert equal.low < 0 < equal.high


def test_holm_steps_down() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})


def test_the_risk_coverage_curve_is_the_hand_made_one() -> None:
    curve = risk_coverage([Judged(0.9, True), Judged(0.8, False), Judged(0.7, True), Judged(0.6, True)])
    assert curve.risk == pytest.approx([0, 1 / 2, 1 / 3, 1 / 4])
    assert curve.aurc.value == pytest.approx((1 / 2 + 1 / 3 + 1 / 4) / 4)
    assert curve.auroc == pytest.approx(1 / 3)
    assert (curve.covered(0.0), curve.covered(0.3), curve.covered(0.5)) == (0.25, 1.0, 1.0)
    assert curve.excess == pytest.approx(curve.aurc.value - 1 / 16)


def test_cases_of_equal_confidence_share_their_risk() -> None:
    mixed = [Judged(0.5, True), Judged(0.5, False)]
    assert risk_coverage(mixed).risk == risk_coverage(mixed[::-1]).risk == [0.5, 0.5]


def test_the_interval_of_the_curve_holds_its_value_and_widens_with_families() -> None:
    cases = [Judged(1 - n / 200, n % 7 != 0, str(n)) for n in range(100)]
    alone, families = (
        risk_coverage(c).aurc for c in (cases, [c._replace(family=str(int(c.family) // 10)) for c in cases])
    )
    assert alone.value == families.value
    assert alone.low < alone.value < alone.high


def test_a_curve_of_right_answers_alone_has_no_area_and_no_order() -> None:
    curve = risk_coverage([Judged(0.9, True, "a"), Judged(0.1, True, "b")])
    assert (curve.aurc.value, curve.auroc, curve.covered(0.0)) == (0.0, None, 1.0)
