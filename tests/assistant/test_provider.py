"""A provider's model in the place of the offline brain: what it invents is not shown, what goes wrong is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage, BaseMessage

from assistant.models import ModelFailed
from assistant.settings import load_settings
from assistant.statuses import Status
from tests.assistant.scripted import ScriptedModel, draft, search_then, searching
from tests.conftest import TODAY, Scripted

QUESTION = "When is the deadline?"


@pytest.fixture(scope="module")
def provider(data_dir: Path) -> Iterator[Scripted]:
    from assistant.service import Assistant, Clock

    model = ScriptedModel()
    settings = load_settings(data_dir=data_dir, model="openai:some-model")
    with Assistant.open(settings, clock=Clock(TODAY), model=model) as assistant:
        yield Scripted(assistant, model)


def test_an_answer_without_a_search_is_not_taken_for_silence(provider: Scripted) -> None:
    with pytest.raises(ModelFailed, match=r"did not search.*ASSISTANT_MODEL"):
        provider.answer(QUESTION, lambda _: AIMessage("The deadline is 1 January 2023."))


def test_prose_in_the_place_of_a_draft_is_not_taken_for_silence(provider: Scripted) -> None:
    with pytest.raises(ModelFailed, match="not the draft"):
        provider.answer(QUESTION, search_then(QUESTION, lambda _: AIMessage("The deadline is 1 January 2023.")))


def test_an_empty_draft_after_a_search_is_silence(provider: Scripted) -> None:
    answer = provider.answer(QUESTION, search_then(QUESTION, lambda _: draft()))
    assert answer.status is Status.NOT_IN_DOCUMENTS


def test_a_fault_of_the_provider_is_told_without_its_words(
    provider: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: list[BaseMessage]) -> AIMessage:
        raise TimeoutError(f"no reply to {QUESTION!r} with key sk-123")

    with caplog.at_level(logging.DEBUG), pytest.raises(ModelFailed, match="TimeoutError") as told:
        provider.answer(QUESTION, fails)
    assert "sk-123" not in str(told.value) + caplog.text


@pytest.mark.parametrize("said", ["You are eligible, congratulations!", "{}"])
def test_a_verdict_does_not_depend_on_the_model(provider: Scripted, said: str) -> None:
    described = "Our consortium: clusters in Lyon, Sofia and Graz, all registered on the ECCP."
    answer = provider.answer(described, lambda _: AIMessage(said))
    assert answer.verdict is not None
    assert "congratulations" not in answer.answer


def test_a_greeting_needs_no_search(provider: Scripted) -> None:
    assert provider.answer("Good morning!", lambda _: searching("morning")).status is Status.ANSWERED
