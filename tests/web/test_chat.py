"""The chat without its page: conversations, streaming, problems."""

from __future__ import annotations

import json
import logging
import re

import pytest

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.findings import VerdictStatus
from assistant.web.chat import Chat
from assistant.web.conversations import Conversations
from assistant.web.exchange import Exchange
from assistant.web.partners import MOST_PARTNERS
from assistant.web.render import Renderer
from assistant.web.texts import PageTexts
from index.errors import DocumentRefused, IndexDamaged, OperatorProblem, Problem, ProviderProblem
from tests.web.conftest import FakeAssistant, answer_of


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def chat(assistant: FakeAssistant, texts: PageTexts) -> Chat:
    return Chat(assistant, Conversations(Clock()), Renderer(texts), longest=100)


def test_verified_sentences_appear_one_after_another_before_the_whole_answer(chat: Chat) -> None:
    views = [view.current for view in chat.ask("How many?", None)]
    shown = [view.count("<p>") for view in views]
    assert shown == sorted(shown)
    assert "At least three" in views[2]
    assert "at least three applicants" not in views[2]
    assert 'aria-busy="true"' in views[-2]
    assert 'aria-busy="false"' in views[-1]


def test_citations_become_buttons_that_know_document_and_offsets(chat: Chat, assistant: FakeAssistant) -> None:
    *_, last = chat.ask("How many?", None)
    start = assistant.page.text.index("minimum three cluster")
    assert f'data-document="call-page" data-start="{start}"' in last.current
    assert ">[1]</button>" in last.current


def test_the_servers_own_transcript_gives_the_turns(chat: Chat, assistant: FakeAssistant) -> None:
    *_, first = chat.ask("first", None)
    *_, second = chat.ask("second", first.conversation)
    assert assistant.asked == [["first"], ["first", "second"]]
    assert second.conversation == first.conversation
    assert "first" in second.history
    assert "second" not in second.history


def test_an_unknown_key_starts_a_new_conversation_under_a_new_key(chat: Chat, assistant: FakeAssistant) -> None:
    *_, view = chat.ask("hello", "chosen-by-the-client")
    assert view.conversation != "chosen-by-the-client"
    assert assistant.asked == [["hello"]]


def test_a_forgotten_conversation_is_gone(chat: Chat, assistant: FakeAssistant) -> None:
    *_, view = chat.ask("first", None)
    chat.forget(view.conversation)
    *_, after = chat.ask("second", view.conversation)
    assert assistant.asked[-1] == ["second"]
    assert after.history == ""


def test_an_empty_message_asks_nothing(chat: Chat, assistant: FakeAssistant) -> None:
    assert list(chat.ask("  \n ", None)) == []
    assert list(chat.ask(None, None)) == []  # type: ignore[arg-type]
    assert assistant.asked == []


def test_a_message_that_is_too_long_is_refused_and_given_back(chat: Chat, assistant: FakeAssistant) -> None:
    views = list(chat.ask("x" * 101, None))
    assert assistant.asked == []
    assert "longer than 100 characters" in views[-1].current
    assert views[-1].input == "x" * 101


def test_conversations_are_bounded_in_number_turns_and_time() -> None:
    clock = Clock()
    kept = Conversations(clock, most=3, most_turns=2, lifetime_s=60)
    keys = [kept.open(None)[0] for _ in range(4)]
    assert len(kept) == 3
    assert kept.open(keys[0])[0] != keys[0]
    for turn in ("a", "b", "c"):
        kept.add(keys[3], Exchange(turn, answer_of(turn), turn))
    assert kept.open(keys[3])[1].turns == ["b", "c"]
    clock.now = 61
    assert kept.open(keys[3])[0] != keys[3]
    assert len(kept) == 1


SECRETS = ["/srv/private/key.pem", "name.surname@example.org", "Bearer 4f9a", "SELECT * FROM users", "10.0.0.7:5432"]
ERRORS: list[Exception] = [
    *[RuntimeError(secret) for secret in SECRETS],
    ValueError(SECRETS[0]),
    KeyError(SECRETS[1]),
    Problem(SECRETS[2], why="-", next="-"),
    OperatorProblem(SECRETS[3], why="-", next="-"),
    ProviderProblem(SECRETS[4], why="-", next="-"),
    IndexDamaged(SECRETS[0], why="-", next="-"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_shows_a_reference_that_stands_in_the_log_and_none_of_its_text(
    error: Exception, chat: Chat, assistant: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.scripted = [error]
    views = list(chat.ask("a question with my@address.example", None))
    shown = "".join(view.current for view in views)
    assert not any(secret in shown for secret in SECRETS)
    found = re.search(r"Something went wrong, reference ([0-9a-f]{8})\.", shown)
    assert found is not None
    assert found[1] in caplog.text
    assert "my@address.example" not in caplog.text
    assert views[-1].input == "a question with my@address.example"


def test_a_users_own_problem_is_explained(chat: Chat, assistant: FakeAssistant) -> None:
    assistant.scripted = [DocumentRefused("It cannot be read.", why="It is empty.", next="Send another.")]
    *_, last = chat.ask("q", None)
    for line in ("It cannot be read.", "It is empty.", "Send another."):
        assert line in last.current


def test_a_failed_message_is_not_part_of_the_transcript(chat: Chat, assistant: FakeAssistant) -> None:
    assistant.scripted = [RuntimeError("x"), answer_of("fine")]
    *_, failed = chat.ask("first", None)
    list(chat.ask("second", failed.conversation))
    assert assistant.asked[-1] == ["second"]


def test_the_log_counts_answers_and_holds_no_word_of_them(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        list(chat.ask("canary question", None))
    assert "status=answered claims=2 citations=2" in caplog.text
    assert "canary" not in caplog.text
    assert "cluster" not in caplog.text


DESCRIBED = "Three clusters from Germany, France and Poland, all registered on the ECCP."


def changed(consortium: Consortium, **partner: object) -> str:
    """The consortium as the page sends it, its last partner changed."""
    fields = consortium.model_dump(mode="json")
    fields["partners"][-1] |= partner
    return json.dumps(fields)


def current(chat: Chat, key: str) -> Consortium:
    conversation = chat._conversations.open(key)[1]
    check = conversation.exchanges[conversation.checked or 0].check
    assert check is not None
    return check.consortium


def test_a_change_by_hand_is_judged_in_the_place_of_the_old_verdict(chat: Chat, texts: PageTexts) -> None:
    *_, asked = chat.ask(DESCRIBED, None)
    assert texts.verdict_statuses[VerdictStatus.UNDETERMINED] in asked.current
    fields = changed(current(chat, asked.conversation), region="PL81")
    (view,) = chat.edit(fields, asked.conversation)
    assert texts.verdict_statuses[VerdictStatus.ELIGIBLE] in view.current
    assert 'data-edition="1"' in view.current
    assert (view.history, view.input, view.conversation) == ("", None, asked.conversation)


def test_later_messages_speak_of_the_consortium_as_changed_by_hand(chat: Chat) -> None:
    *_, asked = chat.ask(DESCRIBED, None)
    (edited,) = chat.edit(changed(current(chat, asked.conversation), country="IT", region="ITF6"), asked.conversation)
    *_, later = chat.ask("Add a university from Spain.", edited.conversation)
    partners = current(chat, later.conversation).partners
    assert [(partner.country, partner.region) for partner in partners[2:]] == [("IT", "ITF6"), ("ES", None)]
    assert "<select" in later.current and "<select" not in later.history


def test_a_question_between_leaves_the_table_open_for_changes(chat: Chat) -> None:
    *_, asked = chat.ask(DESCRIBED, None)
    *_, later = chat.ask("How many?", asked.conversation)
    assert "<select" in later.history and "<select" not in later.current
    (view,) = chat.edit(changed(current(chat, later.conversation), region="PL81"), later.conversation)
    assert "Eligible on the facts given" in view.history
    assert "How many?" in view.current


def test_an_edit_changes_the_conversation_of_its_sender_alone(chat: Chat) -> None:
    *_, one = chat.ask(DESCRIBED, None)
    *_, two = chat.ask(DESCRIBED, None)
    list(chat.edit(changed(current(chat, one.conversation), country="FI"), one.conversation))
    assert current(chat, one.conversation).partners[-1].country == "FI"
    assert current(chat, two.conversation).partners[-1].country == "PL"


@pytest.mark.parametrize(
    "fields",
    [
        "",
        "no JSON",
        "[" * 100_000,
        "null",
        '{"partners": 3}',
        '{"partners": [{"country": "Atlantis"}]}',
        '{"partners": [{"kind": "wizard"}]}',
        '{"partners": [], "verdict": "eligible"}',
        json.dumps({"partners": [{}] * (MOST_PARTNERS + 1)}),
    ],
)
def test_what_is_no_consortium_of_the_page_is_refused_and_changes_nothing(
    chat: Chat, texts: PageTexts, fields: str
) -> None:
    *_, asked = chat.ask(DESCRIBED, None)
    before = current(chat, asked.conversation)
    (view,) = chat.edit(fields, asked.conversation)
    assert current(chat, asked.conversation) == before
    assert texts.problem_title in view.current


def test_a_change_after_the_conversation_has_ended_is_told(chat: Chat, texts: PageTexts) -> None:
    *_, asked = chat.ask(DESCRIBED, None)
    fields = changed(current(chat, asked.conversation), country="FI")
    chat.forget(asked.conversation)
    (view,) = chat.edit(fields, asked.conversation)
    assert texts.expired in view.current


def test_a_long_conversation_keeps_the_consortium_set_by_hand(assistant: FakeAssistant, texts: PageTexts) -> None:
    chat = Chat(assistant, Conversations(Clock(), most_turns=3), Renderer(texts), longest=100)
    *_, view = chat.ask(DESCRIBED, None)
    list(chat.edit(changed(current(chat, view.conversation), country="FI"), view.conversation))
    for _ in range(4):
        *_, view = chat.ask("How many?", view.conversation)
    *_, view = chat.ask("Add a university from Spain.", view.conversation)
    assert [partner.country for partner in current(chat, view.conversation).partners] == ["DE", "FR", "FI", "ES"]
