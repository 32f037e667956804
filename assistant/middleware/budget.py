"""At most so many calls of the model and of tools in a run: a tool call past the limit is cut off, those before it are
done; where the model has been called often enough the run ends.

LangChain's own limits do it otherwise: ToolCallLimitMiddleware(exit_behavior="end") refuses a whole batch that passes
the limit, so that a message with many questions would get no answer at all, and ModelCallLimitMiddleware stands as two
nodes of its own in the graph, which doubles its steps and takes a tenth of the time of an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage


class Budget(AgentMiddleware[Any, Any]):
    """What one run may spend: everything after the user's last message counts."""

    def __init__(self, model_calls: int, tool_calls: int) -> None:
        super().__init__()
        self._model_calls = model_calls
        self._tool_calls = tool_calls

    def wrap_model_call(self, request: ModelRequest[Any], handler: Any) -> ModelResponse[Any]:
        run = _of_this_run(request.messages)
        if sum(isinstance(message, AIMessage) for message in run) >= self._model_calls:
            return ModelResponse(result=[AIMessage(f"Ended after {self._model_calls} calls of the model.")])
        response: ModelResponse[Any] = handler(request)
        left = max(self._tool_calls - sum(isinstance(message, ToolMessage) for message in run), 0)
        response.result = [
            message.model_copy(update={"tool_calls": message.tool_calls[:left]})
            if isinstance(message, AIMessage) and len(message.tool_calls) > left
            else message
            for message in response.result
        ]
        return response


def _of_this_run(messages: Sequence[BaseMessage]) -> Sequence[BaseMessage]:
    """The messages after the user's last one."""
    asked = [at for at, message in enumerate(messages) if isinstance(message, HumanMessage)]
    return messages[asked[-1] + 1 :] if asked else messages
