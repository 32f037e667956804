"""A sentence as one line of words in which partners known, partners new, roles and the like stand as signs.

"Brno steps aside for a cluster in Ghent" is "W0 steps aside for N0": then a pattern of the whole line says what is
told, and no word of it is left over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.eligibility.consortium import Kind, Role
from assistant.eligibility.reader.grammar.place_lists import ADJECTIVAL
from assistant.eligibility.reader.partners.drafts import COMPANIES, Draft
from assistant.eligibility.reader.partners.witnesses import is_at, is_of
from assistant.eligibility.reader.standing.who import Finder, Who
from assistant.eligibility.reader.tokens.articles import parted
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention

_ARROWS = ("->", "=>", "→", "⇒", "➔", "➜")
_ARROW = ("->",)
_MOST_BEFORE_KIND = 5
_MOST_IN_BRACKETS = 10
_THE = ("the",)
_HEADS = (Tag.KIND, Tag.GENERIC, Tag.WORD, Tag.NUMBER, Tag.ORDINAL)
_BEGINNINGS = (Tag.ARTICLE, Tag.DEFINITE, Tag.SEVERAL, Tag.KIND, Tag.OTHER, Tag.MORE, Tag.PLACE)
_ASIDE = (Tag.COMMA, Tag.DASH, Tag.OPEN, Tag.COLON)
_SEAT_ALONE = (Tag.PLACE, Tag.DEFINITE)
_SPELLED = (Tag.ECCP, Tag.GROUP, Tag.ALL, Tag.BOTH, Tag.NONE, Tag.EXCEPT, Tag.EACH, Tag.PERHAPS, Tag.SEEKING)
_NAMED_SIGNS = {
    Tag.GROUP: "G", Tag.NAME: "NAME", Tag.ROLE_VERB: "V", Tag.LEGAL: "LEGAL", Tag.ALL: "*", Tag.BOTH: "*",
    Tag.NONE: "*", Tag.EXCEPT: "*", Tag.EACH: "*", Tag.COMMA: ",", Tag.COLON: ":", Tag.DASH: "-", Tag.OPEN: "(",
    Tag.CLOSE: ")",
}  # fmt: skip


def plain(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens with "of the" as two and with arrows, which the scanner passes over; a "not" before a place is a word
    of the line, and nothing of the place's own."""
    found: list[Token] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None and any(arrow in text[before.start : token.start] for arrow in _ARROWS):
            found = found[: len(found) - (before.tag is Tag.DASH)]
            found.append(Token(token.start, token.start, Tag.DASH, words=_ARROW))
        if token.tag is Tag.PLACE and token.value.excluded:
            token = replace(token, value=replace(token.value, excluded=False))
        several = token.tag is Tag.IN and token.definite and len(token.words) > 1
        found += parted(token, lexicon) if several else [token]
    return found


class Anyone(Finder):
    """Finds one partner by its words, whatever its kind."""

    def one(self, at: int) -> Who | None:
        """The one partner whom the words at `at` mean; None if they mean nobody known, or several."""
        self.clusters = self._all
        if self._tag(at) is Tag.DEFINITE and self._tokens[at].words != _THE and self._tag(at + 2) not in _HEADS:
            return None  # "agreed that Bari leads"
        if (named := self._one_of(at) or self._marked(at)) is not None:
            return named
        who = self._us(at) if self._tag(at) is Tag.OWN else None
        who = who if who is not None and who.end > at + 1 else self._ordinal(at) or self._of_its_kind(at)
        who = who or self._namesake(at) or self._only_one(at) or self._themed(at)
        if who is None or len(who.drafts) != 1:
            return None
        kinds = [token.value for token in self._tokens[at : who.end] if token.tag is Tag.KIND]
        places = [token.value for token in self._tokens[at : who.end] if token.tag is Tag.PLACE]
        # Two partners of one town: the town alone means neither of them.
        there = [d for d in self._all if all(is_at(d, place) for place in places)] if places else who.drafts
        there = [draft for draft in there if all(is_of(draft, kind) for kind in kinds)]
        return who if [id(draft) for draft in there] == [id(who.drafts[0])] else None

    def _of_its_kind(self, at: int) -> Who | None:
        """The one at `at`; of "the Italian cluster" no Italian university comes into question."""
        behind = [self._tag(here) for here in range(at + 1, at + _MOST_BEFORE_KIND)]
        head = at + 1 + next((n for n, tag in enumerate(behind) if tag not in (Tag.PLACE, Tag.WORD)), 0)
        seated = head > at + 1 or [self._tag(head + 1), self._tag(head + 2)] == [Tag.IN, Tag.PLACE]
        described = self._tag(at) in (Tag.DEFINITE, Tag.OWN) and seated and self._tag(head) is Tag.KIND
        if described and not self._tokens[head].plural:
            self.clusters = [draft for draft in self._all if is_of(draft, self._tokens[head].value)]
        found = self._one(at)
        self.clusters = self._all
        return found

    def _fits(self, token: Token) -> bool:
        return not token.plural

    def _marked(self, at: int) -> Who | None:
        """ "P2", "number 2" at `at`."""
        span = self._tokens[at].value if self._tag(at) is Tag.NAME else None
        found = self._drafts.labelled(span.label) if span is not None and span.label else []
        return Who(tuple(found), at + 1) if len(found) == 1 else None

    def _one_of(self, at: int) -> Who | None:
        """ "One of the clusters, Nantes," at `at`."""
        head = at + 1 + (self._tag(at + 2) in (Tag.DEFINITE, Tag.OWN))
        listed = self._number(at) == 1 and self._is_of(at + 1) and self._tag(head + 1) in (Tag.KIND, Tag.GENERIC)
        if not listed or not self._tokens[head + 1].plural or self._tag(head + 2) not in _ASIDE:
            return None
        who = self.one(head + 3)
        generic = self._tag(head + 1) is Tag.GENERIC
        if who is None or not (generic or is_of(who.drafts[0], self._tokens[head + 1].value)):
            return None
        shut = self._tag(who.end) in _ASIDE or (self._tag(who.end) is Tag.CLOSE and self._tag(head + 2) is Tag.OPEN)
        return replace(who, end=who.end + shut) if shut or who.end == len(self._tokens) else None

    def _namesake(self, at: int) -> Who | None:
        """ "The Limburg one" at `at`, where only one partner may sit in any of the places of that name."""
        place = self._tokens[at + 1] if self._tag(at + 1) is Tag.PLACE else None
        headed = self._tag(at + 2) in (Tag.KIND, Tag.GENERIC) or self._is_one(at + 2)
        if self._tag(at) is not Tag.DEFINITE or place is None or place.value.country is not None or not headed:
            return None
        there = [draft for draft in self._all if is_at(draft, place.value)]
        return Who(tuple(there), at + 3) if len(there) == 1 and self._fits(self._tokens[at + 2]) else None

    def _themed(self, at: int) -> Who | None:
        """ "The packaging cluster" at `at`, whose theme is known as a word of one partner's own."""
        if self._tag(at) not in (Tag.DEFINITE, Tag.OWN) or self._tag(at + 1) is not Tag.NAME:
            return None
        headed = self._is_one(at + 2) or (self._tag(at + 2) is Tag.KIND and self._fits(self._tokens[at + 2]))
        who = self._by_name(at + 1) if headed else None
        return replace(who, end=at + 3) if who is not None and who.end == at + 2 else None

    def _only_one(self, at: int) -> Who | None:
        """ "The university", "our SME" at `at`, where only one partner is of that kind."""
        kind = self._tokens[at + 1] if self._tag(at + 1) is Tag.KIND else None
        beside = (Tag.IN, Tag.PLACE, Tag.NAME, Tag.OPEN, Tag.KIND)
        if self._tag(at) not in (Tag.DEFINITE, Tag.OWN) or kind is None or kind.plural or self._tag(at + 2) in beside:
            return None
        there = [draft for draft in self._all if is_of(draft, kind.value)]
        unsure = any(draft.kind is None for draft in self._all)
        return Who(tuple(there), at + 2) if len(there) == 1 and not unsure else None


class Seated(Anyone):
    """Finds one partner where a sentence tells of seats: a place behind "in" or alone is a seat, no partner."""

    told = False  # whether a partner was found

    def one(self, at: int) -> Who | None:
        alone = self._tag(at) is Tag.PLACE
        if alone and (self._tag(at - 1) is Tag.IN or (self._tag(at + 1) and self._tokens[at + 1].small == "purpose")):
            return None  # "in Ulm", "Ulm for the German cluster"
        who = super().one(at)
        if who is not None and self.told and all(t.tag in _SEAT_ALONE for t in self._tokens[at : who.end]):
            return None
        self.told = self.told or who is not None
        return who


@dataclass
class Slots:
    """The line of a sentence, and what its signs stand for."""

    line: str = ""
    who: list[Draft] = field(default_factory=list)
    new: list[list[Token]] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)
    heads: list[list[PlaceMention]] = field(default_factory=list)  # the places by which partners known are named
    kinds: list[Token] = field(default_factory=list)
    many: list[Token] = field(default_factory=list)  # kinds in the plural
    roles: list[Role] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def of_many(self, partners: Sequence[Draft]) -> list[Draft]:
        """Those of the first kind that the line names in the plural: all of them, if it says how many."""
        found = [draft for draft in partners if is_of(draft, self.many[0].value)]
        counted = self.numbers[:1] in ([], [len(found)])
        return found if counted and len(found) > 1 else []


class Reader:
    """Puts one sentence as a line. `known`: the partners there are; `spelled`: with all words of registrations;
    `placing`: nobody new is looked for."""

    def __init__(
        self, tokens: Sequence[Token], finder: Anyone, known: Sequence[Draft], *, spelled: bool = False,
        placing: bool = False,
    ) -> None:  # fmt: skip
        self._tokens, self._finder, self._known, self._spelled = tokens, finder, known, spelled
        self._newcomers = not (placing or isinstance(finder, Seated))

    def into(self, slots: Slots) -> None:
        """Adds the sentence to the line of `slots`."""
        words: list[str] = []
        at = 0
        while at < len(self._tokens):
            end = self._partner(at, slots, words)
            if end:
                at = end
                continue
            words += self._sign(at, slots)
            at += 1
        slots.line = " ".join([*([slots.line] if slots.line else []), *words])

    def _partner(self, at: int, slots: Slots, words: list[str]) -> int:
        """Takes a partner known, or somebody new, that begins at `at`; where its words end, 0 if none is there."""
        who = self._finder.one(at)
        if who is not None:
            words.append(f"W{len(slots.who)}")
            slots.who.append(who.drafts[0])
            slots.heads.append([token.value for token in self._tokens[at : who.end] if token.tag is Tag.PLACE])
            return who.end
        told, end = self._new(at) if self._newcomers else ([], 0)
        if told:
            words.append(f"N{len(slots.new)}")
            slots.new.append(told)
        return end

    def _sign(self, at: int, slots: Slots) -> list[str]:
        """What stands in the line for a token that is no partner."""
        token = self._tokens[at]
        if token.tag in (Tag.PLACE, Tag.KIND, Tag.ROLE, Tag.GENERIC, Tag.NUMBER):
            return [self._listed(token, slots)]
        if token.tag is Tag.DASH and token.words == _ARROW:
            return list(_ARROW)
        if self._spelled and token.tag in _SPELLED:
            return list(token.words)
        if token.tag is Tag.ECCP and token.value is not EccpWord.GONE:
            return ["E"]
        if token.tag in _NAMED_SIGNS:
            return [_NAMED_SIGNS[token.tag]]
        if token.tag in (Tag.PERHAPS, Tag.SEEKING):
            return ["~" + "_".join(token.words)]
        return list(token.words)

    def _listed(self, token: Token, slots: Slots) -> str:
        if token.tag is Tag.PLACE:
            slots.places.append(token)
            return f"L{len(slots.places) - 1}"
        if token.tag is Tag.NUMBER:
            slots.numbers.append(token.value if isinstance(token.value, int) else 0)
            return "#"
        if token.tag is Tag.GENERIC:
            return "BB" if token.plural else "B"
        if token.plural:
            slots.many += [token] if token.tag is Tag.KIND else []
            return "KK" if token.tag is Tag.KIND else "RR"
        if token.tag is Tag.KIND:
            slots.kinds.append(token)
            return f"K{len(slots.kinds) - 1}"
        slots.roles.append(token.value)
        return f"R{len(slots.roles) - 1}"

    # -- somebody new ------------------------------------------------------------------------------------------------

    def _tag(self, at: int) -> Tag | None:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else None

    def _new(self, at: int) -> tuple[list[Token], int]:
        """ "A cluster in Ghent", "another cluster, Belgian this time and from Ghent", "the city of Ghent": its tokens
        in the plainest form and where it ends; nothing, 0 if none is there."""
        if bracketed := self._bracketed(at):
            return bracketed, at + len(bracketed)
        begins = self._tag(at) in _BEGINNINGS or (self._tag(at) is Tag.NUMBER and self._tokens[at].value == 1)
        if not begins:
            return [], 0
        here = at
        described: list[Token] = []
        while here < at + _MOST_BEFORE_KIND and self._tag(here) not in (Tag.KIND, Tag.CROWD, None):
            token = self._tokens[here]
            country = token.tag is Tag.PLACE and here > at and self._tag(here + 1) is Tag.KIND  # "a UK university"
            adjective = token.tag is Tag.PLACE and (token.value.how in ADJECTIVAL or country)
            another = token.tag is Tag.NUMBER and here > at and self._tag(here - 1) in (Tag.OTHER, Tag.DEFINITE)
            if token.tag is Tag.WORD or adjective:
                described.append(token)
            elif (another or any(t.tag is Tag.PLACE for t in described)) and token.small == "one":
                break
            elif here > at and token.tag not in (Tag.OTHER, Tag.MORE):
                return [], 0
            here += 1
        if self._tag(here) not in (Tag.KIND, Tag.CROWD, Tag.NUMBER) or self._tokens[here].plural:
            return [], 0
        if self._tag(at) is Tag.PLACE and not (described and described[0] is self._tokens[at]):
            return [], 0
        head = self._tokens[here]
        if head.tag is Tag.CROWD:
            city = head.words in (("city",), ("town",)) and self._tag(here + 1) is Tag.IN
            if not city or self._tokens[here + 1].words != ("of",):
                return [], 0
            head = replace(head, tag=Tag.KIND, value=Kind.PUBLIC_BODY, plural=False)
        named = self._tokens[here + 1] if self._tag(here + 1) is Tag.NAME else None
        places, end = self._seat(here + 1 + (named is not None))
        end = self._beside(end, head)
        seated = [*(t for t in described if t.tag is Tag.PLACE), *places]
        if not seated or self._is_known(seated, head):
            return [], 0
        article = Token(self._tokens[at].start, self._tokens[at].start, Tag.ARTICLE, words=("a",))
        inside = Token(head.end, head.end, Tag.IN, words=("in",))
        adjectives = [t for t in places if t.value.how in ADJECTIVAL]
        seats = [t for t in places if t.value.how not in ADJECTIVAL]
        comma = Token(head.end, head.end, Tag.COMMA, words=(",",))
        called = [named] if named is not None else []
        told = [article, *described, *adjectives, head, *called, *([inside, seats[0]] if seats else [])]
        return [*told, *(token for seat in seats[1:] for token in (comma, seat))], end

    def _bracketed(self, at: int) -> list[Token]:
        """ "Nova (cluster, Ulm, Germany)" at `at`, of a name that nobody known has."""
        if self._tag(at) is not Tag.NAME or self._tag(at + 1) is not Tag.OPEN:
            return []
        ahead = range(at + 2, min(at + _MOST_IN_BRACKETS, len(self._tokens)))
        shut = next((here for here in ahead if self._tag(here) is Tag.CLOSE), 0)
        inside = [token.tag for token in self._tokens[at + 2 : shut]]
        plain_ = all(tag in (Tag.KIND, Tag.PLACE, Tag.COMMA, Tag.IN) for tag in inside)
        return list(self._tokens[at : shut + 1]) if shut and plain_ and inside.count(Tag.KIND) == 1 else []

    def _beside(self, end: int, head: Token) -> int:
        """Where ", an SME," ends, of a company that comes; `end` where nothing of the kind stands there."""
        again = self._tokens[end + 2] if self._tag(end + 2) is Tag.KIND else None
        apposed = self._tag(end) is Tag.COMMA and self._tag(end + 1) is Tag.ARTICLE and again is not None
        if not apposed or again is None or again.plural or again.value != head.value:
            return end
        return end + 3 + (self._tag(end + 3) is Tag.COMMA)

    def _is_known(self, seated: Sequence[Token], head: Token) -> bool:
        """Whether a partner known sits there who may be of that kind, so that somebody new may be none."""
        there = [draft for draft in self._known if all(is_at(draft, token.value) for token in seated)]
        return any(head.tag is not Tag.KIND or _may_be(draft, head.value) for draft in there)

    def _seat(self, at: int) -> tuple[list[Token], int]:
        """The places told after the kind: "in Ghent (Belgium)", ", Belgian this time and from Ghent"."""
        found: list[Token] = []
        end = here = at
        while here < len(self._tokens):
            tag = self._tag(here)
            if tag is Tag.PLACE and here > at:
                found.append(self._tokens[here])
                end = here + 1
                if self._tag(here - 1) is Tag.OPEN and self._tag(end) is Tag.CLOSE:
                    end += 1
                here = end
            elif tag is Tag.DEFINITE and self._tag(here + 1) is Tag.WORD and self._tokens[here + 1].words == ("time",):
                here = end = here + 2
            elif self._leads(here):
                here += 1
            else:
                break
        return found, end

    def _leads(self, at: int) -> bool:
        """Whether a sign or word at `at` leads to a further place."""
        tag, after, later = self._tag(at), self._tag(at + 1), self._tag(at + 2)
        if tag is Tag.IN:
            return after is Tag.PLACE and self._tokens[at].small != "range"
        if tag in (Tag.COMMA, Tag.AND, Tag.OPEN):
            alone = after is Tag.PLACE and self._finder.one(at + 1) is None
            return alone or (tag is not Tag.OPEN and after is Tag.IN and later is Tag.PLACE)
        return False


def _may_be(draft: Draft, kind: Kind) -> bool:
    """Whether a partner may be meant by a kind: "the company", "the organisation"."""
    open_ = draft.kind in (None, Kind.OTHER) or kind is Kind.OTHER
    return open_ or is_of(draft, kind) or (draft.kind in COMPANIES and kind in COMPANIES)
