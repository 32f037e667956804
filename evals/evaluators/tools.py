"""Tool invocation: missed, needless, and with the right arguments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evals.casebook.models import DescriptionCase, ToolUse
from evals.evaluators.base import Evidence, Observed, Score, TurnCase, share, yes_no
from evals.metrics import Metric
from evals.text.folding import comparable

ELIGIBILITY_TOOL = "check_consortium"


def expected_tools(case: TurnCase) -> list[ToolUse]:
    """The tools that a case asks for: for a described consortium, the eligibility tool."""
    if isinstance(case, DescriptionCase):
        return [ToolUse(name=ELIGIBILITY_TOOL)]
    return [use if isinstance(use, ToolUse) else ToolUse(name=use) for use in case.expect.tools]


def _same(expected: Any, got: Any) -> bool:
    """Whether an argument has the expected value, or is a list that holds it."""
    if isinstance(got, list) and not isinstance(expected, list):
        return any(_same(expected, item) for item in got)
    return comparable(str(expected)) == comparable(str(got))


class Tools:
    metrics = (Metric.TOOL_CALLED, Metric.TOOL_NEEDLESS, Metric.TOOL_ARGUMENTS)

    def __call__(self, case: TurnCase, seen: Observed, evidence: Evidence) -> Iterable[Score]:
        calls = seen.answer.tool_calls
        names = {call.name for call in calls}
        wanted = expected_tools(case)
        missed = [use.name for use in wanted if use.name not in names]
        yield from share(
            Metric.TOOL_CALLED, len(wanted) - len(missed), len(wanted), f"missed: {missed}" if missed else ""
        )
        barred = [] if isinstance(case, DescriptionCase) else case.expect.no_tools
        if barred:
            needless = sorted(names.intersection(barred))
            yield yes_no(Metric.TOOL_NEEDLESS, bool(needless), f"called: {needless}" if needless else "")
        arguments = [(use.name, key, value) for use in wanted for key, value in use.arguments.items()]
        wrong = [
            f"{name}({key}={value!r})"
            for name, key, value in arguments
            if not any(call.name == name and _same(value, call.arguments.get(key)) for call in calls)
        ]
        yield from share(Metric.TOOL_ARGUMENTS, len(arguments) - len(wrong), len(arguments), "; ".join(wrong))
