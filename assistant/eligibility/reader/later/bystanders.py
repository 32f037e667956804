"""Those of whom a later message says nothing: what is told of one partner never changes what is known of others.

Whom a sentence may mean is found by its words alone: places, names, kinds, pronouns. A sentence without any of them
goes on with those spoken of just before. What such a sentence has changed of anybody else is put back, and so is what
the message as a whole has opened of those whom no sentence of it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.later.tidings import Tidings
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.partners.witnesses import is_at, is_of
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_ANYBODY = (Tag.ALL, Tag.BOTH, Tag.NONE, Tag.OTHER, Tag.EXCEPT, Tag.EACH, Tag.EUROPEAN)
_LOOSELY = (Tag.GROUP, Tag.CROWD, Tag.SEVERAL)  # they mean everybody where nobody else is named
_AFTER_ONLY = (
    Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.WE, Tag.DEFINITE, Tag.PRONOUN, Tag.NUMBER, Tag.OWN, Tag.IN,
)  # fmt: skip
_AFTER_COUNT = (
    Tag.BE, Tag.HAVE, Tag.NOT, Tag.ECCP, Tag.STOP, Tag.COMMA, Tag.AND, Tag.IN, Tag.FUNCTION, Tag.DASH, Tag.BREAK,
)  # fmt: skip
_BEFORE = 4
_MOST_PARTNERS = 200


@dataclass(frozen=True)
class _Facts:
    """What is known of one partner."""

    name: str | None
    kind: Kind | None
    kind_open: bool
    place: Place | None
    roles: tuple[Role, ...]
    eccp: Eccp | None
    legal: bool | None

    @classmethod
    def of(cls, draft: Draft) -> _Facts:
        return cls(draft.name, draft.kind, draft.kind_open, draft.place, tuple(draft.roles), draft.eccp, draft.legal)

    def put_back(self, draft: Draft) -> None:
        draft.name, draft.kind, draft.kind_open, draft.place = self.name, self.kind, self.kind_open, self.place
        draft.roles, draft.eccp, draft.legal = list(self.roles), self.eccp, self.legal


class Bystanders:
    """Watches the partners known before a message. `spoken`: those whom it has named last."""

    def __init__(self, statements: Editor, status: Status, talk: TalkWords, *, known: bool) -> None:
        self._tidings = Tidings(statements, status, talk, known=known)
        self._statements = statements
        self._drafts = statements.drafts
        self._text = status.text
        self._known = list(self._drafts.all) if known and len(self._drafts.all) <= _MOST_PARTNERS else []
        self._first = {id(draft): _Facts.of(draft) for draft in self._known}
        self._before: dict[int, _Facts] = {}
        self._there: list[Draft] = []
        self._last: list[Draft] = []
        self._meant: dict[int, Draft] = {}
        self._everybody = False
        self.spoken: list[Draft] = []

    def before(self) -> None:
        """Notes how things stand before a sentence."""
        if not self._known:
            return
        self._before = {id(draft): _Facts.of(draft) for draft in self._known}
        self._there = list(self._drafts.all)
        self._last = list(self._statements.context.last)
        self._tidings.before()

    def told(self, drafts: Sequence[Draft]) -> None:
        """Notes those of whom a sentence that was read whole has told."""
        self.spoken = self._statements.spoken = list(drafts)
        self._note(drafts)

    def hear(self, sentence: Sequence[Token]) -> None:
        """Fills in what the clauses of a sentence say of partners that the grammar has left as they were."""
        self._tidings.after(sentence)

    def after(self, sentence: Sequence[Token]) -> None:
        """Puts back what a sentence has changed of those whom it does not mean."""
        if not self._known:
            return
        there = {id(draft) for draft in self._there}
        new = [draft for draft in self._drafts.all if id(draft) not in there]
        universal, meant = self._may_mean(sentence)
        loosely = any(token.tag in _LOOSELY for token in sentence)
        universal = universal or (loosely and not meant and not new)
        changed = [draft for draft in self._known if _Facts.of(draft) != self._before[id(draft)]]
        if universal:
            self._everybody = True
            return
        if not meant and not new:
            if not self.spoken:
                self._note(changed)
                return
            meant = list(self.spoken)
        else:
            self.spoken = self._statements.spoken = [*meant, *new]
        marked = {id(draft) for draft in meant}
        leads = [d for d in (*meant, *new) if d.roles == [Role.COORDINATOR]]
        for draft in changed:
            if id(draft) in marked:
                continue
            led = Role.COORDINATOR in self._before[id(draft)].roles and Role.COORDINATOR not in draft.roles
            if leads and led:
                marked.add(id(draft))
                self._note([draft])
                continue
            self._before[id(draft)].put_back(draft)
        self._note(meant)

    def settle(self) -> None:
        """Puts back what the message has opened of those whom none of its sentences means."""
        if self._everybody:
            return
        for draft in self._known:
            if id(draft) not in self._meant:
                self._first[id(draft)].put_back(draft)

    def _note(self, drafts: Iterable[Draft]) -> None:
        self._meant.update({id(draft): draft for draft in drafts})
        self._statements.told = list(self._meant.values())

    def _may_mean(self, sentence: Sequence[Token]) -> tuple[bool, list[Draft]]:
        """Whether the words may mean anybody, and the partners known whom they may mean."""
        found: list[Draft] = list(self._statements.named(sentence))
        for at, token in enumerate(sentence):
            if token.tag in _ANYBODY or (token.tag is Tag.ONLY and _singles_out(sentence, at)):
                return True, []
            if token.tag is Tag.NUMBER and self._counts(sentence, at):
                return True, []
            if token.tag in (Tag.KIND, Tag.GENERIC):
                if token.plural and not _introduced(sentence, at):
                    return True, []
                if token.tag is Tag.KIND and not _introduced(sentence, at) and not _placed(sentence, at):
                    found += [draft for draft in self._known if is_of(draft, token.value)]
            elif token.tag is Tag.PLACE:
                found += [draft for draft in self._known if is_at(draft, token.value)]
            elif token.tag is Tag.NAME:
                said = self._text[token.start : token.end]
                named = self._drafts.recalled.get(said) or self._drafts.named(said)
                found += [named] if named is not None else []
            elif token.tag is Tag.ROLE and not token.plural:
                found += [draft for draft in self._known if token.value in self._before[id(draft)].roles]
            elif token.tag in (Tag.WE, Tag.OWN):
                found += [self._statements.writer] if self._statements.writer is not None else []
            elif token.tag in (Tag.PRONOUN, Tag.THEIR, Tag.RELATIVE):
                last = self.spoken or self._last
                found += last if len(last) == 1 or token.plural or token.tag is not Tag.PRONOUN else []
        return False, list({id(draft): draft for draft in found}.values())

    def _counts(self, sentence: Sequence[Token], at: int) -> bool:
        """Whether a number may count partners known."""
        value = sentence[at].value
        after = sentence[at + 1] if at + 1 < len(sentence) else None
        ends = after is None or after.tag in _AFTER_COUNT
        return ends and isinstance(value, int) and 1 < value <= len(self._known) and not _introduced(sentence, at + 1)


def _singles_out(sentence: Sequence[Token], at: int) -> bool:
    """Whether "only" sets somebody apart from the others: "only Lyon", but not "they are only thinking of it"."""
    after = sentence[at + 1].tag if at + 1 < len(sentence) else None
    before = sentence[at - 1].tag if at else None
    return not at or after in _AFTER_ONLY or (before in (Tag.PLACE, Tag.NAME, Tag.KIND) and after is None)


def _introduced(sentence: Sequence[Token], at: int) -> bool:
    """Whether a noun has "a" before it: somebody new."""
    before = sentence[max(0, at - _BEFORE) : at]
    tags = [token.tag for token in before]
    return Tag.ARTICLE in tags and Tag.DEFINITE not in tags


def _placed(sentence: Sequence[Token], at: int) -> bool:
    """Whether a place beside a noun says which one is meant."""
    beside = [*sentence[max(0, at - 2) : at], *sentence[at + 1 : at + _BEFORE]]
    return any(token.tag in (Tag.PLACE, Tag.NAME) for token in beside)
