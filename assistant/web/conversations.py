"""The conversations of the chat, in memory only: what users typed, bounded in number, length and time."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.web.html import Html


@dataclass(slots=True)
class Conversation:
    """One user's turns, and the exchanges as shown. `seen` is the clock's time of the last use, in seconds."""

    seen: float
    turns: list[str] = field(default_factory=list)
    exchanges: list[Html] = field(default_factory=list)


class Conversations:
    """Conversations by a random id that only the server knows; the oldest give way, the unused expire.

    `clock` gives seconds (`time.monotonic`). A client can neither choose an id nor alter a transcript.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        most: int = 1_000,
        most_turns: int = 40,
        lifetime_s: float = 3_600.0,
    ) -> None:
        self._clock, self._most, self._most_turns, self._lifetime_s = clock, most, most_turns, lifetime_s
        self._kept: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def open(self, key: str | None) -> tuple[str, Conversation]:
        """The conversation `key`, or a new one under a new id if it is unknown or has expired."""
        with self._lock:
            now = self._clock()
            while self._kept and now - next(iter(self._kept.values())).seen > self._lifetime_s:
                self._kept.popitem(last=False)
            conversation = self._kept.pop(key, None) if key else None
            if conversation is None or key is None:
                key, conversation = secrets.token_urlsafe(24), Conversation(now)
            conversation.seen = now
            self._kept[key] = conversation
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return key, conversation

    def add(self, key: str, turn: str, exchange: Html) -> None:
        """Keeps a finished exchange; a conversation forgotten meanwhile stays forgotten."""
        with self._lock:
            conversation = self._kept.get(key)
            if conversation is None:
                return
            conversation.turns = [*conversation.turns, turn][-self._most_turns :]
            conversation.exchanges = [*conversation.exchanges, exchange][-self._most_turns :]

    def forget(self, key: str | None) -> None:
        """Deletes a conversation; an unknown one is none."""
        with self._lock:
            self._kept.pop(key or "", None)
