"""L-8 for answers: one question, one index, one answer, whatever the process around it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT

if TYPE_CHECKING:
    from assistant.service import Assistant

QUESTIONS = [
    "How many cluster organisations do we need and from where?",
    "Is Calabria a less developed region? And can a Swiss partner join?",
    "Which strand fits heat pumps?",
    "We are two German clusters and a Polish SME. Is that enough?",
]
PLACES = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
]


def untimed(answer: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in answer.items() if key != "timings"})


def test_the_same_question_fifty_times_has_one_answer(assistant_of_call: Assistant) -> None:
    for question in QUESTIONS[::3]:
        answers = {untimed(assistant_of_call.answer([question]).model_dump(mode="json")) for _ in range(50)}
        assert len(answers) == 1


def test_hash_seed_locale_and_time_zone_change_nothing(data_dir: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "turns": [q]}) + "\n" for n, q in enumerate(QUESTIONS))

    def answers(place: dict[str, str]) -> str:
        run = subprocess.run(
            [sys.executable, "-m", "assistant", "ask", "--jsonl", "-", "--as-of", "2026-11-22"],
            input=lines,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            cwd=ROOT,
            env={**os.environ, "ASSISTANT_DATA_DIR": str(data_dir), **place},
        )
        return "\n".join(untimed(json.loads(line)) for line in run.stdout.splitlines())

    with ThreadPoolExecutor() as both:
        one, other = both.map(answers, PLACES)
    assert one == other and one.count("\n") == len(QUESTIONS) - 1
