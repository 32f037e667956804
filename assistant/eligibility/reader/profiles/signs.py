"""A sentence as a line of signs: N a name, K a kind, P a place, A a nationality; all other words as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.composed.members import Words
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.names import How

_ADJECTIVES = (How.ADJECTIVE, How.DEMONYM)
_MOST_WORDS = 5
_BEFORE_KIND = (Tag.WORD, Tag.EUROPEAN)
_ENDS = (None, Tag.COMMA, Tag.BREAK, Tag.AND, Tag.CLOSE, Tag.OPEN, Tag.IN, Tag.STOP)


@dataclass(frozen=True, slots=True)
class ToldKind:
    """A kind as words tell it: `said` for one organisation, with the nationality told before it."""

    kind: Kind
    said: str
    plural: bool
    place: str = ""


@dataclass(slots=True)
class Signs:
    """The line and what its signs stand for. Names are their numbers."""

    line: str = ""
    kinds: list[ToldKind] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)


class SignWriter:
    """Writes the sentences of one text as lines of signs."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon

    def write(self, tokens: Sequence[Token]) -> Signs:
        """The line of some tokens."""
        words, signs = Words(tokens, self._lexicon), Signs()
        line: list[str] = []
        at = 0
        while at < len(tokens):
            sign, at = self._next(words, at, signs)
            if sign:
                line.append(sign)
        signs.line = " ".join(line)
        return signs

    def seat(self, tokens: Sequence[Token]) -> tuple[str, int]:
        """The seat told right behind a name whose sentence goes on with `tokens`, and where in the text it ends: "Nova
        from Bari (Italy)"; ("", 0) where none is."""
        words = Words(tokens, self._lexicon)
        if words.tag(0) not in (Tag.IN, Tag.COMMA) or tokens[0].small == "of":
            return "", 0
        place, end = self._place(words, 1)
        if words.tag(0) is Tag.COMMA and words.tag(end) not in (None, Tag.BREAK, Tag.STOP):
            return "", 0  # "Nova, Graz and Bari"
        return (place, tokens[end - 1].end) if place else ("", 0)

    def _next(self, words: Words, at: int, signs: Signs) -> tuple[str, int]:
        """The sign of what begins at `at`, and where the rest begins."""
        token = words.tokens[at]
        kind, end = self._kind(words, at)
        if kind is not None:
            signs.kinds.append(kind)
            return f"{'KK' if kind.plural else 'K'}{len(signs.kinds) - 1}", end
        if token.tag is Tag.PLACE:
            place, end = self._place(words, at)
            if place:
                signs.places.append(place)
                return f"P{len(signs.places) - 1}", end
            if token.value.how in _ADJECTIVES and not token.value.excluded:
                signs.adjectives.append(self._text[token.start : token.end])
                return f"A{len(signs.adjectives) - 1}", at + 1
            return "?", at + 1
        return self._plain(token), at + 1

    def _plain(self, token: Token) -> str:
        if token.tag is Tag.NAME:
            return f"N{token.value.label}" if token.value.label else "?"
        if token.tag is Tag.IN:
            return token.small if token.small == "of" else "of" if token.small == "of_the" else "in"
        if token.tag is Tag.NUMBER:
            return f"#{token.value}"
        if token.tag is Tag.ORDINAL:
            return f"o{token.value}"
        if token.tag in (Tag.BE, Tag.HAVE) and token.value == "not":
            return "not"
        if token.small == "filler":
            return ""
        if token.tag is Tag.DASH:
            return "-"
        return " ".join(token.words)

    def _said(self, first: Token, last: Token) -> str:
        return self._text[first.start : last.end]

    def _place(self, words: Words, at: int) -> tuple[str, int]:
        """A place with its country or its town: "Bari in Italy", "Bari (IT)", "Italy (Bari)"; "" where none is."""
        seat, end = words.place(at)
        if seat is None:
            return "", at
        place = self._text[seat.place.start : seat.place.end]
        if seat.country is not None:
            return f"{place}, {self._text[seat.country.start : seat.country.end]}", end
        outer = seat.place.value
        assert isinstance(outer, PlaceMention)
        inside = words.tag(end) is Tag.OPEN and words.tag(end + 2) is Tag.CLOSE and words.noun(end + 1)
        beside = words.tag(at - 1) is Tag.OPEN and words.tags(end, 3) == [Tag.COMMA, Tag.PLACE, Tag.CLOSE]
        if (inside or beside) and words.within(words.tokens[end + 1], seat.place):
            inner = words.tokens[end + 1]
            return f"{self._text[inner.start : inner.end]}, {place}", end + 2 + inside
        return place, end

    def _kind(self, words: Words, at: int) -> tuple[ToldKind | None, int]:
        """The kind told from `at` on, its adjectives first: "French wood cluster", "small firm of developers"."""
        here, nation = at, ""
        while here - at < _MOST_WORDS and (words.tag(here) in _BEFORE_KIND or words.tag(here) is Tag.PLACE):
            if words.tag(here) is Tag.PLACE:
                place = words.tokens[here].value
                if place.how not in _ADJECTIVES or place.excluded or nation:
                    return None, at
                nation = self._text[words.tokens[here].start : words.tokens[here].end]
            here += 1
        two = words.tags(here, 2) == [Tag.KIND, Tag.KIND]
        here += two  # "a foundry cluster"
        if words.tag(here) is not Tag.KIND:
            return None, at
        kind = words.tokens[here]
        end = self._qualified(words, here + 1)
        before = [words.tokens[n] for n in range(at, here - two) if words.tag(n) is not Tag.PLACE]
        said = [self._text[token.start : token.end] for token in before]
        if kind.plural:
            said.append(self._lexicon.raw["kinds"][kind.value.value]["one"][0])
        else:
            said.append(self._said(kind, words.tokens[end - 1]))
        return ToldKind(kind.value, " ".join(said), kind.plural, nation), end

    def _qualified(self, words: Words, at: int) -> int:
        """Where what a kind is of or has ends: "of software developers", "with 3,000 employees"."""
        beside = at < len(words.tokens) and words.tokens[at].is_one_of(self._lexicon.particles.beside)
        if beside:
            for here in range(at + 2, min(at + _MOST_WORDS + 1, len(words.tokens))):
                if words.tag(here) is Tag.CROWD:
                    return here + 1
        if words.tag(at) is Tag.IN and words.tokens[at].small == "of":
            here = at + 1
            while here - at <= _MOST_WORDS and words.tag(here) in (Tag.WORD, Tag.KIND, Tag.CROWD):
                here += 1
            if here > at + 1 and words.tag(here) in _ENDS:
                return here
        return at
