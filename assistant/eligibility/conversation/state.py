"""What a conversation knows of the consortium, and what one turn did to it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from assistant.eligibility.consortium import Consortium, Partner


class Change(StrEnum):
    """What a turn did. Closed list."""

    NOTHING = "nothing"
    DESCRIBED = "described"
    CHANGED = "changed"
    SUPPOSED = "supposed"
    UNDONE = "undone"
    RESTARTED = "restarted"
    ASKED = "asked"
    INTRODUCED = "introduced"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConsortiumState(_Model):
    """The current consortium, the writer's own organisation, the partners spoken of last, earlier consortia; the marks
    that the description gave the partners ("P2"), now and for each earlier consortium; whether the last message told of
    registrations alone; the last message that changed something, if it was short.
    """

    consortium: Consortium | None = None
    writer: Partner | None = None
    writer_at: int | None = None
    focus: tuple[int, ...] = ()
    history: tuple[Consortium | None, ...] = ()
    last_change: Change = Change.NOTHING
    registrations: bool = False
    said: str = ""
    marks: tuple[str, ...] = ()
    earlier_marks: tuple[tuple[str, ...], ...] = ()


def identity(known: Partner) -> tuple[object, ...]:
    """What stays of a partner through its changes."""
    return known.name, known.source, known.kind, known.country


class Turn(_Model):
    """The state after a message. `invoked`: the eligibility tool is to be called; `changed`: the consortium differs;
    `hypothetical`: the change was only supposed, `before` is what it is compared with; `check_asked`: a check was asked
    for, whether or not partners are known; `reasons`: why, in words for the log."""

    state: ConsortiumState
    invoked: bool = False
    changed: bool = False
    hypothetical: bool = False
    before: Consortium | None = None
    check_asked: bool = False
    change: Change = Change.NOTHING
    reasons: tuple[str, ...] = ()

    @property
    def consortium(self) -> Consortium | None:
        return self.state.consortium
