"""Who went and who came in a later message, held against its words.

A partner that goes without being pointed at, or of whom it is only said that it may go, stays as one that may be there.
Where words of exchange stand, somebody came and nobody went, any partner that the words may mean may be gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind, Role
from assistant.eligibility.reader.partners.drafts import CLUSTERS, COMPANIES, Draft, Drafts
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer.text import fold

_POINTING = (
    Tag.PRONOUN, Tag.WE, Tag.OTHER, Tag.ALL, Tag.BOTH, Tag.NONE, Tag.ONLY, Tag.EXCEPT, Tag.ORDINAL, Tag.NUMBER,
    Tag.OWN, Tag.RELATIVE, Tag.THEIR,
)  # fmt: skip
_KNOWN = (Tag.DEFINITE, Tag.OWN, Tag.ALL, Tag.BOTH, Tag.NUMBER, Tag.NONE)
_NEAR = 4
_COUNTS = (Role.COORDINATOR, Role.BENEFICIARY)


class Departures:
    """Watches the partners of one message, sentence by sentence."""

    def __init__(self, drafts: Drafts, talk: TalkWords, text: str) -> None:
        self._drafts = drafts
        self._talk = talk
        self._text = text
        self._first = list(drafts.all)
        self._before: list[Draft] = []
        self._exchanging: list[Token] = []

    def before(self) -> None:
        """Notes who takes part."""
        self._before = list(self._drafts.all)

    def after(self, sentence: Sequence[Token], *, supposed: bool) -> None:
        """Puts those back who went by a misreading. `supposed`: a change is supposed, so that no doubt counts."""
        if not self._first:
            return
        words = [word for token in sentence for word in token.words]
        if self._talk.exchanging.within(words) or self._talk.exchange_words.within(words):
            self._exchanging += sentence
        here = {id(draft) for draft in self._drafts.all}
        gone = [draft for draft in self._before if id(draft) not in here]
        doubted = not supposed and (
            self._talk.doubting.within(words) or any(token.tag is Tag.PERHAPS for token in sentence)
        )
        nobody = not self._drafts.all and len(gone) > 1  # no message takes everybody out
        back = [draft for draft in gone if doubted or nobody or not self._points(sentence, draft)]
        if not back:
            return
        marked = {id(draft) for draft in back}
        kept = [draft for draft in self._before if id(draft) in here or id(draft) in marked]
        new = [draft for draft in self._drafts.all if all(draft is not other for other in self._before)]
        self._drafts.keep([*kept, *new])
        leave_open(back)

    def settle(self) -> None:
        """Opens those whom an exchange may mean in which nobody went."""
        known = {id(draft) for draft in self._first}
        here = {id(draft) for draft in self._drafts.all}
        came = here - known
        if not self._exchanging or not came or known - here:
            return
        named = [draft for draft in self._first if self._named(self._exchanging, draft)]
        leave_open(named or self._first)

    def _points(self, sentence: Sequence[Token], draft: Draft) -> bool:
        return any(token.tag in _POINTING for token in sentence) or self._named(sentence, draft)

    def _named(self, sentence: Sequence[Token], draft: Draft) -> bool:
        """Whether words of the sentence may mean a partner."""
        name = set(fold(draft.name).split()) if draft.name else set()
        placed = any(token.tag is Tag.PLACE for token in sentence)
        for at, token in enumerate(sentence):
            if placed and token.tag in (Tag.KIND, Tag.GENERIC) and not _definite(sentence[max(0, at - _NEAR) : at]):
                continue
            if token.tag is Tag.PLACE and is_at(draft, token.value):
                return True
            if token.tag is Tag.NAME:
                said = self._text[token.start : token.end]
                if self._drafts.recalled.get(said) is draft or self._drafts.named(said) is draft:
                    return True
            if token.tag is Tag.KIND and _alike(token.value, draft.kind):
                return True
            if token.tag is Tag.ROLE and token.value in draft.roles:
                return True
            if token.tag is Tag.GENERIC or (name and set(token.words) & name):
                return True
        return False


def _alike(kind: Kind, other: Kind | None) -> bool:
    return kind is other or any(kind in family and other in family for family in (CLUSTERS, COMPANIES))


def _definite(before: Sequence[Token]) -> bool:
    """Whether a noun after these words means somebody known, without a place of its own."""
    known = next((at for at in reversed(range(len(before))) if before[at].tag in _KNOWN or before[at].definite), None)
    return known is not None and not any(token.tag is Tag.PLACE for token in before[known:])


def leave_open(drafts: Sequence[Draft]) -> None:
    """Makes partners ones that may not take part, so that no count rests on them."""
    for draft in drafts:
        if not draft.roles or (len(draft.roles) == 1 and draft.roles[0] in _COUNTS):
            draft.roles = [*(draft.roles or [Role.BENEFICIARY]), Role.ASSOCIATED]


def doubted(drafts: Sequence[Draft]) -> list[Draft]:
    """Of several whom "them" may mean the only one that has just left; else nobody, and all of them are open."""
    if len(drafts) <= 1:
        return list(drafts)
    leaving = [draft for draft in drafts if draft.roles[-1:] == [Role.ASSOCIATED] and len(draft.roles) > 1]
    if len(leaving) != 1:
        leave_open(drafts)
    return leaving if len(leaving) == 1 else []
