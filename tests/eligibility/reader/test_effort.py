"""What reading costs grows with the length of a text, also of one sentence: counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from assistant.eligibility.conversation import read_turns
from assistant.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load(Path(__file__).parents[3] / "corpus")
TOWNS = ["Graz", "Bari", "Brno", "Lyon", "Porto", "Ghent", "Riga", "Turku", "Pula", "Cork"]
BASE = "Clusters in Graz, Bari and Brno. "
SHORT, MOST = 100, 2.6  # repetitions; how many times the calls that twice as many may take
LONG: dict[str, Callable[[int], str]] = {
    "partners": lambda n: "Partners: " + ", ".join(f"cluster in {TOWNS[at % 10]}" for at in range(n)) + ". All are.",
    "names": lambda n: ", ".join(f"Nova{at}x, a cluster in {TOWNS[at % 10]}" for at in range(n)) + ".",
    "bullets": lambda n: "Partners:\n" + "\n".join(f"- cluster in {TOWNS[at % 10]}: registered" for at in range(n)),
    "statuses": lambda n: BASE + ", ".join(f"{TOWNS[at % 3]} is registered" for at in range(n)) + " on the ECCP.",
    "sentences": lambda n: BASE + " ".join(f"{TOWNS[at % 3]} is registered on the ECCP." for at in range(n)),
    "words": lambda n: BASE + "I don't know whether " * n,
    "capitals": lambda n: BASE + "Nova Terra Lumo " * n,
    "lengths": lambda n: BASE + "Our chart says 42 months, is it a problem? " * n,
}


def calls(text: str) -> int:
    """How many calls of Python functions, steps of generators among them, reading `text` takes."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        read_turns([text], GAZETTEER)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", LONG)
def test_twice_the_text_takes_about_twice_the_effort(kind: str) -> None:
    calls(LONG[kind](SHORT))  # what is made once for all texts is made here
    assert calls(LONG[kind](4 * SHORT)) < MOST * calls(LONG[kind](2 * SHORT))
