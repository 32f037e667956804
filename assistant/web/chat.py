"""The chat without its page: a message comes in, views of the conversation come out."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Claim
from assistant.events import Event, Finished, Progress, Sentence
from assistant.web.boundary import Boundary
from assistant.web.conversations import Conversations
from assistant.web.html import Html, join
from assistant.web.render import Renderer
from index.errors import UserProblem
from index.types import Document

_log = logging.getLogger(__name__)


class Service(Protocol):
    """What the page needs of the assistant."""

    def stream(self, turns: list[str]) -> Iterator[Event]:
        """Events of the answer to the last of `turns`, `Finished` last."""
        ...

    def document(self, id: str) -> Document:
        """The stored document; raises KeyError for an unknown id."""
        ...


class MessageTooLong(UserProblem):
    """A message is longer than the chat reads."""


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: earlier exchanges, the current one, and what the input holds (None: leave it alone)."""

    conversation: str
    history: Html
    current: Html
    input: str | None = None


class Chat:
    """Answers messages of many users. `longest` is the most characters of one message."""

    def __init__(self, service: Service, conversations: Conversations, renderer: Renderer, longest: int) -> None:
        self._service, self._conversations, self._renderer = service, conversations, renderer
        self._longest = longest

    def ask(self, message: str, key: str | None) -> Iterator[View]:
        """Views while the answer to `message` is made; none for an empty message."""
        if not isinstance(message, str) or not message.strip():
            return
        key, conversation = self._conversations.open(key)
        history, turns = join(conversation.exchanges), [*conversation.turns, message]
        anchor = f"exchange-{secrets.token_hex(4)}"
        texts = self._renderer.texts
        with Boundary(texts) as boundary:
            self._measure(message)
            yield View(key, history, self._renderer.working(message, texts.working, [], anchor), input="")
            for event, claims in _gathered(self._service.stream(turns)):
                if isinstance(event, Finished):
                    exchange = self._renderer.finished(message, event.answer, anchor)
                    self._conversations.add(key, message, exchange)
                    _count(event.answer)
                else:
                    progress = event.text if isinstance(event, Progress) else texts.working
                    exchange = self._renderer.working(message, progress, claims, anchor)
                yield View(key, history, exchange)
        if boundary.lines:
            shown = message[: self._longest]
            yield View(
                key, history, self._renderer.problem(shown, texts.problem_title, boundary.lines, anchor), input=shown
            )

    def forget(self, key: str | None) -> None:
        """Ends a conversation."""
        self._conversations.forget(key)

    def _measure(self, message: str) -> None:
        texts = self._renderer.texts
        if len(message) > self._longest:
            raise MessageTooLong(
                texts.too_long.format(length=len(message)),
                why=texts.too_long_why.format(limit=self._longest),
                next=texts.too_long_next,
            )


def _gathered(events: Iterator[Event]) -> Iterator[tuple[Event, list[Claim]]]:
    """Each event with the sentences so far."""
    claims: list[Claim] = []
    for event in events:
        if isinstance(event, Sentence):
            claims = [*claims, event.claim]
        yield event, claims


def _count(answer: Answer) -> None:
    """One line of figures; no word of user or answer (nothing of a public chat's content is kept)."""
    _log.info(
        "answered: status=%s claims=%d citations=%d total_ms=%.0f",
        answer.status,
        len(answer.claims),
        len(answer.citations),
        answer.timings.total_ms,
    )
