"""The check of a consortium as HTML, from its objects."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.eligibility.consortium import Consortium, FurtherPartners, Kind, Partner, Role
from assistant.eligibility.findings import RuleId
from assistant.web.exchange import Check, Exchange
from assistant.web.html import Html, text
from assistant.web.partners import MOST_PARTNERS, PartnersTable
from assistant.web.places import Places
from assistant.web.render import Renderer
from assistant.web.texts import PageTexts
from assistant.web.verdict import IN_THE_TABLE, check_card
from tests.web.conftest import answer_of, by_hand
from tests.web.payloads import PAYLOADS, assert_closed_set

OPEN = Consortium(
    partners=[
        Partner(name="First", country="DE", kind=Kind.CLUSTER, source="a cluster from Germany"),
        Partner(country_in=["FR", "ES"], kind=Kind.CLUSTER, source="a cluster from France or Spain"),
        Partner(country="PL", region_in=["PL21", "PL22"], role_in=[Role.BENEFICIARY, Role.ASSOCIATED]),
    ],
    strand_in=["1", "2"],
    duration_months=(24, 40),
    eccp_clusters=1,
    further_partners=[FurtherPartners(kind=Kind.SME, country_in="EU", most=2), FurtherPartners()],
)


def marker(n: int) -> Html:
    return text(f"[{n}]")


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.of(by_hand().gazetteer)


def checked(consortium: Consortium, before: Consortium | None = None) -> Check:
    judgement = by_hand().judge(consortium, before)
    return Check(consortium, judgement, by_hand().summary(consortium, judgement))


def exchange_of(consortium: Consortium, beside: str = "") -> Exchange:
    check = checked(consortium)
    answer = answer_of("All of it.", consortium=consortium, verdict=check.judgement.verdict)
    return Exchange("q", answer, "x", beside, check)


def test_each_rule_is_shown_with_a_word_and_a_sign_for_its_outcome(texts: PageTexts) -> None:
    check = checked(OPEN)
    findings = check.judgement.verdict.findings
    words = assert_closed_set(check_card(check, text(""), marker, texts, editable=True)).words
    assert len(findings) == len(RuleId)
    for finding in findings:
        outcome = texts.outcomes[finding.outcome]
        assert f"{texts.rules[finding.rule]}{outcome.symbol} {outcome.word}" in words
        assert finding.reason in words
    for question in check.judgement.questions:
        assert words.count(question) >= 1
    for change in check.judgement.verdict.smallest_changes:
        assert change in words
    assert "only the granting authority decides" in words


def test_each_partner_is_shown_with_the_words_it_was_read_from(texts: PageTexts, places: Places) -> None:
    words = assert_closed_set(PartnersTable(texts, places, OPEN).html()).words
    for shown in ("First", "Germany", "read from “a cluster from Germany”", "Partner 2", "one of France, Spain"):
        assert shown in words
    for shown in ("one of Małopolskie (PL21), Śląskie (PL22)", "24–40", "one of strand 1, strand 2"):
        assert shown in words
    assert "0 to 2, SME, a Member State; 0 or more" in words


def test_every_cell_can_be_chosen_and_stands_at_what_was_understood(texts: PageTexts, places: Places) -> None:
    markup = assert_closed_set(PartnersTable(texts, places, OPEN, editable=True).html())
    assert markup.elements.count("select") == 3 * 6 + 3
    assert markup.attributes.count(("selected", "selected")) == 3 * 6 + 3
    labels = [value for name, value in markup.attributes if name == "aria-label"]
    assert f"{texts.partners_columns[0]}, First" in labels
    assert f"{texts.partners_columns[4]}, Partner 2" in labels


def test_the_cells_that_questions_ask_for_are_marked(texts: PageTexts, places: Places) -> None:
    check = checked(OPEN)
    html = PartnersTable(texts, places, OPEN, check.judgement.asked, editable=True).html()
    cells = sum(len(asked.partners) or 1 for asked in check.judgement.asked if asked.fact in IN_THE_TABLE)
    assert html.count('class="asked"') == cells > 3


def test_a_consortium_too_large_for_the_table_is_shown_and_not_changed_there(texts: PageTexts, places: Places) -> None:
    large = Consortium(partners=[Partner(country="FR")] * (MOST_PARTNERS + 1))
    markup = assert_closed_set(PartnersTable(texts, places, large, editable=True).html())
    assert "select" not in markup.elements and "button" not in markup.elements
    assert markup.words.count("France") == MOST_PARTNERS + 1


def test_names_and_words_of_the_user_stay_text(texts: PageTexts, places: Places) -> None:
    for payload in PAYLOADS[::7]:
        consortium = Consortium(partners=[Partner(name=payload, source=payload)])
        exchange = exchange_of(consortium)
        assert_closed_set(Renderer(texts, places=places).finished(exchange, editable=True))


def test_a_hypothetical_change_says_what_it_was_before(texts: PageTexts) -> None:
    card = check_card(checked(Consortium(), OPEN), text(""), marker, texts, editable=True)
    assert "Before this change: Cannot be determined yet" in assert_closed_set(card).words


def test_missing_facts_are_asked_once(texts: PageTexts) -> None:
    asked = answer_of("Tell me:\n\n- Which region?", questions=["Which region?", "Which country?"])
    words = assert_closed_set(Renderer(texts).finished(Exchange("q", asked, "x"))).words
    assert words.count("Which region?") == 1
    assert words.count("Which country?") == 1


def test_a_greeting_is_not_said_to_rest_on_quoted_words(texts: PageTexts) -> None:
    greeting = Exchange("Hello", answer_of("Hello. What would you like to know?"), "exchange-1")
    assert "status-description" not in Renderer(texts).finished(greeting)


def test_beside_the_card_only_the_other_answers_are_told(texts: PageTexts) -> None:
    words = assert_closed_set(Renderer(texts).finished(exchange_of(OPEN, "The budget is large."))).words
    assert "The budget is large." in words and "All of it." not in words
    assert texts.verdict_title in words


def test_a_turn_that_judged_nothing_shows_no_card(texts: PageTexts) -> None:
    judged = exchange_of(OPEN)
    later = replace(judged, check=None, beside_check=None)
    words = assert_closed_set(Renderer(texts).finished(later)).words
    assert "All of it." in words and texts.verdict_title not in words
