"""Many ways to say who is registered, each of two consortia, in the message that describes it and in the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.conversation import read_turns
from tests.eligibility.grid.consortia import BASE, CONSORTIA, GAZETTEER

HERE = Path(__file__).parent
FORMS = yaml.safe_load((HERE / "registrations.yaml").read_text("utf-8"))


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
