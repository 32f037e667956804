"""What is offered beside an abstention: where one would look, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assistant.statuses import Status

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("What is the shortest project duration that you accept?", "Budget and project duration"),
        ("Do we pay anything for the registration on the ECCP?", "Registering on the ECCP"),
    ],
)
def test_a_section_on_the_subject_is_offered(assistant_of_call: Assistant, question: str, section: str) -> None:
    answer = assistant_of_call.answer([question])
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert re.search(rf"› {section}\]\(https://[^)]+\)", answer.answer)
    assert answer.citations == []


@pytest.mark.parametrize(
    "question",
    ["Who are the members of the evaluation panel?", "What is the telephone number of the officer in charge?"],
)
def test_where_nothing_is_near_nothing_is_offered(assistant_of_call: Assistant, question: str) -> None:
    answer = assistant_of_call.answer([question])
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert " › " not in answer.answer
