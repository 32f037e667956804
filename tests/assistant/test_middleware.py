"""Several middleware as one: the first stands outermost; none is taken that has more than a way around the model."""

from __future__ import annotations

from typing import Any

import pytest
from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse
from langchain_core.messages import AIMessage

from assistant.middleware.as_one import AsOne
from tests.assistant.scripted import ScriptedModel


class Named(AgentMiddleware[Any, Any]):
    def __init__(self, name: str, seen: list[str]) -> None:
        super().__init__()
        self._name, self._seen = name, seen

    def wrap_model_call(self, request: ModelRequest[Any], handler: Any) -> ModelResponse[Any]:
        self._seen.append(f"{self._name} begins")
        response: ModelResponse[Any] = handler(request)
        self._seen.append(f"{self._name} ends")
        return response


class Before(Named):
    def before_model(self, state: Any, runtime: Any) -> None:
        return None


def test_the_first_stands_outermost() -> None:
    seen: list[str] = []
    request = ModelRequest(model=ScriptedModel(), messages=[])
    response = AsOne([Named("outer", seen), Named("inner", seen)]).wrap_model_call(
        request, lambda _: ModelResponse(result=[AIMessage("done")])
    )
    assert response.result[0].text == "done"
    assert seen == ["outer begins", "inner begins", "inner ends", "outer ends"]


def test_what_the_graph_would_call_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="Before has more than a wrap_model_call"):
        AsOne([Before("before", [])])
