"""Statuses, splitting, spelling, numbers, drafts and language: each small step by itself."""

from __future__ import annotations

import pytest

from assistant.draft import Draft
from assistant.language import detect_language
from assistant.reading.lexicon import Lexicon
from assistant.reading.numbers import Held, compare
from assistant.reading.points import Limit
from assistant.reading.spelling import Speller
from assistant.reading.split import split_questions
from assistant.reading.text import MessageRefused, clean
from assistant.settings import Settings
from assistant.statuses import PRECEDENCE, Status, combined


@pytest.fixture(scope="module")
def lexicon(settings: Settings) -> Lexicon:
    return Lexicon.load(settings.corpus_dir)


def test_every_status_has_its_place_label_and_description() -> None:
    assert sorted(PRECEDENCE) == sorted(Status)
    assert all(status.label and status.description.endswith(".") for status in Status)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([Status.OUT_OF_SCOPE, Status.ANSWERED], Status.ANSWERED),
        ([Status.NOT_IN_DOCUMENTS, Status.NEEDS_FACTS], Status.NEEDS_FACTS),
        ([Status.DECLINED, Status.NOT_IN_DOCUMENTS], Status.NOT_IN_DOCUMENTS),
        ([Status.OUT_OF_SCOPE, Status.DECLINED], Status.DECLINED),
        ([], Status.FAILED),
    ],
)
def test_a_turn_takes_the_first_status_that_holds(parts: list[Status], whole: Status) -> None:
    assert combined(parts) is whole
    assert combined(parts[::-1]) is whole


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("When is the deadline?", ["When is the deadline?"]),
        ("When is the deadline? How much money is there?", ["When is the deadline?", "How much money is there?"]),
        (
            "How do we hand it in, and in which month will we hear of the result?",
            ["How do we hand it in", "in which month will we hear of the result?"],
        ),
        ("Is there a form, in which the partners are listed?", ["Is there a form, in which the partners are listed?"]),
        (
            "When is the deadline and how much money is there?",
            ["When is the deadline", "how much money is there?"],
        ),
        ("Dear team,\n\n1. Who may apply?\n2. By when?\n\nKind regards", ["Who may apply?", "By when?"]),
        ("What is eligible and what is not?", ["What is eligible and what is not?"]),
        ("less developed regions", ["less developed regions"]),
        ("Under Art. 4 of the act, what counts?", ["Under Art. 4 of the act, what counts?"]),
        (
            "1) does a village count 2) is Norway in 3) what is the rate",
            ["does a village count", "is Norway in", "what is the rate"],
        ),
        ("Please tell me (a) the budget, (b) whether Iceland may join", ["the budget", "whether Iceland may join"]),
        ("1) Cluster from Spain 2) Cluster from Poland", ["1) Cluster from Spain 2) Cluster from Poland"]),
        (
            "When you work out the half, do you count the affiliated ones?",
            ["When you work out the half, do you count the affiliated ones?"],
        ),
    ],
)
def test_a_message_is_split_into_its_questions_in_order(lexicon: Lexicon, message: str, questions: list[str]) -> None:
    assert [question.text for question in split_questions(message, lexicon)] == questions


@pytest.mark.parametrize(
    ("written", "meant"),
    [("the dedline", "the deadline"), ("consorsium", "consortium"), ("Calabria", "Calabria"), ("ECCP", "ECCP")],
)
def test_a_mistyped_word_is_taken_for_the_near_one(written: str, meant: str) -> None:
    speller = Speller(["deadline consortium the budget"])
    assert speller.corrected(written) == meant


def test_a_word_of_the_language_that_nobody_uses_here_is_no_error() -> None:
    speller = Speller(["option rich wish"], real={"optional"}, preferred=frozenset({"which"}))
    assert speller.corrected("optional") == "optional"
    assert Speller(["which wish"], preferred=frozenset({"which"})).corrected("wich") == "which"


def test_a_word_between_two_others_is_left_alone_and_so_is_a_kept_span() -> None:
    speller = Speller(["form farm deadline"])
    assert speller.corrected("firm") == "firm"
    assert speller.corrected("dedline", keep=[(0, 7)]) == "dedline"


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Can the project last 40 months?", Held.OVER),
        ("Can it last three years?", Held.WITHIN),
        ("Can it last 36 months?", Held.WITHIN),
        ("Can it last four years?", Held.OVER),
        ("Can it last 3 months?", Held.UNDER),
        ("Can it last longer?", None),
        ("12 months or 40 months?", None),
        ("Do they count towards the minimum of three partners?", None),
    ],
)
def test_a_number_is_held_against_a_limit(lexicon: Lexicon, question: str, held: Held | None) -> None:
    comparison = compare(question, Limit(unit="month", least=6, most=36), lexicon)
    assert (comparison.held if comparison else None) is held


@pytest.mark.parametrize("message", ["", " \n\t", "\u200b\u200b", "…!?", "\ud800", "a" * 101])
def test_what_cannot_be_read_is_refused(message: str) -> None:
    with pytest.raises(MessageRefused):
        clean(message, 100)


def test_hidden_and_control_characters_are_taken_out() -> None:
    assert clean("Wh\u200ben\U000e0041 is\x00 it?\r\nNow?", 100) == "When is  it?\nNow?"


@pytest.mark.parametrize("content", ["", "no JSON", "{", "[1]", "{" * 10_000, '{"parts": [{"question": "x"}]}'])
def test_what_is_no_draft_is_none(content: str) -> None:
    assert Draft.parse(content) is None


def test_a_draft_may_stand_in_a_code_fence() -> None:
    draft = Draft.parse('Here it is:\n```json\n{"parts": [{"question": 1, "sentences": []}]}\n```')
    assert draft is not None and draft.parts[0].question == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("When is the deadline for proposals in this call?", "en"),
        ("Quelle est la date limite pour déposer une proposition ?", "fr"),
        ("Bis wann muss der Antrag für diesen Aufruf eingereicht werden?", "de"),
        ("Calabria?", "en"),
    ],
)
def test_the_language_is_told_where_there_are_words_enough(lexicon: Lexicon, text: str, language: str) -> None:
    assert detect_language(text, lexicon) == language
