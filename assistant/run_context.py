"""What one run of the agent is about, for tools that a model calls without saying it: turns and clock.

A context variable, not a field of the service: answers are made in several threads, and tools run in others.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from assistant.dialogue import Edited


@dataclass(slots=True)
class RunContext:
    """`turns`: the user's, cleaned, the last one to be answered; `edited`: the consortium as set by hand among them.
    `search_ms` adds up what searching took."""

    turns: tuple[str, ...]
    now: datetime
    edited: Edited | None = None
    search_ms: float = 0.0


current_run: ContextVar[RunContext] = ContextVar("current_run")
