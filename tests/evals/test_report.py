"""The report is one page that needs no script and lets no answer's markup through."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from evals.casebook.models import Split, Suite
from evals.evaluators import Evidence, Observed, Shown, TurnCase
from evals.report.explained import explained
from evals.report.failures import failures
from evals.report.page import page
from evals.report.plots import Axis, Series, line_plot
from evals.running.judge import judge
from evals.running.observe import Task
from evals.running.records import AnswerRecord, HitRecord, MetricRecord
from evals.understood import Route, Understood
from tests.evals.build import DOCUMENTS, answer, cite, passages, question
from tests.evals.test_gate import MADE_WITH

NOTE = {"stamp": {"commit": "c", "suites": ["questions"]}, "cases": 3, "errors": 1}
GOOD = question("How long?", id="q-good", facts=[["36 months"]], quotes=["Maximum project duration"], document="page")
BAD = question("How <b>much</b>?", id="q-bad", facts=[["42 000 000"]])
BROKEN = question("How many?", id="q-broken", facts=[["16"]])
UNDERSTOOD = Understood(
    asked="how much",
    route=Route.POINT,
    point="duration",
    example="how long",
    matched=0.5,
    next_point="budget",
    margin=0.01,
)


def judged() -> tuple[list[MetricRecord], list[AnswerRecord]]:
    hits = [HitRecord(id="p", document="page", start=s.start, end=s.end, score=1, dense=0) for s in passages()]
    stitched = cite("Maximum budget: 36 months", start=0)
    answers = [
        AnswerRecord(
            suite=Suite.QUESTIONS,
            case="q-good",
            turns=GOOD.turns,
            answer=answer("36 months [1].", cite("36 months")),
            hits=hits,
        ),
        AnswerRecord(
            suite=Suite.QUESTIONS,
            case="q-bad",
            turns=BAD.turns,
            answer=answer("<script>x</script> [1]", stitched),
            understood=[UNDERSTOOD],
        ),
        AnswerRecord(suite=Suite.QUESTIONS, case="q-broken", turns=BROKEN.turns, error="RuntimeError: no"),
    ]
    tasks = [Task(Suite.QUESTIONS, case) for case in (GOOD, BAD, BROKEN)]
    return judge(tasks, answers, Evidence(DOCUMENTS, passages()), MADE_WITH), answers


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)


def test_the_page_holds_no_script_and_nothing_from_elsewhere() -> None:
    html = page(NOTE, *judged())
    tags = _Tags()
    tags.feed(html)
    assert tags.seen & {"script", "link", "img", "iframe", "b"} == set()
    assert {"svg", "details", "table"} <= tags.seen
    assert not re.search(r"src=|href=\"[^#]|url\(|@import", html)


def test_every_failed_case_is_there_with_question_answer_sources_and_why() -> None:
    html = page(NOTE, *judged())
    assert "How &lt;b&gt;much&lt;/b&gt;?" in html
    assert "&lt;script&gt;x&lt;/script&gt; [1]" in html
    assert "Maximum budget: 36 months" in html
    assert "missing: 42 000 000" in html


def test_cases_without_a_score_come_first_then_by_harm() -> None:
    assert [failure.answer.case for failure in failures(*judged())] == ["q-broken", "q-bad"]


def test_what_was_seen_survives_being_written() -> None:
    _, answers = judged()
    read = AnswerRecord.model_validate_json(answers[0].model_dump_json())
    seen = read.observed()
    assert isinstance(seen, Observed)
    assert seen.hits[0] == Shown("p", passages()[0], 1.0)
    assert AnswerRecord.model_validate_json(answers[2].model_dump_json()).observed() is None
    assert isinstance(GOOD, TurnCase)


def test_the_explanation_says_where_it_went_wrong() -> None:
    failure = next(failure for failure in failures(*judged()) if failure.answer.case == "q-bad")
    assert explained(failure.answer, failure.records) == [
        "Reading: “how much” was taken to ask for “duration” (nearness 0.50 to “how long”);"
        " “budget” was as near (0.49).",
        "Facts: missing: 42 000 000.",
        "Quotation: [1] is not the document's words at 0-25: 'Maximum budget: 36 months'.",
    ]


def test_search_status_and_verdict_are_explained() -> None:
    records, answers = judged()
    good = [r for r in records if r.case == "q-good"]
    asked = {"rr@10": 0.5, "status_right": 0.0, "gold_cited": 0.0, "verdict_right": 0.0, "wrong_definite": 1.0}
    details = {"status_right": "not_in_documents -> answered", "verdict_right": "undetermined -> eligible"}
    made = [
        good[0].model_copy(
            update={
                "metric": metric,
                "value": value,
                "numerator": value,
                "denominator": 1.0,
                "detail": details.get(metric, "x"),
            }
        )
        for metric, value in asked.items()
    ]
    assert explained(answers[0], made) == [
        "Search: the first passage of the gold text stood at rank 2.",
        "Citations: 0 of 1 gold passages are cited; x.",
        "Status: answered instead of not_in_documents; it answered where it should have kept silent.",
        "Verdict: undetermined -> eligible. A wrong definite verdict.",
    ]


def test_cases_of_the_test_split_are_folded_away_and_never_among_the_weakest() -> None:
    records, answers = judged()
    html = page(NOTE, [r.model_copy(update={"split": Split.TEST}) for r in records], answers)
    assert "weakest" not in html
    assert "2 of the test split: not to be read while improving" in html


def test_lines_of_one_plot_differ_in_dashes_and_have_a_colour_each() -> None:
    series = [Series(suite.value, [(0.0, 0.0), (1.0, 1.0)]) for suite in list(Suite)[:5]]  # those that are asked
    drawn = re.findall(
        r'<polyline class="(s\d)" .* stroke-dasharray="(.*)"/>',
        line_plot("t", "d", Axis("x", 0, 1), Axis("y", 0, 1), series),
    )
    assert len({colour for colour, _ in drawn}) == len({dash for _, dash in drawn}) == 5
    style = page(NOTE, *judged())
    assert all(f".{colour} {{ stroke" in style for colour, _ in drawn)
