"""Many ways to add a partner that may be no cluster to three clusters, each to two consortia."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.conversation import read_turns
from tests.eligibility.grid.consortia import BASE, CONSORTIA, GAZETTEER

FORMS = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text("utf-8"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["text"])
@pytest.mark.parametrize("facts", CONSORTIA, ids=lambda facts: facts["A"])
def test_a_fourth_partner_and_its_kind_are_read_however_they_are_told(
    form: dict[str, Any], facts: dict[str, Any]
) -> None:
    consortium = read_turns([f"{BASE} {form['text']}".format_map(facts)], GAZETTEER).consortium
    assert consortium is not None
    assert consortium.further_partners is None
    assert [partner.country for partner in consortium.partners[:3]] == list(facts["codes"])
    assert [(partner.country, partner.kind) for partner in consortium.partners[3:]] == [(facts["code"], form["kind"])]
