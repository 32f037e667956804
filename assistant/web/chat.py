"""The chat without its page: a message or a change by hand comes in, views of the conversation come out."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer, Claim
from assistant.by_hand import ByHand
from assistant.dialogue import Edited
from assistant.eligibility.verdict import Judgement
from assistant.events import Event, Finished, Progress, Sentence
from assistant.web.boundary import Boundary
from assistant.web.conversations import Conversation, Conversations
from assistant.web.exchange import Check, Exchange
from assistant.web.html import Html, join
from assistant.web.partners import MOST_PARTNERS
from assistant.web.render import Renderer
from index.errors import UserProblem
from index.types import Document

if TYPE_CHECKING:
    from assistant.records import Records

_log = logging.getLogger(__name__)


class Service(Protocol):
    """What the page needs of the assistant. `by_hand` judges consortia that were changed on the page; it is None for a
    call without rules."""

    @property
    def by_hand(self) -> ByHand | None: ...

    def stream(self, turns: list[str], *, edited: Edited | None = None) -> Iterator[Event]:
        """Events of the answer to the last of `turns`, `Finished` last; `edited`: the consortium as set by hand."""
        ...

    def document(self, id: str) -> Document:
        """The stored document; raises KeyError for an unknown id."""
        ...


class MessageTooLong(UserProblem):
    """A message is longer than the chat reads."""


class EditRefused(UserProblem):
    """A change by hand cannot be judged: the conversation has expired, or it is no consortium of this page."""


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows: earlier exchanges, the current one, and what the input holds (None: leave it alone)."""

    conversation: str
    history: Html
    current: Html
    input: str | None = None


class Chat:
    """Answers messages of many users. `longest` is the most characters of one message; `records` takes the figures of
    each answer."""

    def __init__(
        self,
        service: Service,
        conversations: Conversations,
        renderer: Renderer,
        longest: int,
        records: Records | None = None,
    ) -> None:
        self._service, self._conversations, self._renderer = service, conversations, renderer
        self._longest = longest
        self._records = records

    def ask(self, message: str, key: str | None) -> Iterator[View]:
        """Views while the answer to `message` is made; none for an empty message."""
        if not isinstance(message, str) or not message.strip():
            return
        key, conversation = self._conversations.open(key)
        history, turns = self._shown(conversation), [*conversation.turns, message]
        anchor = f"exchange-{secrets.token_hex(4)}"
        texts = self._renderer.texts
        with Boundary(texts) as boundary:
            self._measure(message)
            yield View(key, history, self._renderer.working(message, texts.working, [], anchor), input="")
            for event, claims in _gathered(self._service.stream(turns, edited=conversation.edited)):
                if isinstance(event, Finished):
                    exchange = self._exchange(message, event, anchor)
                    if exchange.check:
                        history = self._shown(conversation, editable=False)
                    shown = self._renderer.finished(exchange, editable=True)
                    self._conversations.add(key, exchange)
                    self._record(event.answer, message)
                else:
                    progress = event.text if isinstance(event, Progress) else texts.working
                    shown = self._renderer.working(message, progress, claims, anchor)
                yield View(key, history, shown)
        if boundary.lines:
            told = self._renderer.problem(message, texts.problem_title, boundary.lines, anchor)
            yield View(key, history, told, input=message)

    def edit(self, fields: str, key: str | None) -> Iterator[View]:
        """The view after the consortium was changed by hand; `fields` is the whole of it, as JSON."""
        key, conversation = self._conversations.open(key)
        texts = self._renderer.texts
        at = conversation.checked
        with Boundary(texts) as boundary:
            if at is None:
                raise EditRefused(texts.expired, why=texts.expired_why, next=texts.expired_next)
            exchange = conversation.exchanges[at]
            check = self._edited(fields, exchange.check)
            self._conversations.edit(key, at, exchange.judged_anew(check))
        *earlier, last = self._rendered(conversation, editable=True) or [Html("")]
        if boundary.lines:
            anchor = f"exchange-{secrets.token_hex(4)}"
            problem = self._renderer.problem("", texts.problem_title, boundary.lines, anchor)
            earlier, last = [*earlier, last], problem
        yield View(key, join(earlier), last)

    def forget(self, key: str | None) -> None:
        """Ends a conversation."""
        self._conversations.forget(key)

    def _exchange(self, message: str, event: Finished, anchor: str) -> Exchange:
        answer, by_hand = event.answer, self._service.by_hand
        if event.beside_check is None or answer.consortium is None or answer.verdict is None or by_hand is None:
            return Exchange(message, answer, anchor)
        judgement = by_hand.judge(answer.consortium)
        check = Check(
            answer.consortium,
            Judgement(answer.verdict, judgement.asked, judgement.changes, judgement.notes),
            by_hand.summary(answer.consortium, judgement),
        )
        return Exchange(message, answer, anchor, event.beside_check, check)

    def _edited(self, fields: str, check: Check | None) -> Check:
        """The check of the consortium that `fields` hold. Raises EditRefused, FileRefused."""
        texts, by_hand = self._renderer.texts, self._service.by_hand
        if check is None or by_hand is None:
            raise EditRefused(texts.expired, why=texts.expired_why, next=texts.expired_next)
        consortium = by_hand.consortium(_object(fields))
        if len(consortium.partners) > MOST_PARTNERS:
            most = {"limit": MOST_PARTNERS}
            raise EditRefused(texts.too_many.format(**most), why=texts.too_many_why, next=texts.too_many_next)
        judgement = by_hand.judge(consortium, check.consortium)
        return Check(consortium, judgement, by_hand.summary(consortium, judgement))

    def _shown(self, conversation: Conversation, *, editable: bool = True) -> Html:
        return join(self._rendered(conversation, editable=editable))

    def _rendered(self, conversation: Conversation, *, editable: bool) -> list[Html]:
        """The exchanges; of the consortia in them only the current one can be changed."""
        checked = conversation.checked if editable else None
        return [
            self._renderer.finished(exchange, editable=at == checked)
            for at, exchange in enumerate(conversation.exchanges)
        ]

    def _record(self, answer: Answer, message: str) -> None:
        """Figures into the log and the records; no word of user or answer (nothing of a public chat is kept)."""
        _log.info(
            "answered: status=%s claims=%d citations=%d total_ms=%.0f",
            answer.status,
            len(answer.claims),
            len(answer.citations),
            answer.timings.total_ms,
        )
        if self._records:
            self._records.add(answer, message)

    def _measure(self, message: str) -> None:
        texts = self._renderer.texts
        if len(message) > self._longest:
            raise MessageTooLong(
                texts.too_long.format(limit=f"{self._longest:,}"),
                why=texts.too_long_why,
                next=texts.too_long_next,
            )


def _object(fields: str) -> Any:
    """What JSON says; None for what is none, which is refused as no consortium."""
    try:
        return json.loads(fields)
    except (TypeError, ValueError, RecursionError):
        return None


def _gathered(events: Iterator[Event]) -> Iterator[tuple[Event, list[Claim]]]:
    """Each event with the sentences so far."""
    claims: list[Claim] = []
    for event in events:
        if isinstance(event, Sentence):
            claims = [*claims, event.claim]
        yield event, claims
