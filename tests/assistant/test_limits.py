"""L-1: no model can keep the graph running: at most 4 model calls and 12 tool calls, and an honest closing line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from langchain_core.messages import AIMessage, BaseMessage

from assistant.agent import MODEL_CALLS, TOOL_CALLS
from assistant.answer import Answer
from assistant.statuses import Status
from tests.assistant.scripted import Reply, searching
from tests.conftest import Scripted

QUESTION = "When is the deadline?"


def always_searching() -> Reply:
    numbers = count()
    return lambda _: _call("search_call_documents", {"queries": ["deadline"]}, next(numbers))


def two_tools_in_turn() -> Reply:
    numbers = count()

    def reply(_: list[BaseMessage]) -> AIMessage:
        number = next(numbers)
        if number % 2:
            return _call("call_calendar", {}, number)
        return _call("look_up_country", {"country": "France"}, number)

    return reply


def fifty_at_once() -> Reply:
    return lambda _: searching("deadline", "budget", number=50)


def no_such_tool() -> Reply:
    numbers = count()
    return lambda _: _call("send_mail", {"to": "all"}, next(numbers))


def wrong_arguments() -> Reply:
    numbers = count()
    return lambda _: _call("search_call_documents", {"queries": 7, "k": "many"}, next(numbers))


def _call(name: str, arguments: dict[str, object], number: int) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": f"call-{number}"}])


@pytest.mark.parametrize("model", [always_searching, two_tools_in_turn, fifty_at_once, no_such_tool, wrong_arguments])
def test_a_model_that_never_stops_is_stopped(scripted: Scripted, model: Callable[[], Reply]) -> None:
    answer = scripted.answer(QUESTION, model())
    assert scripted.model.calls <= MODEL_CALLS <= 4
    assert len(answer.tool_calls) <= TOOL_CALLS <= 12
    assert _is_honest(answer)


def _is_honest(answer: Answer) -> bool:
    """Says that nothing was found and whom to ask; claims nothing."""
    return answer.status is Status.NOT_IN_DOCUMENTS and not answer.claims and "ask" in answer.answer.lower()


def test_a_batch_of_fifty_is_cut_not_refused(scripted: Scripted) -> None:
    assert len(scripted.answer(QUESTION, fifty_at_once()).tool_calls) == TOOL_CALLS
