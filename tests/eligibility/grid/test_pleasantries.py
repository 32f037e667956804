"""What people write around a description neither adds to it nor changes it, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.eligibility.conversation import read_turns
from tests.eligibility.grid.consortia import BASE, CONSORTIA, GAZETTEER

TEXTS = yaml.safe_load((Path(__file__).parent / "pleasantries.yaml").read_text("utf-8"))
FACTS = CONSORTIA[0]
TOLD = BASE.format_map(FACTS) + " All three are registered on the ECCP."


@pytest.mark.parametrize("text", TEXTS)
def test_words_around_a_description_tell_of_no_partner(text: str) -> None:
    assert read_turns([text], GAZETTEER).consortium is None
    for turns in ([f"{text}\n{TOLD}"], [f"{TOLD}\n{text}"], [TOLD, text]):
        consortium = read_turns(turns, GAZETTEER).consortium
        assert consortium is not None
        assert [partner.country for partner in consortium.partners] == list(FACTS["codes"])
        assert [partner.eccp.value for partner in consortium.partners] == ["registered"] * 3
        assert consortium.further_partners is None
