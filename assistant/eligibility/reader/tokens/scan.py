"""A text as tagged tokens: words and phrases with their sense, places, organisation names, punctuation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from assistant.eligibility.reader.tokens.introduced import with_given, with_introduced
from assistant.eligibility.reader.tokens.labels import Label
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Sense, Tag, folded
from assistant.eligibility.reader.tokens.names import NameFinder, NameSpan
from assistant.eligibility.reader.tokens.sizes import with_sizes
from assistant.eligibility.reader.tokens.told_after_list import parted_lists
from assistant.eligibility.reader.tokens.wholes_first import wholes_joined
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import PlaceMention, find_places
from assistant.gazetteer.names import How
from assistant.gazetteer.text import Word, words_of

_SIGNS = {
    ",": Tag.COMMA,
    ":": Tag.COLON,
    "(": Tag.OPEN,
    "[": Tag.OPEN,
    ")": Tag.CLOSE,
    "]": Tag.CLOSE,
    "–": Tag.DASH,
    "—": Tag.DASH,
    "|": Tag.DASH,
    "\t": Tag.DASH,
    ";": Tag.BREAK,
    "/": Tag.OR,
    "&": Tag.AND,
    "+": Tag.AND,
}
_CHAIN = re.compile(r"(?<![\w-])[A-Z]{2}(?:-[A-Z]{2}){2,40}(?![\w-])")
_MOST_DENIED = 18
_AFTER_NUMBER = (Tag.COLON, Tag.BE, Tag.DASH, Tag.OPEN, Tag.IN, Tag.HAVE, Tag.PLACE, Tag.NAME)
_WORD = re.compile(r"\w+")
_APOSTROPHES = ("'", "’")
_Span = TypeVar("_Span", PlaceMention, NameSpan)
_SIGN = re.compile(r"[,;:()\[\]–—|\t/&+?!]|(?<!\w)-(?!\w)|\.(?=\s|$|[\"”’)])")
_SEATED = (Tag.KIND, Tag.GENERIC, Tag.NUMBER, Tag.OTHER, Tag.NAME, Tag.LEGAL)


@dataclass(slots=True)
class Token:
    """`text[start:end]` and what it is. `value`: number, kind, role, place or name, by tag; `words`: folded;
    `definite`: they end with a definite article ("in the")."""

    start: int
    end: int
    tag: Tag
    value: Any = None
    plural: bool = False
    words: tuple[str, ...] = ()
    small: str = ""
    definite: bool = False

    def is_one_of(self, words: Container[str]) -> bool:
        """Whether the token is a single word, one of these."""
        return len(self.words) == 1 and self.words[0] in words


class Scanner:
    """Tags texts of one language with one gazetteer."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self._names = NameFinder.of(lexicon)
        self._marks = re.compile("|".join(map(re.escape, (*lexicon.raw["ticks"], *lexicon.raw["crossed"]))))

    def scan(
        self,
        text: str,
        labels: Sequence[Label] = (),
        known: Sequence[tuple[str, str]] = (),
        given: Sequence[str] = (),
    ) -> list[Token]:
        """All tokens of `text`, in order; its labels are names of partners. `known`: the words from which partners were
        read before, whose towns are known, and their names; `given`: what is a name in any case."""
        words, language = words_of(text), self.lexicon.language
        places = _named_again(text, words, find_places(text, self.gazetteer, language))
        said = {text[word.start : word.end] for word in words}
        sources = dict.fromkeys(source for source, _ in known)
        shared = [source for source in sources if not said.isdisjoint(_WORD.findall(source))]
        told = [place for source in shared for place in find_places(source, self.gazetteer, language)]
        places = _told_before(text, words, places, told)
        names = self._names.find(text, words, places)
        names = with_introduced(text, words, places, names, self.lexicon, [name for _, name in known])
        names = with_given(text, words, places, names, self.lexicon, given)
        if labels:
            places = _outside(places, labels)
            names = sorted([*_outside(names, labels), *map(_named, labels)], key=lambda name: name.start)
        tokens = [*self._words(text, words, places, names), *self._signs(text, words, names)]
        tokens.sort(key=lambda token: token.start)
        for before, token, after in zip([None, *tokens], tokens, tokens[1:], strict=False):
            if token.small == "island" and after.tag is Tag.PLACE and before and before.tag in _SEATED:
                # "a foundation on Curaçao", but not "it depends on Spain"
                token.tag = Tag.IN
            if token.small == "but_not" and after.tag in (Tag.ECCP, Tag.BE, Tag.HAVE, Tag.WORD, Tag.FUNCTION):
                # "… but not registered" denies, "… but not Graz" excepts.
                token.tag = Tag.NOT
            if token.tag is Tag.AS and token.small == "reason" and after.tag is Tag.PRONOUN:
                # "… as it is no cluster"
                token.tag = Tag.BREAK
            if after.tag is Tag.BREAK and after.small == "carry" and (token.tag is Tag.NOT or token.value == "not"):
                # "is not yet registered": no new clause.
                after.tag = Tag.FUNCTION
        self._date(tokens)
        tokens = with_sizes(parted_lists(wholes_joined(_denied_both(tokens), self.lexicon)), self.lexicon)
        halves = list(self.lexicon.raw["duration"]["fractions"])
        tokens = [token for at, token in enumerate(tokens) if not _only_seats(tokens, at, self.lexicon)]
        return [
            token
            for at, token in enumerate(tokens)
            if not (_is_running_number(tokens, at) or _multiplies(tokens, at) or _begins_half(tokens, at, halves))
        ]

    def _date(self, tokens: Sequence[Token]) -> None:
        """Makes "since 2019", "since last May" one adverb instead of a new clause."""
        months = {word for words in self.lexicon.raw["duration"]["month_names"].values() for word in words}
        for at, token in enumerate(tokens):
            if token.small != "since":
                continue
            dated = [t for t in tokens[at + 1 : at + 4] if t.words[:1] and _is_date(t.words[0], months)]
            if not dated:
                continue
            last = max(n for n in range(at + 1, min(at + 4, len(tokens))) if tokens[n] in dated)
            for part in tokens[at : last + 1]:
                part.tag, part.value, part.small = Tag.FUNCTION, None, "carry"
                part.words = part.words if part is token else ("then",)  # May is no "may"

    def _words(
        self, text: str, words: Sequence[Word], places: Sequence[PlaceMention], names: Sequence[NameSpan]
    ) -> Iterator[Token]:
        plain = folded(words)
        spans: dict[int, PlaceMention | NameSpan] = {place.start: place for place in places}
        starts = [word.start for word in words]
        # A label may begin with a sign: "(a)".
        spans.update({starts[at]: name for name in names if (at := bisect_left(starts, name.start)) < len(starts)})
        particles = self.lexicon.particles
        at = 0
        while at < len(words):
            span = spans.get(words[at].start)
            if span is not None:
                stop = at
                while stop < len(words) and words[stop].start < span.end:
                    stop += 1
                tag = Tag.NAME if isinstance(span, NameSpan) else Tag.PLACE
                yield Token(span.start, span.end, tag, span, words=tuple(plain[at:stop]))
                at = stop
                continue
            sense, length = self.lexicon.senses.at(plain, at)
            while length > 1 and (
                any(word.start in spans for word in words[at + 1 : at + length])
                or re.search(r"[,;:()!?|\t]|\.\s", text[words[at].start : words[at + length - 1].end])
            ):
                sense, length = self.lexicon.senses.at(plain[: at + length - 1], at)
            if (
                plain[at] in self.lexicon.raw["clitics"]
                and text[words[at].start - 1 : words[at].start] not in _APOSTROPHES
            ):
                sense = None
            if sense is not None and self._abbreviation(text, words, plain, at, sense, spans):
                sense, length = Sense(Tag.WORD), 1
            if sense is None:
                sense, length = _number(words[at].folded) or self.lexicon.misspelt(words[at].folded), 1
            token = _token(words, plain, at, length, sense)
            if token.tag is Tag.NUMBER and text[token.end : token.end + 2].strip()[:1] == "%":
                token = Token(token.start, token.end, Tag.WORD, words=("percent",))
            if token.tag is Tag.BE and at and self._infinitive(plain[at - 1], token):
                token.tag = Tag.FUNCTION
            token.words = self.lexicon.meant.get(token.words, token.words)
            token.small = self.lexicon.small.get(token.words, "")
            token.definite = not particles.definite.isdisjoint(token.words[-1:])
            yield token
            at += length

    def _abbreviation(
        self, text: str, words: Sequence[Word], plain: Sequence[str], at: int, sense: Sense, spans: Container[int]
    ) -> bool:
        """Whether a pronoun in capitals is an abbreviation before what it describes: "an IT cluster in Brno"."""
        raw = text[words[at].start : words[at].end]
        if sense.tag is not Tag.PRONOUN or len(raw) == 1 or not raw.isupper() or at + 1 >= len(words):
            return False
        following, _ = self.lexicon.senses.at(plain, at + 1)
        kind = following is not None and following.tag in (Tag.KIND, Tag.GENERIC)
        beside = text[words[at].end : words[at + 1].start] in (" ", "-")
        return beside and (kind or following is None or words[at + 1].start in spans)

    def _infinitive(self, before: str, token: Token) -> bool:
        """Whether "be" after such a word states nothing: "to be on the safe side"."""
        particles = self.lexicon.particles
        return before in particles.goal and token.is_one_of(particles.infinitive)

    def _signs(self, text: str, words: Sequence[Word], names: Sequence[NameSpan]) -> Iterator[Token]:
        starts = [name.start for name in names]
        ends = [word.end for word in words]
        for match in self._marks.finditer(text):
            denied = match.group() in self.lexicon.raw["crossed"]
            yield Token(*match.span(), Tag.NOT if denied else Tag.FUNCTION, words=("no" if denied else "yes",))
        for match in _SIGN.finditer(text):
            at = bisect_right(starts, match.start()) - 1
            if at >= 0 and names[at].end >= match.end():
                continue
            sign = match.group()
            if sign in ".!?":
                before = bisect_left(ends, match.start() + 1) - 1
                last = words[before] if before >= 0 and words[before].end == match.start() else None
                if sign == "." and last is not None and self._abbreviates(text, last, match.end()):
                    continue
                if sign == "?" and text[match.end() : match.end() + 1] in (")", "]"):
                    yield Token(*match.span(), Tag.PERHAPS, words=("perhaps",))  # "(ECCP?)"
                    continue
                yield Token(*match.span(), Tag.STOP, sign)
            else:
                yield Token(*match.span(), _SIGNS.get(sign, Tag.DASH), words=(sign,))

    def _abbreviates(self, text: str, word: Word, after: int) -> bool:
        """Whether a full stop belongs to the word before it; "no." does only before a figure."""
        if word.folded in self.lexicon.raw["numbering"]:
            return text[after : after + 2].strip().isdigit()
        return word.folded in self.lexicon.raw["abbreviations"]


def chained(text: str, gazetteer: Gazetteer) -> str:
    """The text with commas in a chain of country codes: "BE-DK-EL-UA" as "BE,DK,EL,UA"."""

    def parted(match: re.Match[str]) -> str:
        codes = match.group().split("-")
        return ",".join(codes) if all(gazetteer.country_code(code) for code in codes) else match.group()

    return _CHAIN.sub(parted, text)


def _denied_both(tokens: list[Token]) -> list[Token]:
    """ "Neither A nor B is registered" as "A and B is not registered"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.small != "neither" or (at and tokens[at - 1].tag is Tag.DASH):
            continue
        ahead = tokens[at + 1 : at + _MOST_DENIED]
        end = next((n for n, other in enumerate(ahead) if other.tag in (Tag.STOP, Tag.BREAK)), len(ahead))
        nor = next((n for n, other in enumerate(ahead[:end]) if other.small == "joining_denied"), end)
        said = next((other for other in ahead[nor:end] if other.tag in (Tag.BE, Tag.HAVE, Tag.ECCP)), None)
        if said is None:
            continue
        for other in ahead[nor:end]:
            if other.small == "joining_denied" and other.start < said.start:
                other.tag, other.small, other.words = Tag.AND, "and", ("and",)
        found.remove(token)
        where = next(n for n, other in enumerate(found) if other is said) + (said.tag is not Tag.ECCP)
        found.insert(where, Token(said.start, said.start, Tag.NOT, words=("not",)))
    return found


def _is_date(word: str, months: set[str]) -> bool:
    return word in months or (len(word) == len("2019") and word.isdigit())


def _named_again(text: str, words: Sequence[Word], places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places with the later mentions of one-word names that only their first mention shows to be places."""
    known = {
        place.text: place
        for place in places
        if place.text.isalpha() and (place.text.istitle() or place.how is How.CODE) and not place.excluded
    }
    taken = {place.start for place in places}
    again = [
        replace(known[said], start=word.start, end=word.end)
        for word in words
        if (said := text[word.start : word.end]) in known and word.start not in taken and known[said].start < word.start
    ]
    inside = _outside(again, [Label(place.start, place.end, "") for place in places])
    return sorted([*places, *inside], key=lambda place: place.start)


def _told_before(
    text: str, words: Sequence[Word], places: Sequence[PlaceMention], told: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The places with those towns of earlier messages whose names are words as well ("What if Split drops out?"); at
    the beginning of a sentence such a word is a word ("Nice, thanks")."""
    known = {place.text: place for place in told if place.text.isalpha() and place.text.istitle()}
    again = [
        replace(known[said], start=word.start, end=word.end)
        for word in words
        if (said := text[word.start : word.end]) in known and text[: word.start].rstrip()[-1:] not in ("", *".!?:;")
    ]
    new = _outside(again, [Label(place.start, place.end, "") for place in places])
    return sorted([*places, *new], key=lambda place: place.start)


def _named(label: Label) -> NameSpan:
    return NameSpan(label.start, label.end, None, None, sure=True, label=label.key)


def _outside(spans: Sequence[_Span], labels: Sequence[Label]) -> list[_Span]:
    """The spans that do not overlap a label."""
    ends = [label.end for label in labels]
    found = []
    for span in spans:
        at = bisect_right(ends, span.start)
        if at == len(labels) or labels[at].start >= span.end:
            found.append(span)
    return found


def _is_running_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure only numbers what stands before it: "Cluster 1: …"."""
    if tokens[at].tag is not Tag.NUMBER or not at or at + 1 >= len(tokens):
        return False
    if tokens[at + 1].words == ("%",):
        return True
    numbered = tokens[at - 1].tag in (Tag.KIND, Tag.GENERIC, Tag.ROLE) and not tokens[at - 1].plural
    return numbered and tokens[at + 1].tag in _AFTER_NUMBER


def _only_seats(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a token is one of "with its German seat" before "in Lörrach": the place says it all."""
    seats = lexicon.raw["seat_words"]
    for back in range(4):
        start = at - back
        around = tokens[start : start + 6] if start >= 0 else ()
        if (
            len(around) == 6
            and around[0].is_one_of(lexicon.particles.beside)
            and around[1].tag is Tag.THEIR
            and around[2].tag is Tag.PLACE
            and around[3].words[:1]
            and around[3].words[0] in seats
            and [token.tag for token in around[4:]] == [Tag.IN, Tag.PLACE]
        ):
            return True
    return False


def _multiplies(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is only the sign in "3 x cluster"."""
    return bool(at) and tokens[at].words in (("x",), ("×",)) and tokens[at - 1].tag is Tag.NUMBER


def _begins_half(tokens: Sequence[Token], at: int, halves: Sequence[str]) -> bool:
    """Whether a number goes on as "and a half": a span of time, no number of partners."""
    if tokens[at].tag is not Tag.NUMBER:
        return False
    return " ".join(word for token in tokens[at + 1 : at + 4] for word in token.words) in halves


def _token(words: Sequence[Word], plain: Sequence[str], at: int, length: int, sense: Sense | None) -> Token:
    start, end, said = words[at].start, words[at + length - 1].end, tuple(plain[at : at + length])
    if sense is None:
        return Token(start, end, Tag.WORD, words=said)
    return Token(start, end, sense.tag, sense.value, sense.plural, said)


def _number(word: str) -> Sense | None:
    """A figure of one to three digits, with a multiplication sign or not."""
    digits = word.rstrip("x×")
    return Sense(Tag.NUMBER, int(digits)) if digits.isdigit() and digits.isascii() and len(digits) <= 3 else None
