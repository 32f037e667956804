"""What an officer edits is held against the sources: quotations, numbers, dates."""

from __future__ import annotations

import pytest

from assistant.answer import Citation
from assistant.helpdesk.figures import Figures, quotations
from assistant.helpdesk.lines import Line, Shape, Support, markdown
from assistant.helpdesk.recheck import Evidence, Rechecker
from assistant.helpdesk.turns import Turns
from tests.conftest import ROOT

FIGURES = Figures(ROOT / "corpus")
TURNS = Turns(ROOT / "corpus", "en")
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
CHECKER = Rechecker(Evidence(LINES, CITATIONS, DOCUMENTS, "We are 12 partners. When is the deadline?"), FIGURES, TURNS)


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


WORDED = [
    Line("On the facts given, the consortium does not meet all eligibility conditions.", Support.JUDGED),
    Line("Registration on the ECCP: met. Two clusters are registered. [1]", Support.JUDGED, (1,), Shape.ITEM),
    Line("Established in a less developed region: partner 2 (Latvia). [1]", Support.JUDGED, (1,), Shape.ITEM),
    Line("Affiliated entities must be established in an eligible country. [1]", Support.QUOTED, (1,)),
    Line("This is information and not a decision: only EISMEA decides on eligibility."),
    Line("[To be written by the officer: the answer to this question.]", Support.OPEN),
]
WORDED_TEXT = markdown(WORDED)
WORDED_CHECKER = Rechecker(
    Evidence(WORDED, [citation(1, "affiliated entities, established in Latvia")], {}, ""), FIGURES, TURNS
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("does not meet", "does meet", "“not” was taken out"),
        ("does not meet all", "does not meet any", "“all” was changed to “any”"),
        ("are registered", "are not registered", "“not” was put in"),
        ("are registered", "have submitted a registration", "“registered” was changed to “submitted”"),
        ("ECCP: met", "ECCP: open", "“met” was changed to “open”"),
        ("(Latvia)", "(Estonia)", "“Latvia” was changed to “Estonia”"),
        ("must be", "may be", "“must” was changed to “may”"),
        ("must be", "must only be", "“only” was put in"),
        ("Affiliated", "Associated", "was changed to “associated”"),
        ("in an eligible country", "in an ineligible country", "“ineligible” was put in"),
        ("not a decision", "a decision", "“not” was taken out"),
        ("Two clusters", "Two universities", "“universities” was put in"),
        ("less developed", "more developed", "“less” was changed to “more”"),
        ("only EISMEA decides", "EISMEA decides", "“only” was taken out"),
    ],
)
def test_a_word_that_turns_the_meaning_is_flagged(old: str, new: str, told: str) -> None:
    assert old in WORDED_TEXT
    found = [problem for each in WORDED_CHECKER.check(WORDED_TEXT.replace(old, new, 1)) for problem in each.problems]
    assert any(told in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("On the facts given,", "Please note: on the facts given,"),
        ("Affiliated entities must", "Please note that affiliated entities must also"),
        ("This is information", "Please note that this is information"),
    ],
)
def test_polish_is_not_flagged(old: str, new: str) -> None:
    before = [each.problems for each in WORDED_CHECKER.check(WORDED_TEXT)]
    assert [each.problems for each in WORDED_CHECKER.check(WORDED_TEXT.replace(old, new, 1))] == before


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("Your consortium is eligible.", "“eligible” says something of the call"),
        ("Partners from Morocco are welcome.", "“Morocco” says something of the call"),
        ("You must upload the form.", "“must” says something of the call"),
        ("They are not established there, so we think. [1]", "“not” does not stand in the source"),
        ("We wish you success.", ""),
        ("Please do not hesitate to write to us again.", ""),
        ("You can reach us by phone.", ""),
    ],
)
def test_an_own_sentence_that_says_something_of_the_call_is_marked(added: str, told: str) -> None:
    (checked,) = WORDED_CHECKER.check(added)
    assert checked.support is Support.OFFICER
    assert any(told in problem for problem in checked.problems) if told else not checked.problems


def test_a_gap_stays_flagged_until_it_is_written() -> None:
    gap = WORDED[-1].text
    assert WORDED_CHECKER.check(gap)[0].support is Support.OPEN
    assert WORDED_CHECKER.check(gap.replace("answer", "reply"))[0].support is Support.OPEN
    assert WORDED_CHECKER.check("We wish you success with this.")[0].support is Support.OFFICER


@pytest.mark.parametrize(
    ("language", "before", "after", "told"),
    [
        ("fr", "Le consortium ne remplit pas les conditions.", "Le consortium remplit les conditions.", "“pas”"),
        ("de", "Das Konsortium erfüllt die Bedingungen nicht.", "Das Konsortium erfüllt die Bedingungen.", "“nicht”"),
        ("es", "El consorcio no cumple las condiciones.", "El consorcio cumple las condiciones.", "“no”"),
        ("it", "Il consorzio deve essere registrato.", "Il consorzio può essere registrato.", "“deve”"),
        ("pl", "Konsorcjum nie spełnia warunków.", "Konsorcjum spełnia warunki.", "“nie”"),
    ],
)
def test_turning_words_are_known_in_the_languages_of_replies(language: str, before: str, after: str, told: str) -> None:
    assert any(told in problem for problem in Turns(ROOT / "corpus", language).changed(before, after))


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
