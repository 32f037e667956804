"""At most so many tool calls in a run: calls past the limit are cut off, those before it are done.

LangChain's ToolCallLimitMiddleware(exit_behavior="end") refuses a whole batch that passes the limit, so that a message
with many questions would get no answer at all.
"""

from __future__ import annotations

from typing import Any

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, ToolMessage


class ToolBudget(AgentMiddleware[Any, Any]):
    """Cuts the tool calls of each model message to what is left of `limit` in this run."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def wrap_model_call(self, request: ModelRequest[Any], handler: Any) -> ModelResponse[Any]:
        done = sum(isinstance(message, ToolMessage) for message in request.messages)
        response: ModelResponse[Any] = handler(request)
        left = max(self._limit - done, 0)
        response.result = [
            message.model_copy(update={"tool_calls": message.tool_calls[:left]})
            if isinstance(message, AIMessage) and len(message.tool_calls) > left
            else message
            for message in response.result
        ]
        return response
