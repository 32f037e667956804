"""The call profile says nothing that its clauses do not say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from index import load_document
from tests.corpus.places import CALL, FACT_LISTS, facts, read

PROFILE = read(CALL / "profile.yaml")
PAGE = load_document(CALL / "documents" / "call-page.md")


def _clauses(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.endswith("clause"):
                yield f"{path}{key}", inner
            elif key.endswith("clauses"):
                yield from ((f"{path}{key}", clause) for clause in inner)
            else:
                yield from _clauses(inner, f"{path}{key}.")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _clauses(inner, f"{path}{number}.")


def _sources(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if {"document", "item"} <= set(value):
            yield value
        for inner in value.values():
            yield from _sources(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _sources(inner)


@pytest.mark.parametrize(("where", "clause"), list(_clauses(PROFILE)))
def test_every_clause_is_one_run_of_words_within_a_block_of_the_page(where: str, clause: str) -> None:
    assert len(clause) <= 400
    assert any(clause in PAGE.text[block.start : block.end] for block in PAGE.blocks), where


def test_every_source_is_a_fact_line_that_exists() -> None:
    items = {(path.stem, item["id"]) for path in FACT_LISTS for item in facts(path)}
    for source in _sources(PROFILE):
        assert (source["document"], source["item"]) in items, source


def test_there_is_one_entry_for_each_rule() -> None:
    assert list(PROFILE["rules"]) == [
        "eligible-organisation",
        "eligible-country",
        "min-applicants",
        "cluster-states",
        "eccp-share",
        "less-developed-region",
        "single-strand",
        "max-duration",
    ]


@pytest.mark.parametrize(
    ("value", "clause"),
    [
        (f"EUR {PROFILE['budget_eur']:,}".replace(",", " "), PROFILE["budget_clause"]),
        (f"{PROFILE['projects']} (with", PROFILE["projects_clause"]),
        (f"at least {PROFILE['projects_by_strand']['1']['least']} projects for Strand 1", PROFILE["projects_clause"]),
        (f"{PROFILE['max_duration_months']} months", PROFILE["max_duration_clause"]),
        (f"{PROFILE['rules']['max-duration']['limits']['months']} months", PROFILE["max_duration_clause"]),
        (PROFILE["deadline_as_printed"], PROFILE["deadline_clause"]),
    ],
)
def test_numbers_are_those_of_their_clause(value: str, clause: str) -> None:
    assert value in clause


def test_the_deadline_is_the_printed_one_in_central_european_time() -> None:
    assert PROFILE["deadline"] == "2025-02-05T17:00:00+01:00"


def test_the_usable_contact_address_is_the_printed_one_without_its_disguise() -> None:
    printed = PROFILE["contact"]["as_printed"]
    assert printed.replace(" [dot] ", ".").replace("atec.", "@ec.") == PROFILE["contact"]["email"]


def test_open_points_come_with_a_question_for_the_helpdesk() -> None:
    for rule in PROFILE["rules"].values():
        for point in rule["open_points"]:
            assert point["point"].endswith(".")
            assert point["question"].endswith("?")
