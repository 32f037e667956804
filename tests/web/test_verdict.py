"""The verdict's card and the table of partners."""

from __future__ import annotations

from assistant.eligibility.consortium import Consortium, Partner
from assistant.eligibility.findings import Finding, Outcome, RuleId, Verdict, VerdictStatus
from assistant.web.html import Html, text
from assistant.web.render import Renderer
from assistant.web.texts import PageTexts
from assistant.web.verdict import consortium_table, verdict_card
from tests.web.conftest import answer_of
from tests.web.payloads import assert_closed_set


def marker(n: int) -> Html:
    return text(f"[{n}]")


def verdict() -> Verdict:
    outcomes = [Outcome.MET, Outcome.FAILED, Outcome.UNKNOWN, *[Outcome.MET] * 5]
    findings = [
        Finding(rule=rule, outcome=outcome, measured=[2, 3], required=3, reason="Two or three.", citation=1)
        for rule, outcome in zip(RuleId, outcomes, strict=True)
    ]
    findings[2].missing = ["the country of the third partner"]
    return Verdict(status=VerdictStatus.NOT_ELIGIBLE, findings=findings, smallest_changes=["add one partner"])


def test_each_rule_is_shown_with_a_word_and_a_sign_for_its_outcome(texts: PageTexts) -> None:
    words = assert_closed_set(verdict_card(verdict(), marker, texts)).words
    for rule in RuleId:
        assert texts.rules[rule] in words
    for outcome in texts.outcomes.values():
        assert f"{outcome.symbol} {outcome.word}" in words
    assert "the country of the third partner" in words
    assert "add one partner" in words
    assert "only the granting authority decides" in words


def test_each_partner_is_shown_with_the_words_it_was_read_from(texts: PageTexts) -> None:
    partners = [
        Partner(name="First", country="DE", source="a cluster from Germany"),
        Partner(country_in="EU", region_in=["PL21", "PL22"], source="somewhere in Poland"),
    ]
    consortium = Consortium(partners=partners, strand_in=["1", "2"], duration_months=(24, 36))
    words = assert_closed_set(consortium_table(consortium, texts, {"DE": "Germany", "PL21": "Małopolskie"})).words
    for shown in ("First", "Germany", "a cluster from Germany", "Partner 2", "one of Małopolskie, PL22", "24–36"):
        assert shown in words


def test_missing_facts_are_asked_once(texts: PageTexts) -> None:
    asked = answer_of("Tell me:\n\n- Which region?", questions=["Which region?", "Which country?"])
    words = assert_closed_set(Renderer(texts).finished("q", asked, "x")).words
    assert words.count("Which region?") == 1
    assert words.count("Which country?") == 1


def test_the_card_is_shown_in_the_turn_that_judged_and_not_in_later_ones(texts: PageTexts) -> None:
    call = {"name": "check_consortium", "arguments": {}, "result": None}
    judged = answer_of("Judged.", verdict=verdict(), consortium=Consortium(), tool_calls=[call])
    later = answer_of("Something else.", verdict=verdict(), consortium=Consortium())
    assert texts.verdict_title in Renderer(texts).finished("q", judged, "x")
    assert texts.verdict_title not in Renderer(texts).finished("q", later, "x")
