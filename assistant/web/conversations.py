"""The conversations of the chat, in memory only: what users typed, bounded in number, length and time."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.dialogue import Edited
from assistant.web.exchange import Exchange


@dataclass(slots=True)
class Conversation:
    """One user's exchanges, and the consortium as set by hand. `seen`: the clock's time of the last use, in seconds."""

    seen: float
    exchanges: list[Exchange] = field(default_factory=list)
    edited: Edited | None = None

    @property
    def turns(self) -> list[str]:
        """What the user has said."""
        return [exchange.question for exchange in self.exchanges]

    @property
    def checked(self) -> int | None:
        """The position of the last exchange in which a consortium was judged."""
        return next((at for at in reversed(range(len(self.exchanges))) if self.exchanges[at].check), None)


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

    def add(self, key: str, exchange: Exchange) -> None:
        """Keeps a finished exchange; a conversation forgotten meanwhile stays forgotten."""
        with self._lock:
            conversation = self._kept.get(key)
            if conversation is None:
                return
            exchanges = [*conversation.exchanges, exchange]
            dropped = max(0, len(exchanges) - self._most_turns)
            conversation.exchanges = exchanges[dropped:]
            if dropped and conversation.edited:
                after = max(0, conversation.edited.after - dropped)
                conversation.edited = Edited(conversation.edited.consortium, after)

    def edit(self, key: str, position: int, exchange: Exchange) -> None:
        """Puts an exchange with the consortium as now set by hand in the place of an earlier one."""
        with self._lock:
            conversation = self._kept.get(key)
            if conversation is None or exchange.check is None:
                return
            conversation.exchanges[position] = exchange
            after, earlier = len(conversation.exchanges), conversation.edited
            if earlier and earlier.after == after:
                earlier = earlier.earlier
            conversation.edited = Edited(exchange.check.consortium, after, earlier)

    def forget(self, key: str | None) -> None:
        """Deletes a conversation; an unknown one is none."""
        with self._lock:
            self._kept.pop(key or "", None)
