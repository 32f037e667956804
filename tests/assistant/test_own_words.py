"""Questions as applicants put them: the situation first, several requests, what they have nothing to do with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.gazetteer import Gazetteer
from assistant.reading.cores import cores
from assistant.reading.focus import Focus
from assistant.reading.follow_ups import varied_by
from assistant.reading.lexicon import Lexicon
from assistant.reading.mentions import MentionFinder
from assistant.reading.set_aside import affirmed
from assistant.reading.split import split_questions, strip_lead_in
from assistant.settings import Settings
from assistant.statuses import Status

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.fixture(scope="module")
def lexicon(settings: Settings) -> Lexicon:
    return Lexicon.load(settings.corpus_dir)


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "To which mailbox do I write? And on what day did it end, my notes contradict each other.",
            ["To which mailbox do I write?", "And on what day did it end, my notes contradict each other."],
        ),
        (
            "I have to put in my file the date of the session. Also: how many pages may we write?",
            ["I have to put in my file the date of the session.", "Also: how many pages may we write?"],
        ),
        ("We need a partner in Spain. Is Andalusia less developed?", ["Is Andalusia less developed?"]),
        ("Who can apply? I need it for my report.", ["Who can apply?"]),
        ("We are in Castile, are we a poor region?", ["We are in Castile, are we a poor region?"]),
        ("…and until when was it open?", ["and until when was it open?"]),
    ],
)
def test_requests_without_a_question_mark_are_found_and_situations_are_none(
    lexicon: Lexicon, message: str, questions: list[str]
) -> None:
    assert [question.text for question in split_questions(message, lexicon)] == questions


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("nice. and for our staff?", "and for our staff?"),
        ("good practice for clusters?", "good practice for clusters?"),
        ("my boss wants to know the exact hour of the deadline", "the exact hour of the deadline"),
    ],
)
def test_what_leads_up_to_a_question_is_left_out(lexicon: Lexicon, said: str, rest: str) -> None:
    assert strip_lead_in(said, lexicon) == rest


@pytest.mark.parametrize(
    ("sentence", "core"),
    [
        ("On what day did it end, my notes contradict each other", "On what day did it end?"),
        ("The board wants a figure before signing: what percentage stays with us?", "what percentage stays with us?"),
        ("We are no cluster, may we apply?", ""),
        ("With two partners, may we apply?", ""),
    ],
)
def test_a_question_is_read_without_what_its_sentence_only_tells(lexicon: Lexicon, sentence: str, core: str) -> None:
    found = [each.text for each in cores(sentence, lexicon)]
    assert core in found if core else not found


def test_a_question_word_alone_takes_the_place_of_the_one_before(lexicon: Lexicon) -> None:
    assert (
        varied_by("And by when?", "What share must be on the platform?", lexicon) == "by when must be on the platform?"
    )
    assert not varied_by("And for third parties?", "What share must be on the platform?", lexicon)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("They don't build windmills, so where do we go?", ", so where do we go?"),
        ("Food, nothing to do with batteries. Where?", "Food, . Where?"),
        ("We do not know whether wind counts", "We do not know whether wind counts"),
    ],
)
def test_what_somebody_has_nothing_to_do_with_is_no_topic(lexicon: Lexicon, text: str, left: str) -> None:
    said = affirmed(text, lexicon)
    assert len(said) == len(text)
    assert " ".join(said.split()) == left


def test_regions_and_towns_are_known_without_their_capital_in_questions(settings: Settings, lexicon: Lexicon) -> None:
    finder = MentionFinder(Gazetteer.load(settings.corpus_dir), lexicon)
    assert [place.region for place in finder.find("does wielkopolska or lower silesia count").places] == [
        "PL41",
        "PL51",
    ]
    assert not finder.find("what is the split of the budget, and a border region?").places


def test_the_end_is_asked_of_no_point_about_a_beginning(settings: Settings, lexicon: Lexicon) -> None:
    focus = Focus.load(settings.corpus_dir, lexicon)
    assert focus.opposed("on what day did submission end", "the opening date")
    assert focus.opposed("when did submission start", "the submission deadline")
    assert not focus.opposed("when was it open", "the opening date")


@pytest.mark.parametrize(
    ("turns", "status", "said"),
    [
        (
            ["Israel is in Horizon. So can an incubator from Haifa join as well, no?"],
            Status.ANSWERED,
            "not an eligible",
        ),
        (["Which entry requirements has the ECCP for clusters?"], Status.ANSWERED, "15 committed members"),
        (["We come from the bakery trade. We don't do batteries. Which strand is ours?"], Status.ANSWERED, "Strand 2"),
        (["Can I send a lithium battery by post to Greece?"], Status.OUT_OF_SCOPE, ""),
        (["We sent the platform our form in time, it was confirmed weeks later. Lost?"], Status.ANSWERED, "submitted"),
        (["What is reimbursed of vouchers for SMEs?", "Fine. And of our own salaries?"], Status.ANSWERED, "90 %"),
        (["I am from Tromsø. Can our cluster be funded like the others?"], Status.ANSWERED, "Norway"),
        (["We're in Tarragona. Less advanced or not?"], Status.ANSWERED, "Catalonia"),
        (["The server failed and we came six minutes late. Any chance?"], Status.ANSWERED, "late submission"),
        (["Who is the officer in charge of the second strand?"], Status.NOT_IN_DOCUMENTS, ""),
        (["May a territory like Aruba fill the place of the less advanced region?"], Status.ANSWERED, "NUTS"),
        (["Are our invoices in zloty converted at a monthly rate?"], Status.NOT_IN_DOCUMENTS, ""),
    ],
)
def test_situations_and_asides_do_not_hide_what_is_asked(
    assistant_of_call: Assistant, turns: list[str], status: Status, said: str
) -> None:
    answer = assistant_of_call.answer(turns)
    assert answer.status is status, answer.answer
    assert said in answer.answer
