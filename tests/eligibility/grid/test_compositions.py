"""Many ways to say who is in a consortium, each of two consortia; and sentences in which nobody may be invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.consortium import Kind
from assistant.eligibility.conversation import read_turns
from tests.eligibility.grid.consortia import BASE, CONSORTIA, GAZETTEER

FORMS = yaml.safe_load((Path(__file__).parent / "compositions.yaml").read_text("utf-8"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("facts", CONSORTIA, ids=lambda facts: facts["A"])
def test_three_clusters_are_read_however_they_are_told(form: str, facts: dict[str, Any]) -> None:
    turn = read_turns([form.format_map(facts)], GAZETTEER)
    assert turn.consortium is not None
    assert turn.consortium.further_partners is None
    read = sorted((partner.country or "", partner.kind) for partner in turn.consortium.partners)
    assert read == sorted((code, Kind.CLUSTER) for code in facts["codes"])


@pytest.mark.parametrize(
    "told",
    [
        "The clusters in {A}, {B} and {C} want to apply together.",
        "The cluster in {B} and the cluster in {C} work together.",
        "The second cluster is in {B}, the third in {C}.",
        "The last one is a cluster in {C}.",
    ],
)
@pytest.mark.parametrize("facts", CONSORTIA, ids=lambda facts: facts["A"])
def test_partners_told_again_are_nobody_new(told: str, facts: dict[str, Any]) -> None:
    consortium = read_turns([f"{BASE} {told}".format_map(facts)], GAZETTEER).consortium
    assert consortium is not None
    assert [partner.country for partner in consortium.partners] == list(facts["codes"])


@pytest.mark.parametrize(
    "told",
    [
        "In {D} there's a foobar that is a partner as well.",
        "A foobar from {D} takes part.",
        "In {D} there was a meeting.",
    ],
)
@pytest.mark.parametrize("facts", CONSORTIA, ids=lambda facts: facts["A"])
def test_what_is_told_by_an_unknown_word_is_no_cluster_beside_clusters(told: str, facts: dict[str, Any]) -> None:
    consortium = read_turns([f"{BASE} {told}".format_map(facts)], GAZETTEER).consortium
    assert consortium is not None
    assert all(partner.kind is None for partner in consortium.partners if partner.country == facts["code"])


def test_further_partners_leave_room_for_those_who_have_not_been_named() -> None:
    consortium = read_turns(
        ["Further partners are the tourism clusters of Klagenfurt and Girona."], GAZETTEER
    ).consortium
    assert consortium is None or consortium.further_partners


@pytest.mark.parametrize(
    "told",
    [
        "We have been working together for five years.",
        "We have known each other for ten years.",
        "We work together for six years already.",
    ],
)
def test_how_long_partners_have_known_each_other_is_no_length_of_the_project(told: str) -> None:
    consortium = read_turns([f"We are three clusters, in Graz, Bari and Brno. {told}"], GAZETTEER).consortium
    assert consortium is not None
    assert consortium.duration_months is None
