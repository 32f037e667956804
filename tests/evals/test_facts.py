"""Facts, their roles, and what must not be said, against answers scored by hand."""

from __future__ import annotations

import pytest

from assistant.statuses import Status
from evals.evaluators.facts import Correct, Facts
from evals.text.folding import fold_spaces, plain_numbers
from evals.text.matching import holds
from tests.evals.build import answer, cite, question, scores

PROJECTS = question(
    "How many projects will be funded?", facts=[["16"]], quotes=["Number of projects to be funded: 16"], document="page"
)


@pytest.mark.parametrize(
    ("spelling", "text", "found"),
    [
        ("EUR 42 000 000", "The budget is EUR 42,000,000.", True),
        ("42 000 000", "EUR 142 000 000 in all", False),
        ("36 months", "at most **36 months** [1]", True),
        ("16", "published in 2016", False),
        ("16", "16 projects", True),
        ("8", "8,000 euros", False),
        ("17:00", "until 17:00 (CET)", True),
        ("no", "It is not stated.", False),
        ("No", "No, three are needed.", True),
        ("5 February 2025", "15 February 2025", False),
        ("re:5(th)? feb", "by the 5th Feb 2025", True),
        ("Annex 5", "annex\n5 to Part B", True),
        ("strand 1's", "Strand 1’s value chains", True),
    ],
)
def test_a_spelling_is_found_as_people_would_find_it(spelling: str, text: str, found: bool) -> None:
    assert (holds([spelling], text) is not None) is found


def test_grouped_numbers_lose_their_grouping_and_no_others() -> None:
    assert plain_numbers("42 000 000, 1.5 and 5 February 2025, 17:00") == "42000000, 1.5 and 5 February 2025, 17:00"


def test_folding_spaces_keeps_the_way_back() -> None:
    folded = fold_spaces("  a \n b ")
    assert (folded.text, folded.span(2, 3)) == ("a b", (6, 7))


def test_a_good_answer_holds_every_fact_in_its_role() -> None:
    got = scores(Facts(), PROJECTS, answer("16 projects are to be funded [1].", cite("16 (with at least 8")))
    assert got == {"fact_recall": 1.0, "facts_complete": 1.0, "facts_in_role": 1.0}


@pytest.mark.parametrize(
    "text",
    [
        "The maximum duration is 16 months.",
        "A consortium needs at least 16 applicants, and projects are funded.",
        "The maximum duration: 16 months.\n\nProjects are funded.",
    ],
)
def test_the_right_number_in_the_wrong_role_is_no_right_answer(text: str) -> None:
    given = answer(text)
    assert scores(Facts(), PROJECTS, given)["facts_in_role"] == 0.0
    assert scores(Correct(), PROJECTS, given)["correct"] == 0.0


def test_a_date_tells_its_role_by_itself() -> None:
    case = question("Can we still apply?", facts=[["5 February 2025"]], quotes=["Deadline date"], document="page")
    assert scores(Correct(), case, answer("The call was open until 5 February 2025."))["correct"] == 1.0


def test_a_bare_number_is_an_answer() -> None:
    assert scores(Correct(), PROJECTS, answer("16 [1]."))["correct"] == 1.0


def test_a_missing_fact_lowers_recall_by_its_share() -> None:
    case = question("When?", facts=[["5 February 2025"], ["17:00", "5 pm"]])
    got = scores(Facts(), case, answer("The deadline is 5 February 2025."))
    assert (got["fact_recall"], got["facts_complete"]) == (0.5, 0.0)


def test_what_must_not_be_said_makes_a_complete_answer_wrong() -> None:
    case = question("Is 40 months fine?", facts=[["36 months"]], not_said=["re:^yes"])
    given = answer("Yes, the maximum project duration is 36 months.")
    assert scores(Facts(), case, given)["forbidden_said"] == 1.0
    assert scores(Correct(), case, given)["correct"] == 0.0


def test_a_wrong_status_makes_a_complete_answer_wrong() -> None:
    given = answer("16 projects.", status=Status.NOT_IN_DOCUMENTS)
    assert scores(Correct(), PROJECTS, given)["correct"] == 0.0


def test_facts_of_the_parts_count_and_the_repeated_question_does_not() -> None:
    case = question(
        "Is the budget 42 000 000? And the duration?",
        parts=[{"status": "answered", "facts": [["42 000 000"]]}, {"status": "answered", "facts": [["36 months"]]}],
    )
    given = answer("**Is the budget 42 000 000?**\n\nNo figure.\n\n**And the duration?**\n\n36 months.")
    assert scores(Facts(), case, given)["fact_recall"] == 0.5
