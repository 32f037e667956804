"""Names that a text gives to partners: "Nova, a wood cluster in Graz", "Nova (cluster, Graz)", "the cluster Nova".

A capital alone shows a name only inside a sentence. Where a text introduces somebody by a name it is one wherever it
stands, also at the beginning of a sentence: "Nova and Terra are registered".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, folded, phrases
from assistant.eligibility.reader.tokens.names import NameFinder, NameSpan
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.names import How
from assistant.gazetteer.text import Word, words_of

_MOST_WORDS = 4  # of a name
_MOST_ADJECTIVES = 5  # between "a" and "cluster", with it
_LONGEST_KIND = 3  # words
_SHORTEST = 3
_SPEAKING = 3  # words of "my name is"
_MOST_NAMES = 200
_INSIDE = re.compile(r" ?[-–&+.] ?| ")  # between the words of a name
_COMMA = re.compile(r",\s+")
_OPENS = re.compile(r"\s?\(\s?")
_BESIDE = re.compile(r"[ -]")
_JOINED = re.compile(r"\s?[,:–-]\s+")
_SEPARATED = re.compile(r"\s?[,(]\s?")
_FIRST = re.compile(r"\w+")
_GOES_ON = re.compile(r"[\w-]")
_ENDS = re.compile(r"\s*(?:[,;.(|)\n]|$)")
_DESCRIBED = (Tag.ARTICLE, Tag.DEFINITE, Tag.OWN)


class Introduced:
    """Finds the names that one text introduces."""

    def __init__(self, text: str, words: Sequence[Word], places: Sequence[PlaceMention], lexicon: Lexicon) -> None:
        self._text, self._words, self._lexicon = text, words, lexicon
        self._plain = folded(words)
        self._places = {place.start: place for place in places}
        self._legal = NameFinder.of(lexicon).legal
        self._small = {text[word.start : word.end] for word in words if text[word.start].islower()}

    def names(self) -> dict[str, Kind | None]:
        """The names, as they are written, with the kind told behind them."""
        found: dict[str, Kind | None] = {}
        seated: dict[str, Kind | None] = {}
        at = 0
        while at < len(self._words) and len(found) + len(seated) < _MOST_NAMES:
            end = self._run(at)
            if end > at:
                name = self._text[self._words[at].start : self._words[end - 1].end]
                kind = self._described(end)
                if kind is not None or self._is_headed(at, end):
                    found[name] = found.get(name) or kind
                elif self._is_seated(end):
                    seated[name] = None
            at = max(end, at + 1)
        listed = len(seated) > 1 and self._names_several()
        return {**seated, **found} if listed else found

    def _names_several(self) -> bool:
        """Whether the text speaks of several of a kind, whose names may follow: "three clusters"."""
        senses = (self._lexicon.senses.at(self._plain, at)[0] for at in range(len(self._words)))
        return any(sense is not None and sense.tag is Tag.KIND and sense.plural for sense in senses)

    def _is_seated(self, at: int) -> bool:
        """Whether only a seat stands behind a name that ends before `at`: "Nova (Graz)", "Nova from Graz"."""
        if at >= len(self._words):
            return False
        if self._words[at].start in self._places:
            return bool(_OPENS.fullmatch(self._between(at)))
        sense, length = self._lexicon.senses.at(self._plain, at)
        inside = sense is not None and sense.tag is Tag.IN and self._between(at) == " "
        return inside and at + length < len(self._words) and self._words[at + length].start in self._places

    def _run(self, at: int) -> int:
        """Where the run of words in capitals that begins at `at` ends; `at` where it can be no name."""
        end = at
        while not self._goes_on(at) and end < len(self._words) and end - at < _MOST_WORDS and self._capital(end):
            if end > at and not _INSIDE.fullmatch(self._text, self._words[end - 1].end, self._words[end].start):
                break
            if self._words[end].start in self._places or self._lexicon.not_names.at(self._plain, end)[1]:
                return max(end, at + 1) if end > at else at
            end += 1
        if end == at or end - at > _MOST_WORDS or self._spoken_of_person(at):
            return at
        if self._legal.match(self._text, self._words[end - 1].end):
            return at  # such names show by themselves
        legal = any(self._legal.fullmatch(self._text[w.start : w.end]) for w in self._words[at:end])
        short = end - at == 1 and len(self._plain[at]) < _SHORTEST
        return at if legal or short or self._is_ordinary(at) else end

    def _goes_on(self, at: int) -> bool:
        """Whether the word at `at` goes on with a name: "Silesia Automotive", "Cluster Automotive"."""
        if (
            not at
            or self._between(at) != " "
            or not (self._capital(at - 1) or self._words[at - 1].start in self._places)
        ):
            return False
        sense, length = self._lexicon.senses.at(self._plain, at - 1)
        return sense is None or length > 1 or sense.tag is Tag.KIND

    def _capital(self, at: int) -> bool:
        return self._text[self._words[at].start].isupper()

    def _is_ordinary(self, at: int) -> bool:
        """Whether a word is one of the language's, which only the beginning of a sentence gives a capital."""
        word = self._words[at]
        raw = self._text[word.start : word.end]
        known = self._lexicon.senses.at(self._plain, at)[1] or self._lexicon.greetings.at(self._plain, at)[1]
        written_small = raw[0].lower() + raw[1:] in self._small
        ends = raw[1:].islower() and raw.lower().endswith(tuple(self._lexicon.raw["not_name_endings"]))
        return bool(known) or written_small or ends or self._plain[at] in self._lexicon.raw["areas"]

    def _spoken_of_person(self, at: int) -> bool:
        before = self._plain[max(0, at - _SPEAKING) : at]
        speaking = phrases(self._lexicon.raw["persons_speaking"])
        return self._lexicon.persons.within(before[-2:]) or speaking.within(before)

    def _described(self, at: int) -> Kind | None:
        """The kind told behind a name that ends before `at`: ", a wood cluster in Graz", " (Graz, cluster)"."""
        between = self._between(at)
        bracket = bool(_OPENS.fullmatch(between))
        if not bracket and not _COMMA.fullmatch(between):
            return None
        kind, end = self._kind(at)
        if kind is not None:
            return kind if bracket or self._ends_here(end) else None
        place = self._places.get(self._words[at].start)
        if place is None:
            return None
        here = at + sum(word.start < place.end for word in self._words[at : at + _MOST_WORDS])
        kind, _ = self._kind(here) if _JOINED.fullmatch(self._between(here)) else (None, 0)
        return kind

    def _between(self, at: int) -> str:
        """What stands in front of the word at `at`; "" behind the last one."""
        return self._text[self._words[at - 1].end : self._words[at].start] if 0 < at < len(self._words) else ""

    def _kind(self, at: int) -> tuple[Kind | None, int]:
        """One kind of organisation told from the word at `at` on, and where the words go on."""
        sense, length = self._lexicon.senses.at(self._plain, at)
        here = at + length if sense is not None and sense.tag in _DESCRIBED else at
        for _ in range(_MOST_ADJECTIVES):
            if here >= len(self._words) or (here > at and not _BESIDE.fullmatch(self._between(here))):
                break
            sense, length = self._lexicon.senses.at(self._plain, here)
            if sense is not None and sense.tag is Tag.KIND:
                return (None, here) if sense.plural else (sense.value, here + length)
            if sense is not None and sense.tag is not Tag.EUROPEAN and self._words[here].start not in self._places:
                break
            here += max(1, length)
        return None, here

    def _ends_here(self, at: int) -> bool:
        """Whether nothing else is told of the kind before `at` than its seat or registration."""
        if at >= len(self._words) or _ENDS.match(self._text, self._words[at - 1].end):
            return True
        sense, _ = self._lexicon.senses.at(self._plain, at)
        return sense is not None and sense.tag in (Tag.IN, Tag.AND, Tag.ECCP, Tag.BE)

    def _is_headed(self, at: int, end: int) -> bool:
        """Whether a kind stands before a name and its seat behind it: "the cluster Nova in Graz"."""
        if not at:
            return False
        headed = any(self._is_kind(at - length, at) for length in range(1, min(at, _LONGEST_KIND) + 1))
        if not headed or self._capital(at - 1) or self._between(at) != " " or end >= len(self._words):
            return False
        after, _ = self._lexicon.senses.at(self._plain, end)
        verb = after is not None and after.tag in (Tag.IN, Tag.BE, Tag.HAVE)
        return verb or bool(_SEPARATED.fullmatch(self._between(end)))

    def _is_kind(self, at: int, end: int) -> bool:
        sense, length = self._lexicon.senses.at(self._plain, at)
        return sense is not None and sense.tag is Tag.KIND and length == end - at


def with_introduced(
    text: str,
    words: Sequence[Word],
    places: Sequence[PlaceMention],
    found: Sequence[NameSpan],
    lexicon: Lexicon,
    known: Iterable[str] = (),
) -> list[NameSpan]:
    """The names `found` in a text with those that it introduces, and those `known` before, wherever they stand."""
    introduced = Introduced(text, words, places, lexicon).names()
    wanted = sorted({*introduced, *filter(None, known)}, key=len, reverse=True)
    if not wanted:
        return list(found)
    kinds = {(name.start, name.end): name.kind for name in found}
    spans = [
        NameSpan(start, end, introduced.get(text[start:end]) or kinds.get((start, end)), None, sure=True, given=True)
        for start, end in _written(text, words, wanted)
    ]
    spans = _apart(spans, [(place.start, place.end) for place in places])
    free = {span.start for span in _apart(spans, [(name.start, name.end) for name in found if name.place is None])}
    spans = [span for span in spans if (span.start, span.end) in kinds or span.start in free]
    return sorted([*spans, *_apart(found, [(span.start, span.end) for span in spans])], key=lambda span: span.start)


def with_given(
    text: str,
    words: Sequence[Word],
    places: Sequence[PlaceMention],
    found: Sequence[NameSpan],
    lexicon: Lexicon,
    given: Iterable[str],
) -> list[NameSpan]:
    """The names `found` with those `given`, which are names whatever their words look like."""
    wanted = sorted(given, key=len, reverse=True)
    if not wanted:
        return list(found)
    finder = NameFinder.of(lexicon)
    spans = []
    for start, end in _written(text, words, wanted):
        inside = [p for p in places if start <= p.start and p.end <= end and p.how not in (How.ADJECTIVE, How.DEMONYM)]
        kind = finder.kind_of(folded(words_of(text[start:end])))
        spans.append(NameSpan(start, end, kind, inside[-1] if inside else None, sure=True, given=True))
    return sorted([*spans, *_apart(found, [(span.start, span.end) for span in spans])], key=lambda span: span.start)


def _written(text: str, words: Sequence[Word], names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where one of the names, which are in the order of their length, the longest first, stands in the text."""
    beginning: dict[str, list[str]] = {}
    for name in names:
        if first := _FIRST.match(name):
            beginning.setdefault(first.group(), []).append(name)
    last = 0
    for word in words:
        for name in beginning.get(text[word.start : word.end], ()) if word.start >= last else ():
            end = word.start + len(name)
            if text.startswith(name, word.start) and not _GOES_ON.match(text, end):
                last = end
                yield word.start, end
                break


def _apart(spans: Sequence[NameSpan], others: Sequence[tuple[int, int]]) -> list[NameSpan]:
    """The spans that overlap none of `others`, which are in order."""
    ends = [end for _, end in others]
    places = [bisect_right(ends, span.start) for span in spans]
    return [span for span, at in zip(spans, places, strict=True) if at == len(others) or others[at][0] >= span.end]
