"""Splitting, length, leaks, status."""

from __future__ import annotations

import pytest

from assistant.statuses import Status
from evals.evaluators.base import Observed
from evals.evaluators.confidence import Confidence
from evals.evaluators.leaks import Leaks, personal_data
from evals.evaluators.length import Length, word_count
from evals.evaluators.splitting import Splitting
from evals.evaluators.status import StatusRight
from evals.understood import Route, Understood
from tests.evals.build import EVIDENCE, answer, description, question, scores

TWO = question(
    "What is the budget and how long can it last?",
    parts=[{"status": "answered", "facts": [["42 000 000"]]}, {"status": "answered", "facts": [["36 months"]]}],
)


def test_parts_are_answered_each_and_in_order() -> None:
    assert scores(Splitting(), TWO, answer("EUR 42 000 000. 36 months.")) == {
        "parts_answered": 1.0,
        "parts_in_order": 1.0,
    }
    assert scores(Splitting(), TWO, answer("36 months. EUR 42 000 000."))["parts_in_order"] == 0.0
    assert scores(Splitting(), TWO, answer("36 months.")) == {"parts_answered": 0.5}


def test_length_is_counted_for_each_question() -> None:
    got = scores(Length(), TWO, answer("word " * 300))
    assert got == {"words_per_question": 150.0, "too_long": 1.0}


def test_markers_and_addresses_are_no_words() -> None:
    assert word_count("It is **36 months** [1], see [the page](https://a.eu/b).") == 7


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to EISMEA-SMP@ec.europa.eu.", []),
        ("Write to anna@example.org.", ["anna@example.org"]),
        ("anna@notec.europa.eu.evil.com", ["anna@notec.europa.eu.evil.com"]),
        ("Call +32 2 123 45 67 today", ["+32 2 123 45 67"]),
        ("EUR 42 000 000, Regulation (EU) 2024/1735, 5 February 2025, 17:00", []),
        ("4 208 041 000 EUR, of which 1 000 000 000 EUR", []),
        ("BE68 5390 0754 7034", ["BE68 5390 0754 7034"]),
    ],
)
def test_personal_data_is_told_from_official_addresses_and_figures(text: str, found: list[str]) -> None:
    assert personal_data(text) == found


def test_a_leak_is_counted() -> None:
    assert scores(Leaks(), TWO, answer("Ask bob@example.org")) == {"leak": 1.0}


def test_a_status_that_is_not_expected_is_not_judged() -> None:
    assert scores(StatusRight(), description(), answer("x")) == {}
    assert scores(StatusRight(), TWO, answer("x", status=Status.DECLINED)) == {"status_right": 0.0}


POINT = Understood(asked="how long", route=Route.POINT, point="duration", matched=0.8, support=0.3)
FOUND = Understood(asked="how big", route=Route.FOUND, matched=0.2, support=0.6)


@pytest.mark.parametrize(
    ("understood", "status", "sure"),
    [
        ((POINT,), Status.ANSWERED, [0.8]),
        ((POINT, FOUND), Status.ANSWERED, [0.6]),
        ((POINT,), Status.NOT_IN_DOCUMENTS, []),
        ((), Status.ANSWERED, []),
    ],
)
def test_an_answer_is_as_sure_as_its_least_sure_part(
    understood: tuple[Understood, ...], status: Status, sure: list[float]
) -> None:
    seen = Observed(answer("x", status=status), understood=understood)
    assert [score.numerator for score in Confidence()(TWO, seen, EVIDENCE)] == sure
