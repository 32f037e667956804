"""Partners that a message gives names, and speaks of by name at the beginning of a sentence too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.conversation import read_turns
from tests.eligibility.grid.consortia import CONSORTIA, GAZETTEER

FORMS = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text("utf-8"))
NAMES = [{"N": "Nova", "M": "Terra", "L": "Lumo"}, {"N": "Studio Verein", "M": "Silvaro", "L": "Alpha Institute"}]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["text"])
@pytest.mark.parametrize("named", NAMES, ids=lambda names: names["N"])
@pytest.mark.parametrize("facts", CONSORTIA, ids=lambda facts: facts["A"])
def test_a_partner_is_known_by_its_name(form: dict[str, Any], named: dict[str, str], facts: dict[str, Any]) -> None:
    consortium = read_turns([form["text"].format_map({**facts, **named})], GAZETTEER).consortium
    assert consortium is not None
    assert [partner.country for partner in consortium.partners] == list(facts["codes"])
    assert [partner.kind for partner in consortium.partners] == ["cluster"] * 3
    assert consortium.further_partners is None
    read = dict(zip("ABC", (partner.eccp.value for partner in consortium.partners), strict=True))
    assert read == form["expect"]
