"""What each part of a sentence says of a registration, and of whom, by its words alone.

The grammar may give "the Porto one is not" to somebody else. So each part of a sentence that names a partner by its
place, its name or its kind is heard as a witness: it affirms or it denies. A partner whose status contradicts all that
was said beside it is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.eligibility.consortium import Eccp, Kind
from assistant.eligibility.reader.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.lexicon import Lexicon, Tag
from assistant.eligibility.reader.scan import Token
from assistant.eligibility.reader.status import Status
from assistant.gazetteer.mentions import PlaceMention

_ON_IT = (Eccp.REGISTERED, Eccp.SUBMITTED)
_CUTS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.AND)
_SAYING = (Tag.BE, Tag.HAVE, Tag.ECCP, Tag.NOT, Tag.NONE)
# Parts with these speak of others than those they name.
_TURNING = (Tag.EXCEPT, Tag.ONLY, Tag.OTHER, Tag.ORDINAL)
_MOST_BEFORE = 4


@dataclass
class _Part:
    """A part of a sentence: those it names, and what it says of them."""

    places: list[PlaceMention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    kinds: list[tuple[Kind, int | None]] = field(default_factory=list)
    affirms: bool = False


class Votes:
    """The witnesses of one message."""

    def __init__(self, drafts: Drafts, status: Status, lexicon: Lexicon) -> None:
        self._drafts = drafts
        self._status = status
        self._lexicon = lexicon
        self._parts: list[_Part] = []
        self._topic = False

    def hear(self, sentence: Sequence[Token]) -> None:
        """Takes what the parts of a sentence that speaks of registrations say."""
        speaks = self._status.speaks(sentence)
        if not (speaks or (self._topic and self._denies(sentence))):
            self._topic = False
            return
        self._topic = True
        named = _Part()
        for tokens in self._parts_of(sentence):
            listed = sum(token.tag is Tag.PLACE for token in tokens) > 1
            if any(token.tag in _TURNING or (listed and token.tag is Tag.NUMBER) for token in tokens):
                named = _Part()
                continue
            here = self._naming(tokens)
            if here.places or here.names or here.kinds:
                named = here
            status = self._status.of(tokens, topic=True)
            denied = status is Eccp.NO or (status is not Eccp.SUBMITTED and self._denies(tokens))
            if denied or (status in _ON_IT and self._status.speaks(tokens)):
                self._parts.append(_Part(named.places, named.names, named.kinds, not denied))

    def settle(self) -> None:
        """Leaves the status of those open of whom everything said beside them says the contrary."""
        heard: dict[int, list[bool]] = {}
        for part in self._parts:
            for draft in self._meant(part):
                heard.setdefault(id(draft), []).append(part.affirms)
        for draft in self._drafts.all:
            said = heard.get(id(draft), [])
            if not said or draft.eccp in (None, Eccp.UNKNOWN):
                continue
            if (draft.eccp in _ON_IT) not in said:
                draft.eccp = Eccp.UNKNOWN

    def _parts_of(self, sentence: Sequence[Token]) -> list[list[Token]]:
        """A sentence cut at its signs and lines; a part that only names somebody goes with the one after it."""
        parts: list[list[Token]] = [[]]
        for before, token in zip([None, *sentence], sentence, strict=False):
            line = before is not None and "\n" in self._status.text[before.end : token.start]
            if line or token.tag is Tag.BREAK or (token.tag in _CUTS and self._says(parts[-1])):
                parts.append([token] if line and token.tag not in _CUTS else [])
            else:
                parts[-1].append(token)
        return [part for part in parts if part]

    def _says(self, tokens: Sequence[Token]) -> bool:
        words = [word for token in tokens for word in token.words]
        answered = self._lexicon.yes.within(words) or self._lexicon.no.within(words)
        return answered or any(token.tag in _SAYING for token in tokens)

    def _denies(self, tokens: Sequence[Token]) -> bool:
        words = [word for token in tokens for word in token.words if token.tag is not Tag.NAME]
        plainly = any(token.tag in (Tag.NOT, Tag.NONE) or token.value == "not" for token in tokens)
        return plainly or self._lexicon.negations.within(words)

    def _naming(self, tokens: Sequence[Token]) -> _Part:
        found = _Part()
        for at, token in enumerate(tokens):
            if token.tag is Tag.PLACE and not token.value.excluded:
                found.places.append(token.value)
            elif token.tag is Tag.NAME:
                found.names.append(self._status.text[token.start : token.end])
            elif token.tag is Tag.KIND:
                before = tokens[max(0, at - _MOST_BEFORE) : at]
                if any(other.tag in (Tag.DEFINITE, Tag.ALL, Tag.BOTH, Tag.OWN) for other in before):
                    counted = [other.value for other in before if other.tag is Tag.NUMBER]
                    found.kinds.append((token.value, counted[0] if counted else None if token.plural else 1))
        return found

    def _meant(self, part: _Part) -> list[Draft]:
        """The partners that a part names; those of a place or kind only where that picks them out."""
        found: list[Draft] = []
        for mention in part.places:
            there = [draft for draft in self._drafts.all if _is_in(draft, mention)]
            found += there if len(there) == 1 else []
        for name in part.names:
            known = self._drafts.named(name)
            found += [known] if known is not None else []
        if part.places or part.names:
            return found
        for kind, many in part.kinds:
            alike = [draft for draft in self._drafts.all if _is_of(draft, kind)]
            found += alike if many in (None, len(alike)) else []
        return found


def _is_in(draft: Draft, mention: PlaceMention) -> bool:
    if draft.place is None:
        return False
    regions = {region for _, region in mention.candidates if region}
    if not {country for country, _ in mention.candidates} & set(draft.place.countries):
        return False
    return not regions or not draft.place.regions or bool(regions & set(draft.place.regions))


def _is_of(draft: Draft, kind: Kind) -> bool:
    return draft.kind is kind or (kind in CLUSTERS and draft.kind in CLUSTERS)
