"""Silence, needless silence, and guesses that leak through an abstention."""

from __future__ import annotations

import pytest

from assistant.statuses import Status
from evals.evaluators.abstention import Abstention, leaked
from tests.evals.build import answer, cite, question, scores

SILENT = question("What is the page limit?", kind="silence", status="not_in_documents")
ANSWERABLE = question("How long?", facts=[["36 months"]])


def test_a_right_abstention_is_right_in_every_metric() -> None:
    given = answer("The documents do not say. Ask x@ec.europa.eu.", status=Status.NOT_IN_DOCUMENTS)
    assert scores(Abstention(), SILENT, given) == {
        "abstention_precision": 1.0,
        "abstention_recall": 1.0,
        "abstention_f1": 1.0,
        "answered_unanswerable": 0.0,
        "truthfulness": 1.0,
        "guess_in_silence": 0.0,
    }


@pytest.mark.parametrize(
    "text",
    [
        "The documents do not say, but it is usually 70 pages.",
        "No. The page does not state a limit.",
        "Yes, see Annex.",
    ],
)
def test_an_abstention_that_leaks_a_guess_is_caught(text: str) -> None:
    assert scores(Abstention(), SILENT, answer(text, status=Status.NOT_IN_DOCUMENTS))["guess_in_silence"] == 1.0


def test_the_questions_own_numbers_and_titles_of_links_are_no_guess() -> None:
    text = "Nothing is said about 70 pages. No document says so. Related: [Regulation (EU) 2021/690](https://eur-lex.europa.eu/x/2021)"
    assert leaked("Are 70 pages allowed?", text) == []
    assert (
        leaked("Pages?", "Related: Regulation (EU) 2021/690 › Article 12", ["Regulation (EU) 2021/690", "Article 12"])
        == []
    )


def test_numbers_that_are_quoted_beside_what_is_left_open_are_no_guess() -> None:
    given = answer("The page says only “36 months” [1].", cite("36 months"), status=Status.NOT_IN_DOCUMENTS)
    assert scores(Abstention(), SILENT, given)["guess_in_silence"] == 0.0


def test_an_answer_where_the_documents_are_silent_is_untruthful() -> None:
    got = scores(Abstention(), SILENT, answer("70 pages."))
    assert (got["answered_unanswerable"], got["truthfulness"], got["abstention_recall"]) == (1.0, -1.0, 0.0)


def test_a_needless_abstention_costs_less_than_a_wrong_answer() -> None:
    silent = scores(Abstention(), ANSWERABLE, answer("Not stated.", status=Status.NOT_IN_DOCUMENTS))
    wrong = scores(Abstention(), ANSWERABLE, answer("48 months."))
    assert (silent["false_refusal"], silent["truthfulness"], silent["abstention_precision"]) == (1.0, 0.0, 0.0)
    assert (wrong["false_refusal"], wrong["truthfulness"]) == (0.0, -1.0)


def test_a_failure_is_no_abstention() -> None:
    got = scores(Abstention(), ANSWERABLE, answer("Try again.", status=Status.FAILED))
    assert (got["false_refusal"], got["truthfulness"]) == (1.0, -1.0)
