"""The eligibility tool is never left to a model to remember: where a turn is about a consortium its call is forced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse
from langchain_core.messages import HumanMessage, ToolMessage


class ForceTool(AgentMiddleware[Any, Any]):
    """Forces the first model call to `tool` where `wanted` says so, and withholds the tool where it does not."""

    def __init__(self, tool: str, wanted: Callable[[tuple[str, ...]], bool]) -> None:
        super().__init__()
        self._tool = tool
        self._wanted = wanted

    def wrap_model_call(self, request: ModelRequest[Any], handler: Any) -> ModelResponse[Any]:
        turns = tuple(str(message.content) for message in request.messages if isinstance(message, HumanMessage))
        called = any(isinstance(message, ToolMessage) and message.name == self._tool for message in request.messages)
        if called or not self._wanted(turns):
            others = [tool for tool in request.tools if getattr(tool, "name", None) != self._tool]
            response: ModelResponse[Any] = handler(request.override(tools=others))
            return response
        forced: ModelResponse[Any] = handler(request.override(tool_choice=self._tool))
        return forced
