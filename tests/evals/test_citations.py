"""Quotations against the stored document, and claims against their quotations."""

from __future__ import annotations

from assistant.answer import Claim
from evals.evaluators.citations import Citations
from evals.text.spans import is_exact, locate, occurs
from tests.evals.build import DOCUMENTS, PAGE, answer, call, cite, question, scores

CASE = question("How long?", quotes=["Maximum project duration: 36 months"], document="page")


def test_an_exact_quotation_with_other_white_space_is_valid() -> None:
    start = PAGE.index("Deadline")
    assert is_exact("Deadline date 5 February 2025", PAGE, start, start + 29)


def test_a_quotation_stitched_from_two_places_is_not_exact() -> None:
    stitched = "Available budget: 36 months"
    got = scores(
        Citations(), CASE, answer("The budget is 36 months [1].", cite(stitched, start=PAGE.index("Available")))
    )
    assert (got["quote_exact"], got["claims_cited"], got["markers_valid"]) == (0.0, 0.0, 0.0)


def test_right_words_at_wrong_offsets_are_not_exact() -> None:
    assert scores(Citations(), CASE, answer("36 months [1].", cite("36 months", start=0)))["quote_exact"] == 0.0


def test_a_changed_word_or_dash_is_not_exact() -> None:
    assert not is_exact("Maximum project duration - 36 months", PAGE, 0, 36)
    assert not occurs("Minimum project duration: 36 months", PAGE)


def test_a_quotation_of_an_unknown_document_is_not_valid() -> None:
    wrong = cite("36 months").model_copy(update={"document": "elsewhere"})
    assert scores(Citations(), CASE, answer("36 months [1].", wrong))["quote_exact"] == 0.0


def test_a_claim_without_a_valid_citation_is_counted() -> None:
    claims = [Claim(text="36 months", citations=[1]), Claim(text="And more.", citations=[])]
    assert (
        scores(Citations(), CASE, answer("36 months [1]. And more.", cite("36 months"), claims=claims))["claims_cited"]
        == 0.5
    )


def test_a_marker_without_a_citation_is_counted_and_a_link_is_no_marker() -> None:
    got = scores(Citations(), CASE, answer("36 months [1][2], see [3](https://x.eu).", cite("36 months")))
    assert got["markers_valid"] == 0.5


def test_a_footnote_sign_inside_a_quotation_is_no_marker() -> None:
    assert scores(Citations(), CASE, answer("“technologies[2]” [1]", cite("36 months")))["markers_valid"] == 1.0


def test_a_number_that_the_quotation_does_not_hold_is_unsupported() -> None:
    quote = cite("Maximum project duration: 36 months")
    assert scores(Citations(), CASE, answer("At most 36 months.", quote))["numbers_supported"] == 1.0
    assert scores(Citations(), CASE, answer("At most 48 months.", quote))["numbers_supported"] == 0.0


def test_numbers_of_the_question_and_of_a_tool_need_no_quotation() -> None:
    asked = question("Is 48 months fine?", quotes=CASE.expect.quotes)
    given = answer(
        "48 months is more than 36 months, closed for 634 days.", cite("36 months"), tools=[call("calendar", days=634)]
    )
    assert scores(Citations(), asked, given)["numbers_supported"] == 1.0


def test_the_ids_of_passages_found_support_no_number() -> None:
    searched = call("search_call_documents", queries=["x"]).model_copy(update={"result": {"passages": ["page/48"]}})
    given = answer("At most 48 months.", cite("36 months"), tools=[searched])
    assert scores(Citations(), CASE, given)["numbers_supported"] == 0.0


def test_the_quoted_characters_are_held_against_the_gold_passage() -> None:
    exact = scores(Citations(), CASE, answer("x", cite("Maximum project duration: 36 months")))
    half = scores(Citations(), CASE, answer("x", cite("36 months")))
    wrong = scores(Citations(), CASE, answer("x", cite("Available budget: EUR 42 000 000")))
    assert (exact["span_precision"], exact["span_recall"], exact["gold_cited"]) == (1.0, 1.0, 1.0)
    assert (half["span_precision"], half["span_recall"]) == (1.0, 9 / 35)
    assert (wrong["span_precision"], wrong["span_recall"], wrong["gold_cited"]) == (0.0, 0.0, 0.0)


def test_a_gold_quotation_is_found_however_its_quotation_marks_are_typed() -> None:
    assert locate("europe's page", {"d": "On Europe’s  page."}) == [("d", 3, 17)]
    assert locate("available budget", DOCUMENTS, "annex")[0].document == "annex"
    assert locate("available budget", DOCUMENTS, "nowhere") == []
