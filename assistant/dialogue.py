"""The consortium through the turns of a conversation: read from messages, or set by hand in between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.eligibility.consortium import Consortium, Partner
from assistant.eligibility.conversation import Change, ConsortiumState, Turn, advance
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer import Gazetteer
from assistant.labelled import LabelledAnswers
from assistant.language import plain_language
from assistant.reading.lexicon import Lexicon
from assistant.reading.text import squeeze, words

_OPENING = 4  # words in which a message says that it adds to what is known
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?:\s*(?:h|hrs?|[ap]\.?m\.?))?\b(?!\s*(?:%|million))", re.IGNORECASE)
_TOGETHER = 2  # partners that are described at all
_WHOLE = 3  # partners from which on a message may describe a whole consortium anew


@dataclass(frozen=True, eq=False, slots=True)
class Edited:
    """The consortium as the user has set it by hand after the first `after` turns; `earlier`: the one set so before."""

    consortium: Consortium
    after: int
    earlier: Edited | None = None


class Dialogue:
    """Reads a consortium through the turns of a conversation; prefixes read before are not read again."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._language = lexicon.language
        self._labelled = LabelledAnswers(gazetteer, lexicon.language)
        self._read = lru_cache(maxsize=256)(self._advance)

    def __call__(self, turns: Sequence[str], edited: Edited | None = None) -> Turn:
        """What the last of `turns` did; with no turns nothing."""
        said = tuple(turns)
        for length in range(len(said)):  # one after the other: thousands of turns are deeper than calls can nest
            self._read(said[:length], edited)
        return self._read(said, edited)

    def describes(self, turns: Sequence[str], text: str, edited: Edited | None = None) -> bool:
        """Whether `text` as the next message would describe or change the consortium or ask about it."""
        before = self._read(tuple(turns), edited).state
        return advance(before, text, self._gazetteer, self._language).invoked

    def _advance(self, turns: tuple[str, ...], edited: Edited | None) -> Turn:
        if edited is not None and edited.after == len(turns):
            return Turn(state=_set(self._read(turns, edited.earlier).state, edited.consortium))
        if not turns:
            return Turn(state=ConsortiumState())
        *earlier, text = turns
        before = self._read(tuple(earlier), edited).state
        if plain_language(text, self._lexicon) is not None:
            return Turn(state=before)  # what is read with another language's grammar is misread
        text = _CLOCK.sub(lambda match: " " * len(match.group()), text)  # "18:30 Brussels time" is no thirty partners
        if (labelled := self._labelled.read(before, text)) is not None:
            return labelled
        turn = advance(before, text, self._gazetteer, self._language)
        if before.consortium is None and turn.invoked and not _is_substantial(turn):
            return Turn(state=before)
        if turn.change is Change.CHANGED and before.consortium is not None:
            return self._anew(before, turn, turns) or turn
        return turn

    def _anew(self, before: ConsortiumState, turn: Turn, turns: tuple[str, ...]) -> Turn | None:
        """The turn where a message tells once more of the whole consortium rather than of further partners: the words
        of an earlier description, or the same partners described again."""
        *earlier, text = turns
        for number, said in enumerate(earlier):
            if squeeze(said) == squeeze(text) and self._read(turns[: number + 1], None).change is Change.DESCRIBED:
                return _described(before, self._read(turns[: number + 1], None))
        alone = advance(ConsortiumState(writer=before.writer), text, self._gazetteer, self._language)
        if alone.consortium is None or len(alone.consortium.partners) < _WHOLE or self._adds(text):
            return None
        grown = len(_partners(turn)) > len(_partners(before))
        same = Counter(map(_identity, _partners(alone))) == Counter(map(_identity, _partners(before)))
        return _described(before, alone) if grown and same else None

    def _adds(self, text: str) -> bool:
        return TalkWords.load(self._language).add.within(words(text)[:_OPENING])


def _is_substantial(turn: Turn) -> bool:
    """Whether what was read can be a consortium of somebody's: with a place or a name, of partners that are more than
    a word with a capital letter; or at least so many of whom a check is asked. "Of five partners, how many must be
    registered?" is a question on the rule."""
    partners = _partners(turn)
    placed = [p.country or p.country_in or p.region or p.region_in for p in partners]
    described = [p for p, place in zip(partners, placed, strict=True) if place or p.kind or p.role or p.role_in]
    if len(described) < min(len(partners), _TOGETHER):
        return False
    if len(partners) < _WHOLE and not any(p.kind or p.role or p.role_in for p in partners):
        return False  # "in Polish or only in English"
    return any(placed) or any(p.name for p in partners) or (turn.check_asked and len(partners) >= _WHOLE)


def _set(state: ConsortiumState, consortium: Consortium) -> ConsortiumState:
    """The state after the user has set the consortium by hand; "go back" leads to the one before."""
    same = state.consortium is not None and len(state.consortium.partners) == len(consortium.partners)
    return state.model_copy(
        update={
            "consortium": consortium,
            "writer_at": state.writer_at if same else None,
            "focus": (),
            "history": (*state.history, state.consortium),
            "last_change": Change.CHANGED,
        }
    )


def _described(before: ConsortiumState, anew: Turn) -> Turn:
    history = (*before.history, before.consortium)
    return anew.model_copy(update={"state": anew.state.model_copy(update={"history": history})})


def _partners(known: Turn | ConsortiumState) -> list[Partner]:
    return known.consortium.partners if known.consortium else []


def _identity(partner: Partner) -> tuple[str | None, ...]:
    """What makes a partner the same in two descriptions; what else is said of it may have become clearer."""
    return partner.name, partner.country, partner.kind
