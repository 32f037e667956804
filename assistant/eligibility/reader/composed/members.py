"""Members of a consortium as a sentence names them: a kind with its seat, several of a kind with theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Phrases, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.names import How

_ADJECTIVES = (How.ADJECTIVE, How.DEMONYM)
_MOST_WORDS = 4
_LONGEST_SEATS = 24


@dataclass(slots=True)
class Seat:
    """A town or country, with the country it lies in where the text says so."""

    place: Token
    country: Token | None = None
    own: bool = False
    role: Token | None = None


@dataclass(slots=True)
class Member:
    """One partner: `head` are its article and adjectives."""

    head: list[Token]
    kind: Token
    seat: Seat | None
    own: bool = False
    role: Token | None = None


@dataclass(slots=True)
class Group:
    """Several of a kind whose seats follow."""

    head: list[Token]
    kind: Token
    number: int | None
    seats: list[Seat] = field(default_factory=list)


@dataclass(slots=True)
class Head:
    """ "The two beneficiaries are …": how many follow `begin`, and in which role."""

    number: int | None
    begin: int
    role: Token | None


class Words:
    """The tokens of a sentence and the word lists that speak of them."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = list(tokens), lexicon
        raw = lexicon.raw["composed"]
        self.glue, self.own, self.own_here, self.us = (phrases(raw[name]) for name in ("glue", "own", "own_here", "us"))
        self.same, self.where, self.bringing, self.seated = (
            phrases(raw[name]) for name in ("same", "where", "bringing", "seated")
        )
        self.strangers = frozenset(raw["strangers"])
        self.managers = frozenset(raw["managers"])
        self.offices, self.times = frozenset(raw["offices"]), frozenset(raw["times"])
        self.here, self.territories = frozenset(raw["here"]), frozenset(raw["territories"])
        self.possessive = frozenset(raw["possessive"])
        self.described = frozenset(raw["described"])
        self.those = frozenset(raw["those"])

    def tag(self, at: int) -> Tag | None:
        """The tag of the token at `at`, if there is one."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else None

    def tags(self, at: int, count: int) -> list[Tag]:
        """The tags of the next `count` tokens."""
        return [token.tag for token in self.tokens[at : at + count]]

    def is_verb(self, at: int) -> bool:
        """Whether a form of "be" that denies nothing stands at `at`."""
        return self.tag(at) is Tag.BE and self.tokens[at].value != "not"

    def phrase(self, at: int, listed: Phrases) -> int:
        """How many tokens from `at` on are one of these phrases, the longest one."""
        words: list[str] = []
        ends: dict[int, int] = {}
        for count, token in enumerate(self.tokens[at : at + 9], 1):
            if not token.words or token.tag in (Tag.PLACE, Tag.NAME):
                break
            words += token.words
            ends[len(words)] = count
        for length in range(len(words), 0, -1):
            if length in ends and listed.at(words[:length], 0)[1] == length:
                return ends[length]
        return 0

    def by_the_way(self, at: int) -> int:
        """How many tokens from `at` on tell nothing of partners: "since five years", "our friends of the"."""
        spans = self.tags(at + 1, 2) == [Tag.NUMBER, Tag.CROWD] and bool(self.times & set(self.tokens[at + 2].words))
        if spans and self.tag(at) in (Tag.BREAK, Tag.FUNCTION, Tag.IN, Tag.NOT_PARTNERS):
            return 3
        friends = self.tags(at, 3) == [Tag.OWN, Tag.CROWD, Tag.IN] and not self.noun(at + 3)
        return 3 if friends else 0

    def has_here(self, at: int) -> bool:
        """Whether "here" stands behind the kind that begins at `at`: "a wood cluster here in Graz"."""
        kind = self.head(at)
        return self.tag(kind) is Tag.KIND and kind + 1 < len(self.tokens) and self.tokens[kind + 1].is_one_of(self.here)

    def within(self, inner: Token, country: Token) -> bool:
        """Whether a place lies in a country, as far as the gazetteer can tell."""
        place, whole = inner.value, country.value
        assert isinstance(place, PlaceMention) and isinstance(whole, PlaceMention)
        if whole.how in (How.CITY, *_ADJECTIVES) or place.excluded or whole.excluded or place.text == whole.text:
            return False
        return whole.country is not None and whole.country in {code for code, _ in place.candidates}

    def noun(self, at: int) -> bool:
        """Whether a place that is no adjective stands at `at`."""
        if self.tag(at) is not Tag.PLACE:
            return False
        place = self.tokens[at].value
        return place.how not in _ADJECTIVES and not place.excluded

    def country_after(self, at: int, place: Token) -> tuple[Token | None, int]:
        """The country told behind a place, and where the words go on: "Bari in Italy", "Bari (Italy)"."""
        opens = self.tag(at)
        if opens not in (Tag.IN, Tag.COMMA, Tag.OPEN):
            return None, at
        here = at + 1 + (self.tag(at + 1) is Tag.DEFINITE)
        if not self.noun(here) or not self.within(place, self.tokens[here]):
            return None, at
        if opens is Tag.OPEN:
            return (self.tokens[here], here + 2) if self.tag(here + 1) is Tag.CLOSE else (None, at)
        return self.tokens[here], here + 1

    def place(self, at: int) -> tuple[Seat | None, int]:
        """A place with its country, and where the words go on."""
        at += self.tag(at) is Tag.DEFINITE and self.noun(at + 1)
        if not self.noun(at):
            return None, at
        country, end = self.country_after(at + 1, self.tokens[at])
        return Seat(self.tokens[at], country), end

    def connected(self, at: int) -> int:
        """Where a seat begins: behind "in", ", which is located in", "with its office in"."""
        here = at + (self.tag(at) is Tag.COMMA)
        if self.tag(here) is Tag.RELATIVE or (self.tag(here) is Tag.DEFINITE and self.tag(here + 1) is Tag.BE):
            here += 1
            here += self.is_verb(here)
        here += self.phrase(here, self.seated)
        here += here == at and self.is_verb(here)
        if self.tag(here) is not Tag.IN:
            return 0
        return here + 1 if self.noun(here + 1) or (self.tag(here + 1) is Tag.DEFINITE and self.noun(here + 2)) else 0

    def seat(self, at: int) -> tuple[Seat | None, int]:
        """The seat told behind a kind, and where the words go on."""
        begin = self.connected(at)
        if begin:
            return self.place(begin)
        if self.tag(at) is Tag.OPEN:
            seat, end = self.place(at + 1)
            return (seat, end + 1) if seat and self.tag(end) is Tag.CLOSE else (None, at)
        if self.tag(at) is Tag.COMMA:
            seat, end = self.place(at + 1)
            ends = self.tag(end) in (None, Tag.COMMA, Tag.AND, Tag.BREAK, Tag.CLOSE)
            return (seat, end) if seat and ends else (None, at)
        return None, at

    def seats(self, at: int) -> tuple[list[Seat], int]:
        """A list of seats, and where the words go on: "in Graz (this is us), in Bari and Brno"."""
        found: list[Seat] = []
        end = here = at
        while here < min(len(self.tokens), at + _LONGEST_SEATS):
            while found and self.tag(here) in (Tag.COMMA, Tag.AND):
                here += 1
            if found and here == end:
                break
            here += self.tag(here) is Tag.IN
            seat, after = self.place(here)
            if seat is None:
                break
            us = self.us_after(after)
            seat.own = us > after
            found.append(seat)
            end = here = us
        return found, end

    def possessed(self, at: int) -> tuple[list[Seat], int]:
        """Towns in front of what sits there, and where the words go on: "Bari's and Brno's clusters"."""
        found: list[Seat] = []
        here = at
        while self.noun(here) and self.tag(here + 1) is Tag.BE and self.tokens[here + 1].is_one_of(self.possessive):
            found.append(Seat(self.tokens[here]))
            here += 2
            joined = self.tag(here) in (Tag.AND, Tag.COMMA) and self.noun(here + 1)
            here += joined
        return (found, here) if found and self.tag(self.head(here)) is Tag.KIND else ([], at)

    def us_after(self, at: int) -> int:
        """Where the words go on behind "(this is us)", ", that's us"; `at` where nothing of the kind stands there."""
        if self.tag(at) is Tag.OPEN:
            length = self.phrase(at + 1, self.us)
            return at + length + 2 if length and self.tag(at + 1 + length) is Tag.CLOSE else at
        if self.tag(at) in (Tag.COMMA, Tag.DASH):
            length = self.phrase(at + 1, self.us)
            return at + 1 + length if length else at
        return at

    def is_strange(self, head: Sequence[Token]) -> bool:
        """Whether "our …" speaks of somebody else's: "our partner cluster", "our third cluster"."""
        if any(t.tag in (Tag.GENERIC, Tag.CROWD, Tag.OTHER, Tag.ORDINAL, Tag.MORE, Tag.NUMBER) for t in head):
            return True
        return any(word in self.strangers for token in head for word in token.words)

    def head(self, at: int) -> int:
        """Where the article, number and adjectives that begin at `at` end."""
        here = at
        described = (
            Tag.DEFINITE,
            Tag.OWN,
            Tag.ARTICLE,
            Tag.NUMBER,
            Tag.OTHER,
            Tag.MORE,
            Tag.ORDINAL,
            Tag.ALL,
            Tag.BOTH,
        )
        while self.tag(here) in described[:7] and here - at < _MOST_WORDS:
            here += 1
        if self.tag(here) is Tag.GENERIC and not self.tokens[here].plural and self.tag(here + 1) is not Tag.WORD:
            here += 1
        words = here
        while self.tag(here) in (Tag.WORD, Tag.EUROPEAN) and here - words < _MOST_WORDS:
            here += 1
        if self.tags(here, 2) == [Tag.KIND, Tag.KIND] and self.tokens[here].is_one_of(self.described):
            here += 1  # "the business faculty"
        return here

    def one(self, at: int, *, own: bool) -> tuple[Member | None, int]:
        """One kind with its seat, if it tells one: "our wood cluster in Graz", "the Brno cluster"."""
        end = self.head(at)
        head = self.tokens[at:end]
        town = self.tokens[end] if self.tag(end) is Tag.PLACE and self.tag(end + 1) is Tag.KIND else None
        if town is not None:
            if town.value.excluded:
                return None, at
            end += 1
        kind = self._kind(at, end)
        if kind is None:
            return None, at
        managers = own and kind.plural and bool(self.managers & set(kind.words[-1:]))
        if (kind.plural and not managers) or any(t.tag is Tag.NUMBER and t.value != 1 for t in head):
            return None, at
        kind = replace(kind, plural=False)
        ours = own or (bool(head) and head[0].tag is Tag.OWN and not self.is_strange(head[1:]))
        end = self._qualified(end + 1, kind)
        office = self.tags(end, 2) == [Tag.AND, Tag.OWN] and bool(self.offices & set(self.tokens[end + 2].words))
        seat, end = self.seat(end + 3 if ours and office else end)
        if town is not None and town.value.how in _ADJECTIVES:
            head = [*head, town]
        elif town is not None:
            if seat is not None:
                return None, at
            seat = Seat(town)
        return Member(head, kind, seat, own=ours), end

    def _kind(self, at: int, end: int) -> Token | None:
        """The kind at `end` of a phrase that begins at `at`; "the city of Ghent", a subject, is its municipality."""
        if self.tag(end) is Tag.KIND:
            return None if self.tag(end + 1) is Tag.KIND else self.tokens[end]
        body = self.tags(at, 3) == [Tag.DEFINITE, Tag.CROWD, Tag.IN] and end == 1 and self.noun(at + 3)
        if not body or not self.tokens[end].is_one_of(self.territories):
            return None
        return replace(self.tokens[end], tag=Tag.KIND, value=Kind.PUBLIC_BODY, plural=False)

    def _qualified(self, at: int, kind: Token) -> int:
        """Where the words go on behind what a kind is of: "a maker of machine tools", "of 25 people", "of hospitals",
        "a faculty of the university", "with 40 employees"."""
        of = self.tag(at) is Tag.IN and self.tokens[at].small in ("of", "of_the")
        here = at + 1
        same = self.tag(here) is Tag.KIND and not self.tokens[here].plural and self.tokens[here].value is kind.value
        if of and kind.value is Kind.UNIVERSITY and same:
            return here + 1
        beside = at < len(self.tokens) and self.tokens[at].is_one_of(self.lexicon.particles.beside)
        if (of or beside) and self.tags(here, 2) == [Tag.NUMBER, Tag.CROWD]:
            return here + 2
        while of and self.tag(here) in (Tag.WORD, Tag.AND) and here - at <= _MOST_WORDS:
            here += 1
        here += of and self.tag(here) is Tag.KIND and self.tokens[here].plural
        if here > at + 1 and (self.connected(here) or self.tag(here) is Tag.OPEN):
            return here
        return at + self.phrase(at, self.same)

    def several(self, at: int) -> tuple[Group | None, int]:
        """Several of one kind, with no word of where they sit: "two more clusters", "our partner clusters"."""
        end = self.head(at)
        head = self.tokens[at:end]
        numbers = [token.value for token in head if token.tag is Tag.NUMBER]
        if self.tag(end) is Tag.GENERIC and self.tokens[end].plural and numbers:
            end = self._all_of_them(end + 1)
        kind = self.tokens[end] if self.tag(end) is Tag.KIND else None
        if kind is None or not kind.plural or self.tag(end + 1) is Tag.KIND or len(numbers) > 1:
            return None, at
        ours = bool(head) and head[0].tag is Tag.OWN and not self.is_strange(head[1:])
        if ours or (numbers and numbers[0] == 1):
            return None, at
        end += 1 + (self.tag(end + 1) is Tag.ONLY)
        end += self.phrase(end, self.same)
        kept = [t for t in head if t.tag in (Tag.WORD, Tag.EUROPEAN)]
        return Group(kept, replace(kind, plural=False), numbers[0] if numbers else None), end

    def _all_of_them(self, at: int) -> int:
        """Behind ", all of them" in "three partners, all of them clusters"."""
        here = at + (self.tag(at) is Tag.COMMA)
        while self.tag(here) in (Tag.ALL, Tag.BOTH, Tag.PRONOUN):
            here += 1
        return here
