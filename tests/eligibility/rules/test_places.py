"""Where a partner may be, of places that several countries have."""

from __future__ import annotations

from pathlib import Path

from assistant.eligibility.counting import OPEN
from assistant.eligibility.places import Places
from assistant.gazetteer import Gazetteer

PLACES = Places(Gazetteer.load(Path(__file__).parents[3] / "corpus"))


def test_a_country_without_regions_stays_possible_beside_the_regions_of_another() -> None:
    """ "Macedonia" is North Macedonia or a part of Greece: it alone settles no less developed region."""
    here = PLACES.whereabouts(None, ["MK", "GR"], None, ["EL51", "EL52"])
    assert here.countries == {"MK", "GR"}
    assert here.less_developed == OPEN
