"""What partners are, held against the words beside their name or place: "Alpen GmbH, a cluster in Linz".

A kind that the grammar gave to somebody else's partner turns a verdict; where a partner is said to be one thing and was
read as another, what it is stays open.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.partners.witnesses import Seats, is_of
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_BEFORE_KIND = (Tag.ARTICLE, Tag.WORD, Tag.EUROPEAN)
_LEADS = (Tag.COMMA, Tag.OPEN, Tag.BE)
_MOST_WORDS = 4
_TURNING = (Tag.NOT, Tag.OR)
# A cluster may be an association or an agency as well, but no firm and no university.
_NO_CLUSTERS = (Kind.SME, Kind.LARGE_COMPANY, Kind.UNIVERSITY, Kind.NATURAL_PERSON)


class KindVotes:
    """What the sentences of one message say that partners are."""

    def __init__(self, drafts: Drafts, text: str) -> None:
        self._drafts = drafts
        self._text = text
        self._named: list[tuple[Kind, str]] = []
        self._placed: list[tuple[Kind, Token]] = []

    def hear(self, sentence: Sequence[Token]) -> None:
        """Takes the kinds that stand beside names and before places; not those that are denied or a choice."""
        for at, token in enumerate(sentence):
            near = sentence[max(0, at - _MOST_WORDS) : at + _MOST_WORDS]
            if token.tag is not Tag.KIND or token.plural or any(t.tag in _TURNING or t.value == "not" for t in near):
                continue
            if [t.tag for t in sentence[at + 1 : at + 3]] == [Tag.IN, Tag.PLACE]:
                self._placed.append((token.value, sentence[at + 2]))
            name = self._name_before(sentence, at)
            if name is not None:
                self._named.append((token.value, name))

    def _name_before(self, sentence: Sequence[Token], at: int) -> str | None:
        """The name that a kind at `at` stands behind: "Nova, a food cluster", "Nova (cluster)"."""
        start = at
        while start and at - start < _MOST_WORDS and sentence[start - 1].tag in _BEFORE_KIND:
            start -= 1
        if start < 2 or sentence[start - 1].tag not in _LEADS or sentence[start - 2].tag is not Tag.NAME:
            return None
        # In a list of names and kinds without an article the kind may head what follows.
        apposed = sentence[start].tag is Tag.ARTICLE or sentence[start - 1].tag is not Tag.COMMA
        token = sentence[start - 2]
        return self._text[token.start : token.end] if apposed else None

    def settle(self, managing: Collection[int]) -> None:
        """Opens the kinds that contradict what was said. `managing`: bodies that are taken for the cluster they
        manage, by id."""
        told: list[tuple[Kind, list[Draft]]] = []
        seats = Seats(self._drafts)
        for kind, name in self._named:
            known = self._drafts.named(name)
            told.append((kind, [known] if known is not None else []))
        for kind, token in self._placed:
            told.append((kind, seats.at(token.value)))
        for kind, drafts in told:
            drafts = [draft for draft in drafts if id(draft) not in managing]
            if drafts and all(_contradicts(draft, kind) for draft in drafts):
                for draft in drafts:
                    draft.kind, draft.kind_open = None, True


def _contradicts(draft: Draft, kind: Kind) -> bool:
    """Whether one of the kind read and the kind said is a cluster and the other cannot be one."""
    if draft.kind is None or is_of(draft, kind):
        return False
    return (kind in CLUSTERS and draft.kind in _NO_CLUSTERS) or (draft.kind in CLUSTERS and kind in _NO_CLUSTERS)
