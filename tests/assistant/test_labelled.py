"""Answers that name partners by number fall on those partners and no others."""

from __future__ import annotations

import pytest

from assistant.dialogue import Dialogue
from assistant.gazetteer import Gazetteer
from assistant.reading.lexicon import Lexicon
from assistant.settings import load_settings

DESCRIBED = "partner 1: cluster in Germany\npartner 2: cluster in France\npartner 3: cluster in Poland"


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return Dialogue(Gazetteer.load(load_settings().corpus_dir), Lexicon.load(load_settings().corpus_dir))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("partner 1 (Germany): registered; partner 2 (France): not registered", ["registered", "no", "unknown"]),
        ("Partner 1: registered. Partner 2: not registered.", ["registered", "no", "unknown"]),
        ("Partner 3 is registered on the ECCP", ["unknown", "unknown", "registered"]),
        ("Partner 1 has applied for registration, partner 3 is registered", ["submitted", "unknown", "registered"]),
    ],
)
def test_a_registration_told_by_number_is_that_partners(dialogue: Dialogue, said: str, expected: list[str]) -> None:
    turn = dialogue([DESCRIBED, said])
    assert turn.consortium is not None
    assert [partner.eccp.value for partner in turn.consortium.partners] == expected
    assert [partner.country for partner in turn.consortium.partners] == ["DE", "FR", "PL"]


def test_a_region_told_by_number_is_that_partners(dialogue: Dialogue) -> None:
    turn = dialogue([DESCRIBED, "In these regions: partner 2 (France): Guadeloupe; partner 3 (Poland): Silesia"])
    assert turn.consortium is not None
    assert [partner.region for partner in turn.consortium.partners] == [None, "FRY1", "PL22"]


def test_what_cannot_be_read_changes_nobody(dialogue: Dialogue) -> None:
    before = dialogue([DESCRIBED])
    turn = dialogue([DESCRIBED, "Partner 2 is, well, hard to say."])
    assert turn.consortium == before.consortium
    assert turn.invoked


def test_a_clock_time_before_a_city_makes_no_partners(dialogue: Dialogue) -> None:
    assert (
        dialogue(["Somebody pressed submit at 18:30 Brussels time on 5 February 2025. In time or not?"]).consortium
        is None
    )
