from __future__ import annotations

import pytest

from index.tokenizer import terms


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Article 4(1)", "4(1)"),
        ("Article 4(1)", "articl 4(1)"),
        ("Art. 22(3)(a)", "22(3)(a)"),
        ("Art. 22(3)(a)", "articl 22"),
        ("see 10.1.4 below", "10.1.4"),
        ("TRL 5", "trl 5"),
        ("Annex II", "annex ii"),
        ("Part B", "part b"),
        ("strand 2", "strand 2"),
        ("Regulation (EU) 2024/1735", "2024/1735"),
        ("at 17:00 (CET)", "17:00"),
        ("SMP-COSME-2023-X1", "smp-cosme-2023-x1"),
    ],
)
def test_labels_and_numbers_that_belong_together_are_one_term(text: str, whole: str) -> None:
    assert whole in terms(text)


def test_a_call_id_is_found_by_its_parts_too() -> None:
    assert {"smp", "2024", "cluster"} <= set(terms("SMP-COSME-2024-CLUSTER"))


def test_a_clause_number_gives_the_clauses_above_it() -> None:
    assert {"10.1", "10"} <= set(terms("10.1.4"))
    assert {"22", "3", "a"} <= set(terms("22(3)(a)"))


@pytest.mark.parametrize(
    "text", ["42 000 000", "42,000,000", "42.000.000", "42000000", "42 million", "42\u00a0000\u00a0000"]
)
def test_an_amount_is_one_term_however_it_is_written(text: str) -> None:
    assert terms(text) == ["42000000"]


def test_a_year_after_a_number_is_not_drawn_into_it() -> None:
    assert "2025" in terms("5 February 2025, 17:00")
    assert "2024" in terms("page 13 2024")


@pytest.mark.parametrize("text", ["75%", "75 %", "75 percent", "75 per cent"])
def test_a_percentage_is_one_term_however_it_is_written(text: str) -> None:
    assert terms(text) == ["75%", "75"]


def test_case_accents_and_endings_do_not_matter() -> None:
    assert terms("CLUSTER Organisations") == terms("cluster organisation")
    assert terms("Île") == terms("ile")
    assert terms("eligibility") != terms("elephant")


def test_words_without_content_are_left_out_but_duties_and_denials_stay() -> None:
    assert terms("who is it that can") == []
    assert terms("must not") == ["must", "not"]


@pytest.mark.parametrize("text", ["", "   ", "—", "\ud800", "\x00"])
def test_text_without_words_has_no_terms(text: str) -> None:
    assert terms(text) == []
