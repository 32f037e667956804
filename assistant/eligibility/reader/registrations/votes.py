"""What each part of a sentence says of a registration, and of whom, by its words alone.

The grammar may give "the Porto one is not" to somebody else. So each part of a sentence that names a partner by its
place, its name or its kind is heard as a witness: it affirms or it denies. A partner whose status contradicts all that
was said beside it is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Drafts
from assistant.eligibility.reader.partners.witnesses import Named, Seats
from assistant.eligibility.reader.registrations.attributive import after_composing, without_composing
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_ON_IT = (Eccp.REGISTERED, Eccp.SUBMITTED)
_CUTS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.AND)
_SAYING = (Tag.BE, Tag.HAVE, Tag.ECCP, Tag.NOT, Tag.NONE)
_SHORT = 9
_LONGEST = 8  # words of a phrase
# Parts with these speak of others than those they name.
_TURNING = (Tag.EXCEPT, Tag.ONLY, Tag.OTHER, Tag.ORDINAL)


@dataclass(frozen=True, slots=True)
class _Said:
    """A part of a sentence: those it names, and whether it affirms or denies; None if it doubts."""

    named: Named
    affirms: bool | None


class Votes:
    """The witnesses of one message."""

    def __init__(self, drafts: Drafts, status: Status, lexicon: Lexicon) -> None:
        self._drafts = drafts
        self._status = status
        self._lexicon = lexicon
        self._said: list[_Said] = []
        self._others: list[tuple[list[Named], bool]] = []
        self._last = 0
        self._topic = False
        self._likewise = phrases(lexicon.raw["likewise"])

    def forget(self) -> None:
        """Takes back what the last sentence has said."""
        del self._said[self._last :]

    def hear(self, sentence: Sequence[Token]) -> None:
        """Takes what the parts of a sentence that speaks of registrations say."""
        self._last = len(self._said)
        speaks = self._status.speaks(sentence)
        about = self._topic and len(sentence) <= _SHORT and not any(token.tag is Tag.ROLE for token in sentence)
        about = about and not any(token.is_one_of(self._lexicon.raw["seat_asked"]) for token in sentence)
        if not (speaks or (about and self._denies(sentence))):
            self._topic = False
            return
        self._topic = True
        named = Named()
        parts = self._parts_of(sentence)
        self._hear_of_others(parts)
        for tokens in parts:
            if any(token.tag in _TURNING for token in tokens) or _counts_some(tokens):
                named = Named()
                continue
            named = Named.by(tokens, self._status.text) or (Named() if _of_us(tokens) else named)
            if self._only_composes(tokens):
                continue
            status = self._status.of(after_composing(tokens, self._status), topic=True)
            if status is Eccp.NO or (status is not Eccp.SUBMITTED and self._denies(tokens)):
                self._said.append(_Said(named, affirms=False))
            elif status is Eccp.UNKNOWN:
                self._said.append(_Said(named, affirms=None))
            elif status is Eccp.REGISTERED and not self._status.speaks(tokens):
                continue
            elif status in _ON_IT or _affirms(tokens):
                self._said.append(_Said(named, affirms=True))

    def _only_composes(self, tokens: Sequence[Token]) -> bool:
        """Whether a part only says who there will be: "will be" in it is no plan to register."""
        if self._status.speaks(tokens) or self._status.of(tokens, topic=True) is not Eccp.UNKNOWN:
            return False
        rest = without_composing(tokens)
        return len(rest) < len(tokens) and self._status.of(rest, topic=True) is None

    def _hear_of_others(self, parts: Sequence[Sequence[Token]]) -> None:
        """Takes "Graz yes, the other two I have to ask": nothing is known of those whom the sentence does not name."""
        for part in parts:
            words = [word for token in part for word in token.words]
            if any(token.tag is Tag.OTHER for token in part) and self._lexicon.dont_know.within(words):
                named = [found for other in parts if (found := Named.by(other, self._status.text))]
                plainly = not any(token.tag is Tag.ECCP for token in part)
                self._others += [(named, plainly)] if named else []

    def _open_others(self, heard: dict[int, list[bool | None]], seats: Seats) -> None:
        """Leaves open the clusters of which a sentence says that nothing is known yet, and no other speaks."""
        for named, plainly in self._others:
            told = {id(draft) for each in named for draft in each.among(self._drafts, seats)}
            for draft in self._drafts.all if told else ():
                doubted = draft.eccp in _ON_IT or (plainly and draft.eccp is Eccp.NO)
                if doubted and draft.kind in CLUSTERS and id(draft) not in told and id(draft) not in heard:
                    draft.eccp = Eccp.UNKNOWN

    def settle(self) -> None:
        """Leaves the status of those open of whom everything said beside them says the contrary, or doubts it."""
        heard: dict[int, list[bool | None]] = {}
        last: dict[int, bool | None] = {}
        seats = Seats(self._drafts)
        for said in self._said:
            for draft in said.named.among(self._drafts, seats):
                heard.setdefault(id(draft), []).append(said.affirms)
                if not said.named.everybody:
                    last[id(draft)] = said.affirms
        self._open_others(heard, seats)
        for draft in self._drafts.all:
            if draft.eccp in (None, Eccp.UNKNOWN) or id(draft) not in heard:
                continue
            on_it, votes = draft.eccp in _ON_IT, heard[id(draft)]
            doubted = not on_it and votes[-1] is None
            if on_it not in votes or doubted or last.get(id(draft), on_it) is (not on_it):
                draft.eccp = Eccp.UNKNOWN

    def _parts_of(self, sentence: Sequence[Token]) -> list[list[Token]]:
        """A sentence cut at its signs and lines; a part that only names somebody goes with the one after it."""
        parts: list[list[Token]] = [[]]
        said, heard = False, 0
        for before, token, after in zip([None, *sentence], sentence, [*sentence[1:], None], strict=False):
            line = before is not None and "\n" in self._status.text[before.end : token.start]
            if token.tag in _CUTS and not said:
                # Only what is new since the last sign, or the time would grow with the square of the length.
                said, heard = self._says(parts[-1][max(0, heard - _LONGEST) :]), len(parts[-1])
            # "Graz and Linz, not Wels": what is denied is a part of its own.
            apart = token.tag is Tag.NOT and before is not None and before.tag in (Tag.COMMA, Tag.AND, Tag.DASH)
            if apart and after is not None and after.tag in (Tag.PLACE, Tag.NAME):
                parts.append([token])
                said, heard = False, 0
                continue
            if line or token.tag is Tag.BREAK or (token.tag in _CUTS and said):
                parts.append([token] if line and token.tag not in _CUTS else [])
                said, heard = False, 0
            else:
                parts[-1].append(token)
        return [part for part in parts if part]

    def _says(self, tokens: Sequence[Token]) -> bool:
        words = [word for token in tokens for word in token.words]
        answers = (self._lexicon.yes, self._lexicon.no, self._lexicon.same, self._likewise)
        return any(answer.within(words) for answer in answers) or any(token.tag in _SAYING for token in tokens)

    def _denies(self, tokens: Sequence[Token]) -> bool:
        words = [word for token in tokens for word in token.words if token.tag is not Tag.NAME]
        plainly = any(token.tag in (Tag.NOT, Tag.NONE) or token.value == "not" for token in tokens)
        return plainly or self._lexicon.negations.within(words)


def _affirms(tokens: Sequence[Token]) -> bool:
    """Whether a part ends like "the others are" or "the Poles have one"."""
    ends = tokens[:-1] if tokens[-1].small == "one" else tokens
    return bool(ends) and ends[-1].tag in (Tag.BE, Tag.HAVE)


def _of_us(tokens: Sequence[Token]) -> bool:
    """Whether a part tells of the writers, not of those named before: "we not", "and we have no profile"."""
    at = next((n for n, token in enumerate(tokens) if token.tag not in (Tag.AND, Tag.COMMA, Tag.BREAK)), 0)
    if tokens[at].tag is not Tag.WE or at + 1 == len(tokens):
        return False
    ends = at + 2 == len(tokens)
    said = ends or any(token.tag is Tag.ECCP for token in tokens)
    return tokens[at + 1].tag in (Tag.NOT, Tag.BE) or (tokens[at + 1].tag is Tag.HAVE and said)


def _counts_some(tokens: Sequence[Token]) -> bool:
    """Whether a part names several places and counts some of them: "Lyon, Porto and Graz, two of which are"."""
    if sum(token.tag is Tag.PLACE for token in tokens) <= 1:
        return False
    heads = [[other.tag for other in tokens[at + 1 : at + 4]] for at, t in enumerate(tokens) if t.tag is Tag.NUMBER]
    return any(Tag.KIND not in tags for tags in heads)
