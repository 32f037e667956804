"""Dialogues: what each message does to the consortium, and which messages are none about one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.conversation import ConsortiumState, Turn, advance, read_turns
from assistant.gazetteer import Gazetteer
from tests.eligibility.reader.test_descriptions import written

HERE = Path(__file__).parent
GAZETTEER = Gazetteer.load(HERE.parents[2] / "corpus")
FILES = (
    "dialogues.yaml",
    "answers.yaml",
    "changes.yaml",
    "introductions.yaml",
    "exchanges.yaml",
    "marks_and_returns.yaml",
    "news.yaml",
    "told_whole.yaml",
    "likewise.yaml",
    "in_passing.yaml",
    "mails.yaml",
    "restated.yaml",
    "given_up.yaml",
    "asked_again.yaml",
    "kept_open.yaml",
    "kept_or_corrected.yaml",
    "places_listed.yaml",
)
DIALOGUES = [each for name in FILES for each in yaml.safe_load((HERE / name).read_text("utf-8"))]
NEAR_MISSES = yaml.safe_load((HERE / "near_misses.yaml").read_text("utf-8"))


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["name"])
def test_each_turn_of_a_dialogue_does_what_it_says(dialogue: dict[str, Any]) -> None:
    turn = Turn(state=ConsortiumState())
    for expected in dialogue["turns"]:
        before = turn.consortium
        turn = advance(turn.state, expected["say"], GAZETTEER)
        assert turn.invoked == expected["invoked"], expected["say"]
        if "change" in expected:
            assert turn.change == expected["change"], expected["say"]
        if "partners" in expected and turn.consortium is not None:
            assert [written(partner) for partner in turn.consortium.partners] == expected["partners"]
        if "duration" in expected and turn.consortium is not None:
            months = expected["duration"]
            assert turn.consortium.duration_months == (tuple(months) if isinstance(months, list) else months)
            assert turn.consortium.strand == expected["strand"]
        if "open" in expected and turn.consortium is not None:
            further = turn.consortium.further_partners or []
            assert set(expected["open"]) <= {each.kind for each in further}
        if turn.hypothetical:
            assert turn.before == before


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_a_message_without_a_consortium_invokes_nothing(text: str) -> None:
    turn = read_turns([text], GAZETTEER)
    assert not turn.invoked
    assert turn.consortium is None


def test_the_state_survives_a_round_trip_as_json() -> None:
    turn = read_turns(["We are a cluster from Lyon.", "With us a cluster from Malta and one from Riga."], GAZETTEER)
    again = ConsortiumState.model_validate_json(turn.state.model_dump_json())
    assert again == turn.state
    assert advance(again, "Drop the Maltese one.", GAZETTEER).consortium is not None


def test_applying_alone_is_a_consortium_of_one() -> None:
    turn = read_turns(["We are a cluster from Lyon and want to apply alone."], GAZETTEER)
    assert turn.invoked and turn.consortium is not None and len(turn.consortium.partners) == 1
