"""What an officer edits is held against the sources: quotations, numbers, dates."""

from __future__ import annotations

import pytest

from assistant.answer import Citation
from assistant.helpdesk.figures import Figures, quotations
from assistant.helpdesk.lines import Line, Shape, Support, markdown
from assistant.helpdesk.recheck import Evidence, Rechecker
from tests.conftest import ROOT

FIGURES = Figures(ROOT / "corpus")
QUOTE = "Deadline date 5 February 2025, 17:00 (CET)"
LINES = [
    Line("Dear Alex Example,"),
    Line("1. When is the deadline of the 2 strands?", Support.ENQUIRY, shape=Shape.HEADING),
    Line(f"“{QUOTE}” [1]", Support.QUOTED, (1,)),
    Line("The call is closed. [1]", Support.QUOTED, (1,), Shape.RUNNING),
    Line("Number of applicants: met. 3 beneficiaries; at least 3 needed. [2]", Support.JUDGED, (2,), Shape.ITEM),
    Line("Kind regards,"),
    Line(f"[1] Call page: “{QUOTE}”", Support.QUOTED, (1,), Shape.SOURCE),
]
TEXT = markdown(LINES)


def citation(n: int, quote: str) -> Citation:
    return Citation(n=n, document="page", title="Call page", section=[], quote=quote, start=0, end=len(quote), url=None)


CITATIONS = [citation(1, QUOTE), citation(2, "a consortium of at least three applicants")]
DOCUMENTS = {"page": f"{QUOTE}. Available budget: EUR 42 000 000. a consortium of at least three applicants"}
CHECKER = Rechecker(Evidence(LINES, CITATIONS, DOCUMENTS, "We are 12 partners. When is the deadline?"), FIGURES)


def problems(text: str) -> list[str]:
    return [problem for each in CHECKER.check(text) for problem in each.problems]


def test_the_untouched_draft_has_no_problem_and_keeps_its_support() -> None:
    checked = CHECKER.check(TEXT)
    assert not problems(TEXT)
    assert {each.support for each in checked} == {Support.FRAME, Support.ENQUIRY, Support.QUOTED, Support.JUDGED}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("5 February 2025, 17:00 (CET)” [1] The", "6 February 2025, 17:00 (CET)” [1] The", "2025-02-06"),
        (
            "date 5 February 2025, 17:00 (CET)” [1] The",
            "day 5 February 2025, 17:00 (CET)” [1] The",
            "stands in no source",
        ),
        ("3 beneficiaries", "4 beneficiaries", "number 4"),
        ("at least 3 needed. [2]", "at least 3 needed. [7]", "no source [7]"),
        ("The call is closed. [1]", "The call is open until 31 March 2025. [1]", "2025-03-31"),
        ("Kind regards,", "The budget is EUR 50 million.\n\nKind regards,", "number 50"),
        ("Kind regards,", "You receive 90 % of seven costs.\n\nKind regards,", "number 90"),
    ],
)
def test_an_altered_number_date_or_quotation_is_flagged(old: str, new: str, told: str) -> None:
    assert old in TEXT
    assert any(told in problem for problem in problems(TEXT.replace(old, new, 1)))


@pytest.mark.parametrize(
    "added",
    [
        "We wish you success.",
        "You wrote that you are 12 partners.",
        "The deadline was 05.02.2025. [1]",
        "The deadline was on 5 February 2025 [1].",
        "It must be “a consortium of at least three applicants” [2].",
        "You asked: “When is the deadline?”",
    ],
)
def test_what_the_sources_or_the_enquiry_hold_may_be_written(added: str) -> None:
    assert not problems(TEXT.replace("Kind regards,", f"{added}\n\nKind regards,"))


def test_a_new_sentence_is_marked_as_the_officers() -> None:
    assert CHECKER.check("We wish you success.")[0].support is Support.OFFICER


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("5 February 2025", ["2025-02-05"]),
        ("on 5 Feb. 2025 and 05/02/2025", ["2025-02-05", "2025-02-05"]),
        ("February 5, 2025", ["2025-02-05"]),
        ("le 5 février 2025", ["2025-02-05"]),
        ("am 5. Februar 2025", ["2025-02-05"]),
        ("el 5 de febrero de 2025", ["2025-02-05"]),
        ("5 lutego 2025", ["2025-02-05"]),
        ("EUR 42 000 000", ["42000000"]),
        ("EUR 42,000,000 and 42.000.000", ["42000000", "42000000"]),
        ("90 %, 2.5 and 1,5", ["90", "2.5", "1.5"]),
        ("at least three partners [4]", ["3"]),
        ("March 2020", ["2020-03"]),
    ],
)
def test_figures_have_one_spelling(text: str, figures: list[str]) -> None:
    assert FIGURES.of(text) == figures


def test_quotation_marks_of_all_languages_are_read() -> None:
    assert quotations('“one” „two“ « three » "four" „five”') == ["one", "two", "three", "four", "five"]
