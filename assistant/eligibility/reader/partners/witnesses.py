"""Whom a part of a sentence names by place, name or kind, found without grammar, to check what grammar made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention

_KNOWN = (Tag.DEFINITE, Tag.ALL, Tag.BOTH, Tag.OWN)
_EVERYBODY = (Tag.ALL, Tag.BOTH)
_MOST_BEFORE = 4


@dataclass
class Named:
    """Those whom tokens name: by place, by name, by a definite kind ("the three clusters"), or everybody."""

    places: list[PlaceMention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    kinds: list[tuple[Kind, int | None]] = field(default_factory=list)
    everybody: bool = False

    @classmethod
    def by(cls, tokens: Sequence[Token], text: str) -> Named:
        """Those whom `tokens` name; `text` is what they were taken from."""
        found = cls()
        for at, token in enumerate(tokens):
            if token.tag is Tag.PLACE and not token.value.excluded:
                found.places.append(token.value)
            elif token.tag is Tag.NAME:
                found.names.append(text[token.start : token.end])
            elif token.tag is Tag.KIND:
                before = tokens[max(0, at - _MOST_BEFORE) : at]
                if any(other.tag in _KNOWN for other in before):
                    counted = [other.value for other in before if other.tag is Tag.NUMBER]
                    found.kinds.append((token.value, counted[0] if counted else None if token.plural else 1))
        of_all = any(token.tag is Tag.NONE and token.words[-1:] == ("of",) for token in tokens)
        found.everybody = not found and (of_all or any(token.tag in _EVERYBODY for token in tokens))
        return found

    def __bool__(self) -> bool:
        return bool(self.places or self.names or self.kinds or self.everybody)

    def among(self, drafts: Drafts, seats: Seats) -> list[Draft]:
        """The partners meant; those of a place or kind only where that picks them out."""
        found: list[Draft] = []
        for mention in self.places:
            there = seats.at(mention)
            found += there if len(there) == 1 else []
        for name in self.names:
            known = drafts.named(name)
            found += [known] if known is not None else []
        if self.places or self.names:
            return found
        for kind, many in self.kinds:
            alike = [draft for draft in drafts.all if is_of(draft, kind)]
            found += alike if many in (None, len(alike)) else []
        return list(drafts.all) if self.everybody else found


def is_at(draft: Draft, mention: PlaceMention) -> bool:
    """Whether a partner sits, or may sit, where a mention says."""
    if draft.place is None or not {country for country, _ in mention.candidates} & set(draft.place.countries):
        return False
    regions = {region for _, region in mention.candidates if region}
    return not regions or not draft.place.regions or bool(regions & set(draft.place.regions))


class Seats:
    """Who sits where, found once for each place, so that thousands of sentences on one town stay affordable. Good as
    long as nobody comes, goes or moves."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._found: dict[object, list[Draft]] = {}

    def at(self, mention: PlaceMention) -> list[Draft]:
        """The partners that sit, or may sit, where a mention says."""
        if mention.candidates not in self._found:
            self._found[mention.candidates] = [draft for draft in self._drafts.all if is_at(draft, mention)]
        return self._found[mention.candidates]


def is_of(draft: Draft, kind: Kind) -> bool:
    """Whether a partner is of that kind; all that concerns clusters counts as one."""
    return draft.kind is kind or (kind in CLUSTERS and draft.kind in CLUSTERS)
