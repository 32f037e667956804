"""Where several partners sit after all: "sorry, I meant one from Austria and one from Italy"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.changes.seats import one_place
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.partners.witnesses import is_of
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_JOINS = (Tag.COMMA, Tag.AND)
_FEWEST = 2
_LONGEST_OPENING = 10
_MOST = 20


class Meant:
    """Gives the partners of one group the places that a correction lists, one after the other."""

    def __init__(self, statements: Editor, lexicon: Lexicon) -> None:
        self._statements, self._raw = statements, lexicon.raw["meant_otherwise"]

    def tell(self, sentence: Sequence[Token]) -> list[Draft]:
        """Those who sit elsewhere now; nobody, and nothing changed, if the sentence says anything else."""
        begin = self._opening(sentence)
        if not begin:
            return []
        kind, places = _listed(sentence[begin:])
        group = self._group(kind, places) if len(places) >= _FEWEST else []
        if not group:
            return []
        left = list(places)
        waiting: list[Draft] = []
        for draft in group:
            same = next((place for place in left if draft.place is not None and _agree(draft.place, place)), None)
            if same is None:
                waiting.append(draft)
            else:
                left.remove(same)
        alike = len({(str(draft.place), draft.eccp, tuple(draft.roles), draft.name) for draft in waiting}) <= 1
        if not waiting or not (alike or len(waiting) == 1):
            return []
        for draft, place in zip(waiting, left, strict=True):
            draft.place = place
        self._statements.drafts.news = True
        self._statements.context.last = group
        return group

    def _opening(self, tokens: Sequence[Token]) -> int:
        """How many tokens only say that something was meant otherwise; 0 if they do not."""
        meant = False
        for at, token in enumerate(tokens[:_LONGEST_OPENING]):
            counts = token.tag in (Tag.NUMBER, Tag.ARTICLE, Tag.PLACE) or token.tag is Tag.KIND
            if counts:
                return at if meant else 0
            if token.tag not in (Tag.COMMA, Tag.COLON, Tag.DASH, Tag.BREAK, Tag.STOP):
                if any(word not in self._raw["opening"] for word in token.words):
                    return 0
                meant = meant or any(word in self._raw["cues"] for word in token.words)
        return 0

    def _group(self, kind: Kind | None, places: Sequence[Place]) -> list[Draft]:
        """The partners, as many as the places, who were told together: in one phrase, or all of a kind."""
        everybody = [draft for draft in self._statements.drafts.all if kind is None or is_of(draft, kind)]
        clusters = [draft for draft in everybody if draft.kind in CLUSTERS]
        sources = {draft.source: [each for each in everybody if each.source == draft.source] for draft in everybody}
        groups = [*sources.values(), clusters, everybody]
        return next((list(group) for group in groups if len(group) == len(places)), [])


def _listed(tokens: Sequence[Token]) -> tuple[Kind | None, list[Place]]:
    """The kind and the places of "one from Austria, two from Italy"; no places if anything else is said."""
    found: list[Place] = []
    kinds: set[Kind] = set()
    at = 0
    while at < len(tokens):
        number = tokens[at].value if tokens[at].tag is Tag.NUMBER else 1 if tokens[at].tag is Tag.ARTICLE else None
        if not isinstance(number, int) or not 0 < number <= _MOST:
            return None, []
        at += 1
        mention = None
        while at < len(tokens) and tokens[at].tag in (Tag.KIND, Tag.IN, Tag.PLACE):
            if tokens[at].tag is Tag.PLACE:
                if mention is not None:
                    return None, []
                mention = tokens[at].value
            elif tokens[at].tag is Tag.KIND:
                kinds.add(tokens[at].value)
            at += 1
        place = one_place([mention]) if mention is not None else None
        if place is None or (at < len(tokens) and tokens[at].tag not in (*_JOINS, Tag.STOP)):
            return None, []
        found += [place] * number
        while at < len(tokens) and tokens[at].tag in (*_JOINS, Tag.STOP):
            at += 1
    return (kinds.pop() if kinds else None, found) if len(kinds) <= 1 else (None, [])


def _agree(known: Place, told: Place) -> bool:
    """Whether a partner sits there already."""
    apart = told.regions and not set(told.regions) & set(known.regions)
    return set(known.countries) == set(told.countries) and not apart
