"""Many ways to say who is registered, each of two consortia, in the message that describes it and in the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.conversation import read_turns
from assistant.gazetteer import Gazetteer

HERE = Path(__file__).parent
GAZETTEER = Gazetteer.load(HERE.parents[2] / "corpus")
FORMS = yaml.safe_load((HERE / "registrations.yaml").read_text("utf-8"))
BASE = "We are a cluster in {A}. Our partners are a cluster in {B} and a cluster in {C}."
CONSORTIA = [
    {
        "A": "Graz", "B": "Bari", "C": "Brno", "ca": "Austria", "cb": "Italy", "cc": "the Czech Republic",
        "da": "Austrian", "db": "Italian", "dc": "Czech", "pa": "the Austrians", "pb": "the Italians",
        "pc": "the Czechs", "codes": ("AT", "IT", "CZ"),
    },
    {
        "A": "Bilbao", "B": "Lyon", "C": "Gdańsk", "ca": "Spain", "cb": "France", "cc": "Poland", "da": "Spanish",
        "db": "French", "dc": "Polish", "pa": "the Spanish", "pb": "the French", "pc": "the Poles",
        "codes": ("ES", "FR", "PL"),
    },
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["text"])
@pytest.mark.parametrize("facts", CONSORTIA, ids=lambda facts: facts["A"])
def test_a_registration_is_read_however_it_is_told(form: dict[str, Any], facts: dict[str, Any]) -> None:
    base, told = BASE.format_map(facts), form["text"].format_map(facts)
    for turns in [[base, told], [f"{base} {told}"]] if form.get("at_once", True) else [[base, told]]:
        consortium = read_turns(turns, GAZETTEER).consortium
        assert consortium is not None
        assert [partner.country for partner in consortium.partners] == list(facts["codes"])
        assert consortium.further_partners is None
        read = dict(zip("ABC", (partner.eccp.value for partner in consortium.partners), strict=True))
        assert {name: read[name] for name in form["expect"]} == form["expect"]
