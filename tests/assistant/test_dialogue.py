"""A conversation about a consortium: told twice, and set by hand in between."""

from __future__ import annotations

import pytest

from assistant.dialogue import Dialogue, Edited
from assistant.eligibility.consortium import Consortium, Partner
from assistant.eligibility.conversation import Change
from assistant.gazetteer import Gazetteer
from assistant.reading.lexicon import Lexicon
from assistant.settings import load_settings

PLAIN = "Three clusters from Germany, France and Poland, and a university from Latvia."
LIST = "Our consortium:\n- cluster, Lyon, registered on the ECCP\n- cluster, Turin\n- technology centre, Stuttgart"
OWN = "We are a cluster from Lyon. Our partners are a cluster from Turin, one from Seville and an SME from Calabria."


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return Dialogue(Gazetteer.load(load_settings().corpus_dir), Lexicon.load(load_settings().corpus_dir))


def countries(dialogue: Dialogue, turns: list[str], edited: Edited | None = None) -> list[str | None]:
    consortium = dialogue(turns, edited).consortium
    return [partner.country for partner in consortium.partners] if consortium else []


@pytest.mark.parametrize("described", [PLAIN, LIST, OWN])
def test_a_description_sent_again_describes_the_same_consortium_anew(dialogue: Dialogue, described: str) -> None:
    once, twice = dialogue([described]), dialogue([described, described])
    assert twice.consortium == once.consortium
    assert (twice.invoked, twice.change) == (True, Change.DESCRIBED)


def test_changes_in_between_are_undone_by_the_same_words(dialogue: Dialogue) -> None:
    assert countries(dialogue, [PLAIN, "Drop the university.", PLAIN]) == ["DE", "FR", "PL", "LV"]


def test_the_same_partners_told_with_more_facts_are_the_same_partners(dialogue: Dialogue) -> None:
    consortium = dialogue([LIST, LIST.replace("Turin", "Turin, registered on the ECCP")]).consortium
    assert consortium is not None
    assert [partner.eccp.value for partner in consortium.partners] == ["registered", "registered", "unknown"]


def test_partners_that_are_added_are_more_even_if_they_are_alike(dialogue: Dialogue) -> None:
    more = "Please add three more clusters from Germany, France and Poland."
    assert len(countries(dialogue, ["Three clusters from Germany, France and Poland.", more])) == 6


def test_what_was_set_by_hand_is_what_later_messages_change(dialogue: Dialogue) -> None:
    edited = Edited(Consortium(partners=[Partner(country="FI"), Partner(country="SE")]), after=1)
    assert countries(dialogue, [PLAIN], edited) == ["FI", "SE"]
    turns = [PLAIN, "Add a cluster from Calabria."]
    assert countries(dialogue, turns, edited) == ["FI", "SE", "IT"]
    assert countries(dialogue, turns) == ["DE", "FR", "PL", "LV", "IT"]


def test_going_back_leads_to_what_was_there_before_it_was_set_by_hand(dialogue: Dialogue) -> None:
    first = Edited(Consortium(partners=[Partner(country="FI")]), after=1)
    second = Edited(Consortium(partners=[Partner(country="SE")]), after=2, earlier=first)
    turns = [PLAIN, "Add a cluster from Calabria."]
    assert countries(dialogue, turns, second) == ["SE"]
    assert countries(dialogue, [*turns, "Go back."], second) == ["FI", "IT"]


def test_a_long_conversation_is_read(dialogue: Dialogue) -> None:
    assert countries(dialogue, [PLAIN, *["Is that enough?"] * 2_000]) == ["DE", "FR", "PL", "LV"]
