"""A provider's model that times out, is away or answers nonsense is the provider's fault and is told as such."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse

from assistant.models import ModelFailed
from index.errors import Problem


class ModelFaults(AgentMiddleware[Any, Any]):
    """Whatever a call of the model raises becomes ModelFailed; the provider's own words, which may repeat the user's,
    are not handed on. `name`: the model's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def wrap_model_call(self, request: ModelRequest[Any], handler: Any) -> ModelResponse[Any]:
        with _Told(self._name):
            response: ModelResponse[Any] = handler(request)
        return response


class _Told:
    """A context in which every error becomes ModelFailed."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception) and not isinstance(error, Problem):
            raise ModelFailed.of(self._name, f"Its call ended with {type(error).__name__}.") from error
