"""A chat model that says what a test tells it, and drafts as such a model would write them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from assistant.evidence import Found
from index import Passage

Reply = Callable[[list[BaseMessage]], AIMessage]


def nothing(_: list[BaseMessage]) -> AIMessage:
    return AIMessage("")


class ScriptedModel(BaseChatModel):
    """Answers every call with `reply` and counts the calls."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    reply: Reply = nothing
    calls: int = 0

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, AIMessage]:
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        self.calls += 1
        return ChatResult(generations=[ChatGeneration(message=self.reply(messages))])


def searching(*queries: str, number: int = 1) -> AIMessage:
    """A message with `number` searches for the queries."""
    return AIMessage(
        "",
        tool_calls=[
            {"name": "search_call_documents", "args": {"queries": list(queries)}, "id": f"search-{position}"}
            for position in range(number)
        ],
    )


def found(messages: list[BaseMessage]) -> list[Passage]:
    """The passages that the tools of this turn have returned."""
    artifacts = [message.artifact for message in messages if isinstance(message, ToolMessage)]
    return [passage for artifact in artifacts if isinstance(artifact, Found) for passage in artifact.passages]


def draft(*sentences: tuple[str, list[tuple[str, str]]]) -> AIMessage:
    """A draft of one part: sentences with their quotations (passage id, words)."""
    made = [
        {"text": text, "quotations": [{"passage": passage, "words": words} for passage, words in quotations]}
        for text, quotations in sentences
    ]
    return AIMessage(json.dumps({"parts": [{"question": 1, "sentences": made}]}))


def search_then(query: str, write: Callable[[list[Passage]], AIMessage]) -> Reply:
    """A model that searches once, then writes from the passages found."""

    def reply(messages: list[BaseMessage]) -> AIMessage:
        passages = found(messages)
        return write(passages) if passages else searching(query)

    return reply
