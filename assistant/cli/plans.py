"""What an index would gain and lose, in lines for people."""

from __future__ import annotations

from assistant.cli.output import Output
from index.sync import Plan

MOST_SHOWN = 20  # passages of each kind


def show_plan(call_id: str, plan: Plan, out: Output) -> None:
    """The counts, then the first passages added, changed and removed."""
    out.text(f"{call_id}: {plan.summary()}", rest="  ")
    for kind in ("added", "changed", "removed"):
        passages: tuple[str, ...] = getattr(plan, kind)
        for passage in passages[:MOST_SHOWN]:
            out.text(f"{kind}: {passage}", "  ", "    ")
        if len(passages) > MOST_SHOWN:
            out.text(f"{kind}: {len(passages) - MOST_SHOWN} more", "  ")
