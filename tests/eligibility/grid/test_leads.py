"""Who leads, said in many ways of somebody named in many ways; and clusters known by what they deal with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.data_files import read_yaml
from assistant.eligibility.consortium import Consortium, Eccp, Role
from assistant.eligibility.conversation import read_turns
from assistant.gazetteer import Gazetteer

GRID: dict[str, Any] = read_yaml(Path(__file__).with_name("leads.yaml"))
DESCRIBED = "A water cluster from Graz, a packaging cluster from Łódź and a cluster from Madrid apply together."
OURS = "We are a cluster from Łódź; with us are a cluster from Graz and a cluster from Madrid."


def read(gazetteer: Gazetteer, *turns: str) -> Consortium:
    consortium = read_turns(list(turns), gazetteer).consortium
    assert consortium is not None and len(consortium.partners) == 3
    return consortium


def leaders(consortium: Consortium) -> list[str | None]:
    return [partner.country for partner in consortium.partners if partner.role is Role.COORDINATOR]


def filled(form: str, who: str) -> str:
    return form.format(who=who, Who=who[0].upper() + who[1:])


@pytest.mark.parametrize("who", GRID["who"])
@pytest.mark.parametrize("form", GRID["forms"])
def test_one_leads_in_the_same_message_and_in_a_later_one(form: str, who: str, gazetteer: Gazetteer) -> None:
    said = filled(form, who)
    if who == "the Poles":
        said = said.replace(" wants ", " want ").replace(" has ", " have ")
    assert leaders(read(gazetteer, f"{DESCRIBED} {said}")) == ["PL"]
    assert leaders(read(gazetteer, DESCRIBED, said)) == ["PL"]


@pytest.mark.parametrize("said", GRID["ours"])
def test_the_writer_leads(said: str, gazetteer: Gazetteer) -> None:
    assert leaders(read(gazetteer, f"{OURS} {said}")) == ["PL"]


@pytest.mark.parametrize("form", GRID["nobody"])
def test_nobody_is_given_the_lead(form: str, gazetteer: Gazetteer) -> None:
    assert leaders(read(gazetteer, f"{DESCRIBED} {filled(form, 'the Polish cluster')}")) == []


@pytest.mark.parametrize("case", GRID["themes"], ids=lambda case: case["text"])
def test_a_cluster_is_known_by_what_it_deals_with(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    consortium = read(gazetteer, f"{DESCRIBED} {case['text']}")
    registered = [partner.country for partner in consortium.partners if partner.eccp is Eccp.REGISTERED]
    assert registered == case["registered"]
