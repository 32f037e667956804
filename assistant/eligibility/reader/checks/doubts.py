"""What is only asked or thought of: "they have to ask whether they can be beneficiaries or only associated partners",
"we don't know yet if it counts as a cluster".

The grammar gives the role or the kind that stands in the sentence. Where the words before it in the same clause leave
it open, it stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.cutting import cut_at
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_CUTS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON, Tag.OPEN, Tag.CLOSE)
_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_NEAR = 4  # tokens between "it is …" or "it counts as …" and the kind
_BETWEEN = (Tag.ARTICLE, Tag.FUNCTION, Tag.NOT, Tag.AS, Tag.DEFINITE, Tag.ONLY)


class Doubts:
    """Watches which roles and kinds a sentence gives, and opens those that it does not state."""

    def __init__(self, drafts: Drafts, lexicon: Lexicon, text: str, *, later: bool) -> None:
        """`later`: what a message after the first one proposes ("they ask if Graz should be …") is tried."""
        self._drafts = drafts
        self._text = text
        self._proposing = frozenset(lexicon.raw["doubts"]["proposing"] if later else ())
        self._doubts = phrases(lexicon.raw["doubts"]["before"])
        self._counting = frozenset(lexicon.raw["doubts"]["counting"])
        self._roles: frozenset[Role] = frozenset()
        self._clauses: list[tuple[list[Token], Token]] = []
        self._before: dict[int, list[Role]] = {}
        self._mark = drafts.mark()
        self._last: Draft | None = None

    def before(self, sentence: Sequence[Token]) -> None:
        """Notes who is there and with what role."""
        told = {token.tag for token in sentence}
        clauses = cut_at(sentence, _CUTS) if told & {Tag.ROLE, Tag.KIND} else []
        self._roles = frozenset(role for clause in clauses for role in self._roles_doubted(clause))
        self._clauses = [(clause, kind) for clause in clauses if (kind := self._kind_doubted(clause)) is not None]
        self._before = {id(draft): list(draft.roles) for draft in self._drafts.all} if self._roles else {}
        self._mark = self._drafts.mark()

    def after(self) -> None:
        """Opens what the sentence gave and doubts."""
        for draft in self._drafts.all if self._roles else ():
            got = [role for role in draft.roles if role in self._roles]
            if got and id(draft) in self._before and draft.roles != self._before[id(draft)] and len(draft.roles) == 1:
                draft.roles = [Role.BENEFICIARY, *got]
        new = self._drafts.since(self._mark)
        for clause, kind in self._clauses:
            for draft in self._meant(clause, new):
                draft.kind, draft.kind_open = None, True
            # "… if it is a cluster" is no further cluster.
            bare = [d for d in new if d.kind in CLUSTERS and d.place is None and d.name is None and not d.writer]
            said = {id(d) for d in bare if d.source and self._text.endswith(d.source, 0, kind.end)}
            if len(said) < len(self._drafts.all):
                self._drafts.keep([draft for draft in self._drafts.all if id(draft) not in said])
        self._last = new[-1] if new else self._last

    def _meant(self, clause: Sequence[Token], new: Sequence[Draft]) -> list[Draft]:
        """Whose kind a clause doubts: of those it names by their place, else the one named last."""
        places = [token.value for token in clause if token.tag is Tag.PLACE]
        self._drafts.spend(len(places) * len(self._drafts.all))
        if found := [d for d in self._drafts.all if any(is_at(d, place) for place in places)]:
            return found
        told = [draft for draft in new if draft.place is not None or draft.name]
        last = told[-1] if told else self._last
        return [last] if last is not None else []

    def _roles_doubted(self, clause: Sequence[Token]) -> set[Role]:
        """The roles before which a clause says that they are asked or thought of."""
        words: list[str] = []
        found: set[Role] = set()
        doubt = False
        if any(not self._proposing.isdisjoint(token.words) for token in clause):
            return found
        for token in clause:
            words.extend(token.words)
            doubt = doubt or token.tag is Tag.PERHAPS
            if token.tag is Tag.ROLE and token.value in _COUNTED_OUT and (doubt or self._doubts.within(words)):
                found.add(token.value)
        return found

    def _kind_doubted(self, clause: Sequence[Token]) -> Token | None:
        """The word "cluster" of a clause that doubts that somebody is one; None if it does not."""
        words: list[str] = []
        for at, token in enumerate(clause):
            if token.tag is Tag.KIND and token.value in CLUSTERS and self._said_to_be(clause, at):
                return token if self._doubts.within(words) else None
            words.extend(token.words)
        return None

    def _said_to_be(self, clause: Sequence[Token], at: int) -> bool:
        """Whether the kind at `at` is said of somebody: "it is really a cluster", "they count as a cluster"."""
        for token in reversed(clause[max(0, at - _NEAR) : at]):
            if token.tag is Tag.BE or not self._counting.isdisjoint(token.words):
                return True
            if token.tag not in _BETWEEN:
                return False
        return False
