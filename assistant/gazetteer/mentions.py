"""Places named in a text: countries, regions and cities by name, adjective, demonym or code, misspellings included.

One pass over the words; the longest name wins. What a name may mean stays a list of candidates unless the words
beside it decide ("Limburg (NL)", "Dutch Limburg").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.data_files import read_yaml
from assistant.gazetteer.names import Candidate, How, Name, NameIndex
from assistant.gazetteer.text import Word, words_of

if TYPE_CHECKING:
    from assistant.gazetteer import Gazetteer

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

_WITHIN_NAME = re.compile(r"[ \t\u00a0\-–'’.&/]{1,3}|\r?\n")
_NUTS = re.compile(r"\b([A-Z]{2})[- ]?([0-9][0-9A-Z]|[A-Z][0-9])[0-9A-Z]?\b")
_CODE_BEHIND = re.compile(r" ([A-Z]{2})(?![\w-])")
_CODE = re.compile(r"\b[A-Z]{2,3}\b")
_LISTED_BEFORE = re.compile(r"(?:^|[(\[,/|:;\t\n])[ \t]*(?:\d+[ \t]*[x×]?[ \t]*)?$")
_FULL_STOPS = (".", "!", "?")
_LISTED_AFTER = re.compile(r"[ \t]*(?:[)\],/|;.\t\n]|$|[–—-][ \t]|\(\d)")
_COUNTED = re.compile(r"\d[ \t]*[x×][ \t]*$")
_TITLE = re.compile(r"(?<![.!?\n•*-])[ \t][\"“'(]?[A-Z][a-z]")
_LONGEST_WORD = 30
_SHORTEST_SMALL = 5  # letters of a name that is known without its capital
_PARTED = re.compile(r"[()\[\];:]")
_BESIDE = re.compile(r"[\s,(\[)\]/–—-]{0,4}")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """`text[start:end]` names a place. `country` (ISO) and `region` (NUTS 2, 2016) where only one is meant;
    `candidates` all that may be meant. `excluded`: the text says "not there"; then `region` is None. `fuzzy`: misspelt.
    """

    start: int
    end: int
    text: str
    country: str | None
    region: str | None
    candidates: tuple[Candidate, ...]
    how: How
    fuzzy: bool = False
    excluded: bool = False


@dataclass(frozen=True)
class PlaceWords:
    """The words of one language that stand around place names (corpus/language/<language>/consortium_places.yaml)."""

    excluding: frozenset[tuple[str, ...]]
    nearby: frozenset[tuple[str, ...]]
    locative: frozenset[str]
    separating: frozenset[str]
    joining: frozenset[str]
    possessive: frozenset[str]
    common: frozenset[str]
    within_names: frozenset[str]
    named_again: frozenset[str]
    placed_after: frozenset[str]
    capital_only: frozenset[str]
    spelt_alike: frozenset[str]
    directional: frozenset[str]
    never: frozenset[str]
    never_misspelt: frozenset[str]
    code_words: frozenset[str]
    code_cues: frozenset[str]
    region_adjectives: tuple[tuple[str, tuple[str, ...]], ...]
    """Adjectives of regions, each with the codes of the regions it may mean."""

    @classmethod
    @lru_cache(maxsize=8)
    def load(cls, corpus: Path, language: str) -> PlaceWords:
        raw = read_yaml(corpus / "language" / language / "consortium_places.yaml")
        excluding, nearby = (frozenset(tuple(p.split()) for p in raw.pop(key)) for key in ("excluding", "nearby"))
        adjectives = raw.pop("region_adjectives").items()
        return cls(
            excluding=excluding,
            nearby=nearby,
            region_adjectives=tuple((word, tuple(codes.split())) for codes, words in adjectives for word in words),
            **{key: frozenset(words) for key, words in raw.items()},
        )


def find_places(text: str, gazetteer: Gazetteer, language: str = "en") -> list[PlaceMention]:
    """The places that `text` names, in order, without overlaps."""
    finder = _finder(gazetteer, language)
    return finder.find(text)


def find_places_asked(text: str, gazetteer: Gazetteer, language: str = "en") -> list[PlaceMention]:
    """The same in a question, where people write regions and towns with small letters too ("does murcia count")."""
    finder = _finder(gazetteer, language)
    return finder.find(finder.with_capitals(text))


_FINDERS: dict[tuple[int, str], tuple[Gazetteer, PlaceFinder]] = {}


def _finder(gazetteer: Gazetteer, language: str) -> PlaceFinder:
    # Keyed by identity; the gazetteer is kept beside its finder so that the id cannot be given to another one.
    key = (id(gazetteer), language)
    if key not in _FINDERS:
        _FINDERS[key] = (gazetteer, PlaceFinder(gazetteer, PlaceWords.load(CORPUS, language)))
    return _FINDERS[key][1]


@dataclass(frozen=True, slots=True)
class _Writing:
    """How a writer uses capitals: at all (`capitals`), and where names begin (`titled`); the places `named` so far,
    which need no capital again."""

    capitals: bool
    titled: bool
    named: set[str] = field(default_factory=set)


class PlaceFinder:
    """The names of a gazetteer, ready to be looked for in texts of one language."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._index = NameIndex(gazetteer, words.never, words.region_adjectives)
        joining = "|".join(map(re.escape, sorted(words.joining)))
        self._alone_after = re.compile(rf"[ \t]*(?:[,;.()/|\n]|$|(?:{joining})\b|[–—-][ \t])")
        self._told_after = re.compile(rf"[ \t]*(?:\(|(?:{joining})\b|[A-Z][a-z])")
        self._code_list = re.compile(rf"\b[A-Z]{{2}}(?:, ?[A-Z]{{2}})*,? (?:(?:{joining})|&) [A-Z]{{2}}\b")
        self._in_brackets = re.compile(rf"[(\[,/+&|;]\s*(?:(?:{joining})\s+)?$")
        self._in_context = words.common | {
            " ".join(w.folded for w in words_of(name)) for name in gazetteer.context_words
        }

    def find(self, text: str) -> list[PlaceMention]:
        words = words_of(text)
        writing = _Writing(capitals=text != text.lower(), titled=bool(_TITLE.search(text)))
        shouted = text == text.upper()
        codes = self._codes(text, shouted)
        found: list[PlaceMention] = []
        at = 0
        while at < len(words):
            mention, taken = codes.get(words[at].start), 1
            if mention is None:
                mention, taken = self._named(text, words, at, writing)
            elif mention.end > words[at].end:
                taken = sum(1 for word in words[at : at + 4] if word.start < mention.end)
            if mention is None:
                at += 1
                continue
            writing.named.add(" ".join(word.folded for word in words[at : at + taken]))
            coded = self._with_code(text, mention)
            taken += coded.end > mention.end
            found.append(self._in_its_place(text, coded, words, at))
            at += taken
        return self._settle(text, found)

    def with_capitals(self, text: str) -> str:
        """The text with a capital for each region or town that is written small and is no ordinary word."""
        words, letters, at = words_of(text), list(text), 0
        while at < len(words):
            longest = self._index.longest.get(words[at].folded, 0)
            runs = ([word.folded for word in words[at : at + length]] for length in range(longest, 0, -1))
            run = next((run for run in runs if self._is_own_name(run)), [])
            start = words[at].start
            if run and letters[start].islower() and len(letters[start].upper()) == 1:
                letters[start] = letters[start].upper()
            at += max(1, len(run))
        return "".join(letters)

    def _is_own_name(self, run: Sequence[str]) -> bool:
        name, joined = self._index.get(tuple(run)), " ".join(run)
        if name is None or name.weak or name.of_country or len(joined) < _SHORTEST_SMALL:
            return False
        return joined not in self._in_context and joined not in self._words.spelt_alike

    def _named(self, text: str, words: Sequence[Word], at: int, writing: _Writing) -> tuple[PlaceMention | None, int]:
        first = words[at]
        longest = self._index.longest.get(first.folded, 0)
        for length in range(min(longest, len(words) - at), 0, -1):
            run = words[at : at + length]
            name = self._index.get(tuple(word.folded for word in run))
            if (
                name is not None
                and all(_WITHIN_NAME.fullmatch(text, a.end, b.start) for a, b in pairwise(run))
                and self._plausible(text, words, at, length, name, writing)
            ):
                return _mention(text, first.start, run[-1].end, name), length
        if longest == 0 and 5 <= len(first.folded) <= _LONGEST_WORD and first.folded not in self._words.never_misspelt:
            return self._misspelt(text, first), 1
        return None, 1

    def _with_code(self, text: str, mention: PlaceMention) -> PlaceMention:
        """ "Graz AT", "Ancona IT": a place with the code of its country right behind it, which settles namesakes."""
        match = _CODE_BEHIND.match(text, mention.end) if mention.how in (How.CITY, How.REGION) else None
        country = self._gazetteer.country_code(match[1]) if match else None
        choice = [candidate for candidate in mention.candidates if country and candidate[0] == country]
        if match is None or not choice:
            return mention
        return replace(_chosen(mention, choice), end=match.end(1), text=text[mention.start : match.end(1)])

    def _misspelt(self, text: str, word: Word) -> PlaceMention | None:
        correct = self._index.near(word.folded)
        if correct is None or any(letter.isdigit() for letter in word.folded):
            return None
        name = self._index.names[(correct,)]
        if not text[word.start].isupper() and (not name.of_country or len(word.folded) < 6):
            return None
        # A capital within a run of capitals is more likely an organisation's own name than a misspelt city.
        if not name.of_country and _beside_capital(text, word):
            return None
        return replace(_mention(text, word.start, word.end, name), fuzzy=True)

    def _plausible(self, text: str, words: Sequence[Word], at: int, length: int, name: Name, writing: _Writing) -> bool:
        """Whether the words are a place here, and not ordinary words spelt alike."""
        folded = " ".join(word.folded for word in words[at : at + length])
        start = words[at].start
        capital = text[start].isupper() or not text[start].islower()
        before = words[at - 1].folded if at else ""
        # "… an SME. Most of us": what ends the sentence before is no sign of a place.
        led = before in self._words.locative and text[max(0, start - 2) : start].strip() not in _FULL_STOPS
        placed = led or bool(_LISTED_BEFORE.search(text, max(0, start - 12), start))
        if folded in self._words.directional:
            return capital and self._beside_its_country(words, at, length, name)
        if folded in self._in_context or (name.weak and not name.of_country):
            after = words[at + length].folded if at + length < len(words) else ""
            placed = placed or (after in self._words.placed_after and not _begins_sentence(text, start))
            placed = placed or (folded in self._words.within_names and _follows_capital(text, start))
            placed = placed or self._beside_another(text, words, at + length)
            if folded in writing.named and folded in self._words.named_again:
                return True
            if not capital and placed and before not in self._words.common and not writing.titled:
                return bool(self._alone_after.match(text, words[at + length - 1].end))
            return capital and (placed or self._beside_its_country(words, at, length, name))
        if folded in self._words.capital_only:
            return capital or not writing.capitals
        if name.of_country:
            return capital or name.how is not How.NATIONAL_NAME or placed
        return capital or placed or folded in writing.named

    def _beside_another(self, text: str, words: Sequence[Word], at: int) -> bool:
        """Whether "and" and a town that can be nothing else follow: "Bari and Brno", "Bari's and Brno's clusters"."""
        at += at < len(words) and words[at].folded in self._words.possessive
        if at + 1 >= len(words) or words[at].folded not in self._words.joining:
            return False
        other = words[at + 1]
        name = self._index.get((other.folded,))
        plain = name is not None and not name.weak and not name.of_country and name.how is How.CITY
        return plain and other.folded not in self._in_context and text[other.start].isupper()

    def _beside_its_country(self, words: Sequence[Word], at: int, length: int, name: Name) -> bool:
        """Whether a country of the name stands up to three words away."""
        countries = {country for country, _ in name.candidates}
        around = (*words[max(0, at - 3) : at], *words[at + length : at + length + 3])
        for word in around:
            other = self._index.get((word.folded,))
            if other is not None and other.of_country and other.candidates[0][0] in countries:
                return True
        return False

    def _codes(self, text: str, shouted: bool) -> dict[int, PlaceMention]:
        """Region codes ("ITF6", "PL-22", a NUTS 3 code by its region) and country codes in capitals, by their start."""
        found: dict[int, PlaceMention] = {}
        for match in _NUTS.finditer(text):
            code = self._gazetteer.region_code(match[1] + match[2])
            if code is not None:
                country = self._gazetteer.regions[code].country
                found[match.start()] = PlaceMention(
                    *match.span(), match[0], country, code, ((country, code),), How.CODE
                )
        codes = [(m, self._gazetteer.country_code(m[0])) for m in _CODE.finditer(text)]
        coded = any(
            country and match[0] not in self._words.code_words and len(match[0]) == 2 for match, country in codes
        )
        listed = set() if shouted else self._listed_codes(text)
        for match, meant in codes:
            told = match.start() in listed or self._is_code(text, match, shouted, coded)
            if meant is None or match.start() in found or not told:
                continue
            regions = self._gazetteer.countries[meant].regions
            only = regions[0] if len(regions) == 1 else None
            found[match.start()] = PlaceMention(*match.span(), match[0], meant, only, ((meant, only),), How.CODE)
        return found

    def _listed_codes(self, text: str) -> set[int]:
        """Where the codes of lists like "IT, AT and CZ" begin, also those spelt like words; one is no such word."""
        starts: set[int] = set()
        for run in self._code_list.finditer(text):
            codes = list(_CODE.finditer(text, *run.span()))
            known = all(self._gazetteer.country_code(code[0]) for code in codes)
            if known and any(code[0] not in self._words.code_words for code in codes):
                starts |= {code.start() for code in codes}
        return starts

    def _is_code(self, text: str, match: re.Match[str], shouted: bool, coded: bool) -> bool:
        start, end = match.span()
        listed_before = bool(_LISTED_BEFORE.search(text, max(0, start - 12), start))
        listed_after = bool(_LISTED_AFTER.match(text, end))
        before = words_of(text[max(0, start - 12) : start])
        cued = bool(before) and before[-1].folded in self._words.code_cues
        if match[0] in self._words.code_words or shouted or len(match[0]) == 3:
            in_brackets = bool(self._in_brackets.search(text, max(0, start - 8), start)) and listed_after
            # "cluster BE (on the ECCP)", but not "our cluster IT people".
            of_somebody = bool(before) and before[-1].folded in self._words.placed_after
            of_somebody = of_somebody or (coded and bool(_COUNTED.search(text, max(0, start - 8), start)))
            told_after = listed_after or bool(self._told_after.match(text, end))
            told_after = told_after or bool(_COUNTED.search(text, max(0, start - 8), start))
            return in_brackets or (((listed_after and (cued or coded)) or (of_somebody and told_after)) and not shouted)
        return listed_before or cued or start == 0 or text[start - 1].isspace()

    def _in_its_place(self, text: str, mention: PlaceMention, words: Sequence[Word], at: int) -> PlaceMention:
        """The mention, its region dropped after "not in" and "near"."""
        back = at
        while back and at - back < 3 and words[back - 1].folded in self._words.locative:
            if _PARTED.search(text, words[back - 1].end, words[back].start):
                break
            back -= 1
        for stop in range(back, at + 1):
            for size in (1, 2, 3):
                phrase = tuple(word.folded for word in words[max(0, stop - size) : stop])
                if stop and _PARTED.search(text, words[stop - 1].end, words[stop].start):
                    continue
                if phrase in self._words.excluding:
                    return replace(mention, region=None, excluded=True)
                if phrase in self._words.nearby:
                    bare = tuple(dict.fromkeys((country, None) for country, _ in mention.candidates))
                    return replace(mention, region=None, candidates=bare)
        return mention

    def _settle(self, text: str, found: list[PlaceMention]) -> list[PlaceMention]:
        """Namesakes decided by the place beside them."""
        settled = list(found)
        for at, mention in enumerate(found):
            if len({country for country, _ in mention.candidates}) < 2:
                continue
            for other in (found[at + 1 : at + 2], found[at - 1 : at] if at else []):
                for neighbour in other:
                    choice = [c for c in mention.candidates if c[0] == neighbour.country]
                    if choice and mention.country != neighbour.country and self._belongs(text, mention, neighbour):
                        settled[at] = _chosen(mention, choice)
        return settled

    def _belongs(self, text: str, mention: PlaceMention, neighbour: PlaceMention) -> bool:
        if mention.text in neighbour.text:
            return False
        if neighbour.start >= mention.end:
            between = text[mention.end : neighbour.start]
            return (
                bool(_BESIDE.fullmatch(between))
                or between.strip().lower() in self._words.locative - self._words.separating
            )
        between = text[neighbour.end : mention.start]
        if neighbour.how is How.CODE or len(between) > 40 or re.search(r"[,;.:\n\d]", between):
            return False
        return not any(word.folded in self._words.separating for word in words_of(between))


def _chosen(mention: PlaceMention, choice: list[Candidate]) -> PlaceMention:
    region = choice[0][1] if len(choice) == 1 and not mention.excluded else None
    return replace(mention, country=choice[0][0], region=region, candidates=tuple(choice))


def _mention(text: str, start: int, end: int, name: Name) -> PlaceMention:
    candidates = tuple(name.candidates)
    if name.settled and (name.of_country or name.exclusive):
        country, region = candidates[0]
        return PlaceMention(start, end, text[start:end], country, region, candidates, name.how)
    countries = {country for country, _ in candidates}
    country_or_none = candidates[0][0] if len(countries) == 1 else None
    region = candidates[0][1] if len(candidates) == 1 else None
    return PlaceMention(start, end, text[start:end], country_or_none, region, candidates, name.how)


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`."""
    return (
        not text[max(0, start - 3) : start].strip(" \t\"'“(") or text[max(0, start - 3) : start].rstrip()[-1:] in ".!?"
    )


def _follows_capital(text: str, start: int) -> bool:
    return bool(re.search(r"[A-ZÀ-ÞĀ-Ž][\w’'-]* $", text[max(0, start - 30) : start]))


def _beside_capital(text: str, word: Word) -> bool:
    before = re.search(r"([^\W\d_][\w’'-]*) $", text[max(0, word.start - 30) : word.start])
    after = re.match(r" ([^\W\d_])", text[word.end : word.end + 2])
    return bool((before and before[1][0].isupper()) or (after and after[1].isupper()))
