"""What a question demands by its form, and whether a point knows of it."""

from __future__ import annotations

import pytest

from assistant.gazetteer import Gazetteer
from assistant.reading.focus import Focus
from assistant.reading.lexicon import Lexicon
from assistant.reading.mentions import MentionFinder
from assistant.settings import Settings


@pytest.fixture(scope="module")
def lexicon(settings: Settings) -> Lexicon:
    return Lexicon.load(settings.corpus_dir)


@pytest.fixture(scope="module")
def focus(settings: Settings, lexicon: Lexicon) -> Focus:
    return Focus.load(settings.corpus_dir, lexicon)


@pytest.mark.parametrize(
    ("question", "known", "unmet"),
    [
        ("how many staff must the partner have?", {"partner"}, True),
        ("how many partners must there be?", {"partner"}, False),
        ("how many projects per member state are funded?", {"project"}, True),
        ("what is the budget for dissemination?", {"budget"}, True),
        ("what is the budget for the call?", {"budget", "call"}, False),
        ("what was the budget of the previous call?", {"budget", "call"}, True),
        ("which ecosystems did the selected projects cover?", {"ecosystem"}, True),
        ("what share of the partners must be there?", {"partner"}, False),
    ],
)
def test_an_answer_has_to_know_what_is_demanded(focus: Focus, question: str, known: set[str], unmet: bool) -> None:
    assert any(demand.unmet(frozenset(known)) for demand in focus.demands(question)) is unmet


def test_the_most_is_not_the_least(focus: Focus) -> None:
    assert focus.opposed("how long may it last at most?", "the minimum duration")
    assert not focus.opposed("how long may it last at most?", "the maximum duration")
    assert not focus.opposed("how long may it last?", "the minimum duration")


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("does an associated partner from calabria count?", {"associated"}),
        ("is norway associated to the programme?", set()),
        ("may affiliated entities and subcontractors be left out?", {"affiliated", "subcontractor"}),
        ("can a partner be from serbia?", set()),
    ],
)
def test_a_question_may_be_on_one_role_alone(focus: Focus, question: str, roles: set[str]) -> None:
    assert focus.roles_in(question) == roles


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Should it be in English only?", 0),
        ("Is it paid in Swedish kronor?", 0),
        ("Is a Swedish cluster eligible?", 1),
        ("Are our French and German partners eligible?", 2),
        ("How do you say good evening in Finnish?", 1),
    ],
)
def test_a_language_or_currency_is_no_place(settings: Settings, lexicon: Lexicon, question: str, places: int) -> None:
    assert len(MentionFinder(Gazetteer.load(settings.corpus_dir), lexicon).find(question).places) == places
