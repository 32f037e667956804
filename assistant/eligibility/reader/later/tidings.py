"""A later message heard clause by clause: what stands beside one known partner is told of that one.

The grammar reads sentences whole, and what it cannot parse reaches nobody. So each clause that names partners already
known, and nobody new, is heard by its words alone: a registration, or a place within the country where the partner is
known to be. What the grammar has taken from the sentence stays; only what reached nobody is filled in.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_SIGNS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.COLON)
_BEYOND = (
    Tag.ALL, Tag.BOTH, Tag.NONE, Tag.OTHER, Tag.ONLY, Tag.EXCEPT, Tag.EACH, Tag.SEVERAL, Tag.GROUP, Tag.PERHAPS,
    Tag.SEEKING, Tag.ARTICLE, Tag.ROLE, Tag.ROLE_VERB, Tag.OR, Tag.CROWD, Tag.MORE,
)  # fmt: skip
_LONGEST = 40
_SHORT = 2
_MOST_PARTNERS = 60


class Tidings:
    """Watches the sentences of a later message. `before`: the message before spoke of registrations alone."""

    def __init__(self, statements: Editor, status: Status, talk: TalkWords, *, known: bool) -> None:
        self._statements = statements
        self._drafts = statements.drafts
        self._status = status
        self._talk = talk
        self._known = list(self._drafts.all) if known and len(self._drafts.all) <= _MOST_PARTNERS else []
        self._before: dict[int, tuple[object, ...]] = {}

    def before(self) -> None:
        """Notes how things stand before a sentence."""
        self._before = {id(draft): _facts(draft) for draft in self._known}

    def after(self, sentence: Sequence[Token]) -> None:
        """Fills in what the clauses of a sentence say of partners that it has left as they were."""
        if not self._known or len(sentence) > _LONGEST or self._changes(sentence):
            return
        if len(self._drafts.all) != len(self._known) or any(d not in self._drafts.all for d in self._known):
            return
        for subject, said in self._clauses(sentence):
            status = self._status.of(said, topic=any(_is_of_registration(token) for token in said))
            self._drafts.news = self._drafts.news or status is not None
            if any(token.tag in _BEYOND for token in said):
                continue
            untouched = [draft for draft in subject if _facts(draft) == self._before[id(draft)]]
            if len(subject) == 1 and untouched:
                _seat(subject[0], said)
            clusters = [draft for draft in untouched if draft.kind in (None, *CLUSTERS)]
            for draft in clusters if status is not None else ():
                draft.eccp = status
            self._statements.context.last = subject

    def _clauses(self, sentence: Sequence[Token]) -> list[tuple[list[Draft], list[Token]]]:
        """The clauses that name partners known, each with them; "Lyon and Porto are …" is one."""
        parts: list[list[Token]] = [[]]
        for token in sentence:
            if token.tag in _SIGNS:
                parts.append([])
            else:
                parts[-1].append(token)
        found: list[tuple[list[Draft], list[Token]]] = []
        for part in parts:
            named = self._statements.named(part) if part else []
            if found and not named:
                found[-1] = (found[-1][0], [*found[-1][1], *part])
            elif found and not self._says(found[-1][1]):
                found[-1] = ([*found[-1][0], *named], [*found[-1][1], *part])
            elif named:
                found.append((named, part))
        return found

    def _says(self, tokens: Sequence[Token]) -> bool:
        """Whether a clause says more than whom it means."""
        places = sum(token.tag is Tag.PLACE for token in tokens)
        return places > 1 or any(t.tag in (Tag.BE, Tag.HAVE, Tag.ECCP, Tag.NOT) for t in tokens)

    def _changes(self, sentence: Sequence[Token]) -> bool:
        """Whether somebody leaves, comes or is put for another."""
        words = [word for token in sentence for word in token.words]
        lists = (self._talk.exchanging, self._talk.exchange_words, self._talk.add)
        return self._statements.changes(sentence) or any(found.within(words) for found in lists)


def _is_of_registration(token: Token) -> bool:
    """Whether a word of removal names the registration itself: "loses its registration"."""
    return token.tag is Tag.ECCP and token.value is EccpWord.GONE and len(token.words) > _SHORT


def _facts(draft: Draft) -> tuple[object, ...]:
    return draft.kind, draft.place, tuple(draft.roles), draft.eccp, draft.legal


def _seat(draft: Draft, said: Sequence[Token]) -> None:
    """Gives a partner whose region is not known the only place within its country that stands beside it."""
    place = draft.place
    if place is None or len(place.countries) != 1 or place.regions:
        return
    if any(token.tag is Tag.NOT for token in said):
        return
    inside = {
        region
        for token in said
        if token.tag is Tag.PLACE and not token.value.excluded
        for country, region in token.value.candidates
        if region and country in place.countries
    }
    abroad = [
        token
        for token in said
        if token.tag is Tag.PLACE and all(country not in place.countries for country, _ in token.value.candidates)
    ]
    if inside and not abroad:
        draft.place = Place(place.countries, tuple(sorted(inside)), place.european, place.less_developed)
