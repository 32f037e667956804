"""Slots, verdicts and tool calls of described consortia, scored by hand."""

from __future__ import annotations

from assistant.eligibility.findings import Outcome, RuleId, VerdictStatus
from evals.evaluators.slots import Slots, align
from evals.evaluators.tools import Tools
from evals.evaluators.verdict import VerdictRight
from tests.evals.build import answer, call, consortium, description, near_miss, question, scores, verdict

GOLD = {
    "partners": [
        {"country": "DE", "region": None, "kind": "cluster", "eccp": "registered"},
        {"country": "PL", "region": "PL22", "kind": "cluster"},
        {"country": "ES", "kind": "sme", "eccp": "unknown"},
    ],
    "strand": None,
    "duration_months": 36,
}
RIGHT = (
    {"country": "DE", "kind": "cluster", "eccp": "registered"},
    {"country": "PL", "region": "PL22", "kind": "cluster", "eccp": "submitted"},
    {"country": "ES", "kind": "sme"},
)
CASE = description(consortium=GOLD)


def slots(*partners: dict[str, str], **fields: object) -> dict[str, float]:
    return scores(Slots(), CASE, answer("x", consortium=consortium(*partners, **fields)))


def test_a_right_reading_in_another_order_is_perfect() -> None:
    got = slots(*reversed(RIGHT), duration_months=36)
    assert {value for name, value in got.items() if not name.startswith("slot_invented")} == {1.0}
    assert {value for name, value in got.items() if name.startswith("slot_invented")} == {0.0}


def test_a_guessed_region_is_an_invented_fact() -> None:
    guessed = [{**RIGHT[0], "region": "DE21"}, *RIGHT[1:]]
    got = slots(*guessed, duration_months=36, strand="1")
    assert (got["slot_precision/region"], got["slot_recall/region"], got["slot_invented/region"]) == (0.5, 1.0, 1.0)
    assert got["slot_invented/strand"] == 1.0


def test_a_wrong_value_costs_precision_and_recall() -> None:
    got = slots({**RIGHT[0], "country": "AT"}, *RIGHT[1:], duration_months=24)
    assert (got["slot_precision/country"], got["slot_recall/country"], got["slot_f1/duration_months"]) == (
        2 / 3,
        2 / 3,
        0.0,
    )


def test_a_missed_and_an_added_partner_count_once_each() -> None:
    assert slots(*RIGHT[:2], duration_months=36)["slot_recall/partners"] == 2 / 3
    assert slots(*RIGHT, {"country": "IT", "kind": "sme"}, duration_months=36)["slot_precision/partners"] == 3 / 4


def test_no_consortium_read_misses_every_partner() -> None:
    got = scores(Slots(), CASE, answer("x"))
    assert (got["slot_recall/partners"], got["slot_recall/duration_months"]) == (0.0, 0.0)


def test_partners_are_matched_by_likeness_not_by_place() -> None:
    pairs = align(CASE.expect.consortium.partners, consortium(*reversed(RIGHT)).partners)
    assert [(gold.country, got.country) for gold, got in pairs if gold and got] == [
        ("DE", "DE"),
        ("PL", "PL"),
        ("ES", "ES"),
    ]


def test_a_wrong_definite_verdict_is_counted_alone() -> None:
    case = description(status="needs_facts", verdict="undetermined")
    got = scores(VerdictRight(), case, answer("x", verdict=verdict(VerdictStatus.ELIGIBLE)))
    assert got == {"verdict_right": 0.0, "wrong_definite": 1.0}


def test_a_needless_cannot_tell_is_wrong_but_not_definite() -> None:
    case = description(status="answered", verdict="eligible")
    got = scores(VerdictRight(), case, answer("x", verdict=verdict(VerdictStatus.UNDETERMINED)))
    assert got == {"verdict_right": 0.0, "wrong_definite": 0.0, "needless_undetermined": 1.0}
    assert scores(VerdictRight(), case, answer("x"))["needless_undetermined"] == 1.0


def test_outcomes_are_judged_rule_by_rule() -> None:
    case = description(outcomes={"min-applicants": "met", "eccp-share": "unknown"})
    given = verdict(VerdictStatus.ELIGIBLE, {RuleId.MIN_APPLICANTS: Outcome.MET, RuleId.ECCP_SHARE: Outcome.MET})
    got = scores(VerdictRight(), case, answer("x", verdict=given))
    assert got == {"outcomes_right": 0.5, "wrong_definite_outcome": 0.5}


def test_the_verdict_before_a_what_if_and_the_facts_asked_for_are_judged() -> None:
    case = description(status="answered", verdict="eligible", before="undetermined", questions_about=["region", "eccp"])
    given = verdict(VerdictStatus.ELIGIBLE, before=verdict(VerdictStatus.UNDETERMINED))
    got = scores(VerdictRight(), case, answer("x", verdict=given, questions=["In which region is partner 2?"]))
    assert (got["before_right"], got["facts_asked"]) == (1.0, 0.5)


def test_missed_and_needless_tool_calls_are_told_apart() -> None:
    assert scores(Tools(), CASE, answer("x")) == {"tool_called": 0.0}
    assert scores(Tools(), CASE, answer("x", tools=[call("check_consortium")])) == {"tool_called": 1.0}
    rule = near_miss("How many clusters do we need?")
    assert scores(Tools(), rule, answer("x", tools=[call("check_consortium")])) == {"tool_needless": 1.0}
    assert scores(Tools(), rule, answer("x", tools=[call("search_call_documents")])) == {"tool_needless": 0.0}


def test_expected_arguments_are_held_against_those_given() -> None:
    case = question("Is Serbia in?", tools=[{"name": "look_up_country", "arguments": {"country": "Serbia"}}])
    assert (
        scores(Tools(), case, answer("x", tools=[call("look_up_country", country=["serbia"])]))["tool_arguments"] == 1.0
    )
    assert (
        scores(Tools(), case, answer("x", tools=[call("look_up_country", country="Kosovo")]))["tool_arguments"] == 0.0
    )
