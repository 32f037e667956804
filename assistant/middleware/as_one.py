"""Several middleware around the model's call as one: LangChain prepares a trace for each at every call, which for what
they do here takes longer than they do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse

_HOOKS = [
    name
    for name in vars(AgentMiddleware)
    if name.startswith(("before_", "after_", "abefore_", "aafter_", "wrap_", "awrap_"))
]


class AsOne(AgentMiddleware[Any, Any]):
    """Calls the `parts` one inside the other, the first outermost. They may have a `wrap_model_call` and nothing else
    that the graph asks for; a ValueError names one that has."""

    def __init__(self, parts: Sequence[AgentMiddleware[Any, Any]]) -> None:
        super().__init__()
        for part in parts:
            more = {name for name in _HOOKS if getattr(type(part), name) is not getattr(AgentMiddleware, name)}
            if more - {"wrap_model_call"}:
                raise ValueError(f"{type(part).__name__} has more than a wrap_model_call: {sorted(more)}")
        self._parts = list(parts)

    def wrap_model_call(self, request: ModelRequest[Any], handler: Any) -> ModelResponse[Any]:
        for part in reversed(self._parts):
            handler = partial(part.wrap_model_call, handler=handler)
        response: ModelResponse[Any] = handler(request)
        return response
