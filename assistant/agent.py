"""The agent: one LangChain graph for both brains, bounded in model calls, tool calls and depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.tools import BaseTool

from assistant.evidence import Found
from assistant.middleware.as_one import AsOne
from assistant.middleware.budget import Budget

MODEL_CALLS = 4
TOOL_CALLS = 12
RECURSION = 24  # graph steps; model and tool calls and their middleware stay far below


@dataclass(frozen=True, slots=True)
class CalledTool:
    """A tool call of this turn and its artifact."""

    id: str
    name: str
    arguments: dict[str, Any]
    found: Found


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the graph gave: the last message's text and the tools called, in order."""

    content: str
    tools: tuple[CalledTool, ...]


class Agent:
    """The graph, ready to run. Holds no conversation."""

    def __init__(
        self,
        model: BaseChatModel,
        tools: Sequence[BaseTool],
        prompt: str,
        middleware: Sequence[AgentMiddleware[Any, Any]] = (),
        innermost: Sequence[AgentMiddleware[Any, Any]] = (),
    ) -> None:
        """`middleware` stands outside the limits, `innermost` within them, around the model's call."""
        self._graph: Any = create_agent(
            model,
            list(tools),
            system_prompt=prompt,
            middleware=[AsOne([*middleware, Budget(MODEL_CALLS, TOOL_CALLS), *innermost])],
        )

    def run(self, turns: Sequence[str]) -> Run:
        """Runs the graph on the user's turns; only what the last one led to is returned."""
        state = self._graph.invoke({"messages": [HumanMessage(turn) for turn in turns]}, {"recursion_limit": RECURSION})
        messages: list[BaseMessage] = state["messages"][len(turns) :]
        asked = {
            call["id"]: call for message in messages if isinstance(message, AIMessage) for call in message.tool_calls
        }
        tools = tuple(
            CalledTool(message.tool_call_id, str(message.name), asked[message.tool_call_id]["args"], message.artifact)
            for message in messages
            if isinstance(message, ToolMessage) and isinstance(message.artifact, Found)
        )
        last = messages[-1] if messages else AIMessage("")
        return Run(last.text if isinstance(last, AIMessage) else "", tools)
