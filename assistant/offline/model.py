"""The offline brain as a LangChain chat model: same question, same index, same answer, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict

from assistant.evidence import Found
from assistant.offline.compose import Composer
from assistant.offline.plan import PlannedCall, plan
from assistant.reading.reader import Reading

FORCED = "forced"  # id of a call that a middleware asks for


class OfflineModel(BaseChatModel):
    """First call: plans tools from what the human messages ask. Second call: composes from the tools' artifacts."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    read: Callable[[tuple[str, ...]], Reading]
    composer: Composer

    @property
    def _llm_type(self) -> str:
        return "offline"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[Any, AIMessage]:
        """Knows its tools already; a forced one is called with those it plans."""
        return cast("Runnable[Any, AIMessage]", self.bind(forced=tool_choice)) if tool_choice else self

    def invoke(
        self,
        input: LanguageModelInput,
        config: RunnableConfig | None = None,
        *,
        stop: list[str] | None = None,
        **kwargs: Any,
    ) -> AIMessage:
        """The message itself: callbacks, caches and checks for streaming serve providers, and take longer than it."""
        messages = self._convert_input(input).to_messages()
        return cast("AIMessage", self._generate(messages, stop, **kwargs).generations[0].message)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        turns = tuple(str(message.content) for message in messages if isinstance(message, HumanMessage))
        reading = self.read(turns)
        forced = kwargs.get("forced")
        calls = [*([PlannedCall(FORCED, forced, {})] if forced else []), *plan(reading, self.composer.anchors)]
        found = _artifacts(messages)
        if calls and not found.keys() & {call.id for call in calls}:
            return _result(AIMessage(content="", tool_calls=[_tool_call(call) for call in calls]))
        draft = self.composer.compose(reading, calls, found)
        return _result(AIMessage(content=draft.model_dump_json()))


def _artifacts(messages: list[BaseMessage]) -> dict[str, Found]:
    return {
        message.tool_call_id: message.artifact
        for message in messages
        if isinstance(message, ToolMessage) and isinstance(message.artifact, Found)
    }


def _tool_call(call: PlannedCall) -> dict[str, Any]:
    return {"name": call.name, "args": call.arguments, "id": call.id}


def _result(message: AIMessage) -> ChatResult:
    return ChatResult(generations=[ChatGeneration(message=message)])
