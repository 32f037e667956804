"""Descriptions by class, each with the partners that a careful reader finds in it (the YAML files beside this one)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.consortium import Eccp, Partner
from assistant.eligibility.reader import read_text
from assistant.gazetteer import Gazetteer

TABLES = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("*.yaml"))]
CASES = [
    pytest.param(case, id=f"{group}: {case.get('name', case['text'])}")
    for table in TABLES
    for group, cases in table.items()
    for case in cases
]
GAZETTEER = Gazetteer.load(Path(__file__).parents[3] / "corpus")


def written(partner: Partner) -> str:
    """A partner as one line: kind, country, region, role, registration, legal personality, name; "?" for unsaid."""
    countries = "|".join(partner.country_in) if isinstance(partner.country_in, list) else partner.country_in
    words = [partner.kind or "?", partner.country or countries or "?"]
    words += [partner.region or "|".join(partner.region_in or ())]
    words += [partner.role or "|".join(partner.role_in or ())]
    words += [partner.eccp if partner.eccp is not Eccp.UNKNOWN else ""]
    words += ["" if partner.legal_entity is None else "legal" if partner.legal_entity else "not-legal"]
    return " ".join(word for word in words if word) + (f" = {partner.name}" if partner.name else "")


@pytest.mark.parametrize("case", CASES)
def test_a_description_gives_its_partners_and_nothing_else(case: dict[str, Any]) -> None:
    consortium = read_text(case["text"], GAZETTEER).consortium(GAZETTEER)
    assert [written(partner) for partner in consortium.partners] == case["partners"]
    rest = consortium.model_dump(mode="json", exclude_none=True, exclude={"partners"})
    assert rest == {key: case[key] for key in case if key not in ("name", "text", "partners")}


@pytest.mark.parametrize("case", CASES)
def test_the_source_of_each_partner_is_an_exact_run_of_the_text(case: dict[str, Any]) -> None:
    for partner in read_text(case["text"], GAZETTEER).consortium(GAZETTEER).partners:
        assert partner.source and partner.source in case["text"]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (", ".join(["a cluster from Lyon"] * 1000), 1000),
        (", ".join(["a cluster from Lyon"] * 3000) + ", all on the ECCP, nobody else", 3000),
        ("A cluster from Lyon may join. " * 1000, 1000),
        (", ".join(["a cluster from Lyon withdrew"] * 1000), 0),
        ("Bari is unsure. " * 1000, 1),
        (", we are on the ECCP" * 1000, 1),
        ("we (" * 3000, 0),
        ("we () and we (,) on the ECCP", 0),
        ("(" * 2000 + "a cluster from Lyon" + ")" * 2000, 0),
        ("a cluster is not registered but " * 500, 500),
        ("very " * 5000 + "cluster", 1),
        ("Partner 1: " * 2000, 0),
        ("", 0),
        ("\ud800 a cluster from Lyon", 1),
    ],
    ids=[
        "many partners",
        "a sentence of thousands",
        "thousands of doubts",
        "thousands who left",
        "thousands of remarks",
        "thousands of clauses",
        "brackets without end",
        "empty brackets",
        "nested brackets",
        "many clauses",
        "many adjectives",
        "empty labels",
        "nothing",
        "lone surrogate",
    ],
)
def test_long_and_odd_texts_are_read_to_their_end(text: str, partners: int) -> None:
    assert len(read_text(text, GAZETTEER).drafts.all) == partners
