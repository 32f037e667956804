"""Proper names of organisations in a text: runs of capitalised words, legal forms, national spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Sense, Tag, folded, phrases
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.names import How
from assistant.gazetteer.text import Word

_JOINT = re.compile(r"[ \t\u00a0]*(?:[-–'’&/]|(?<=\w)\+(?=\w)|!(?=\w)|\.(?=\w)|(?<=\bSt)\.|(?<=\b\w)\.)?[ \t\u00a0]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•*>|\t]|^[ \t]*-|\d[.)])[ \t\"“'«]*$")
_BULLET = re.compile(r"(?:^|\n)[ \t]*[-–—•·▪◦‣●*][ \t]*$")
_SURE_AFTER = re.compile(r"[ \t]*[(–—:|\t]|[ \t]-[ \t]")
_BEGINNING = (Tag.FUNCTION, Tag.IN, Tag.ARTICLE, Tag.DEFINITE, Tag.WE, Tag.OWN, Tag.ALL)
_LONGEST_NAME = 14
_SHORTEST_COMPOUND = 8
_MOST_FOREIGN = 4
_MOST_PLAIN = 2


@dataclass(frozen=True, slots=True)
class NameSpan:
    """`text[start:end]` is an organisation's name. `kind`: what its own words say; `place`: the place inside it;
    `sure`: a legal form or a kind word is part of it; `label`: it is only a number or letter given to a partner;
    `given`: the text says whose name it is."""

    start: int
    end: int
    kind: Kind | None
    place: PlaceMention | None
    sure: bool
    label: str = ""
    position: bool = False
    given: bool = False


class NameFinder:
    """Finds names in texts of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        forms = "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in lexicon.legal_forms)
        self.legal = re.compile(rf"[ ,]{{0,2}}(?:{forms})(?![\w])")
        self._compounds = tuple(lexicon.raw["cluster_compounds"])
        self._endings = tuple(lexicon.raw["not_name_endings"])
        self._nobodies = phrases(lexicon.raw["names_of_nobody"])
        self._is_legal = re.compile(rf"(?:{forms})")
        self._package = re.compile(rf"(?:{'|'.join(lexicon.raw['package_abbreviations'])})\d{{1,2}}")

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, lexicon: Lexicon) -> NameFinder:
        """The one for these word lists, made once: its patterns are long."""
        return cls(lexicon)

    def find(self, text: str, words: Sequence[Word], places: Sequence[PlaceMention]) -> list[NameSpan]:
        """The names in `text`, in order. `places` are the mentions already found in it."""
        plain = folded(words)
        by_start = {mention.start: mention for mention in places}
        found: list[NameSpan] = []
        at = 0
        while at < len(words):
            sense, length = self._lexicon.senses.at(plain, at)
            if sense is not None and length > 1 and self._names_no_one(sense, plain[at + length - 1]):
                at += length
                continue
            nobody = self._nobodies.at(plain, at)[1]
            end = at if nobody else self._run(text, words, plain, at, by_start)
            if end > at:
                span = self._name(text, words, plain, at, end, by_start)
                if span is not None:
                    found.append(span)
                    while at < len(words) and words[at].start < span.end:
                        at += 1
                    continue
            at = max(end, at + 1, at + nobody)
        return found

    def _names_no_one(self, sense: Sense, last: str) -> bool:
        """Whether words are no name although one looks like it: "On the ECCP", "Kubernetes cluster"."""
        other, _ = self._lexicon.senses.at([last], 0)
        return sense.tag is Tag.ECCP or (sense.tag is Tag.FUNCTION and other is not None and other.tag is Tag.KIND)

    def _ends_before(self, plain: Sequence[str], at: int, between: str) -> bool:
        """Whether no name goes on with the word at `at`: "… into Part B. With us are …", "Nova coordinator"."""
        sense, _ = self._lexicon.senses.at(plain, at)
        if sense is None:
            return False
        return (sense.tag in _BEGINNING and "." in between) or (
            sense.tag in (Tag.ROLE, Tag.ECCP) and "&" not in between
        )

    def _run(
        self, text: str, words: Sequence[Word], plain: Sequence[str], at: int, places: dict[int, PlaceMention]
    ) -> int:
        """The end (exclusive) of the run of capitalised words that starts at `at`; `at` if none does."""
        if not _capital(text, words[at]) or self._package.fullmatch(plain[at]):
            return at
        begins = _hyphenated(text, words, at) or self._before_kind(text, words, plain, at)
        if self._lexicon.not_names.at(plain, at)[1] and not begins:
            return at
        mention = places.get(words[at].start)
        if mention is not None and mention.how is How.CODE:
            return at
        end, linked = at + 1, False
        while end < len(words) and end - at < _LONGEST_NAME:
            if self.legal.match(text, words[end - 1].end) or self._ends_legally(text, words, at, end):
                break
            if not _joins(text, words[end - 1], words[end]):
                break
            if self._ends_before(plain, end, text[words[end - 1].end : words[end].start]):
                break
            if _capital(text, words[end]) or words[end].folded.isdigit():
                end += 1
                continue
            links = self._foreign(text, words, plain, at, end)
            if (
                links
                and end + links - at <= _LONGEST_NAME
                and not (end + links < len(words) and _capital(text, words[end + links]))
            ):
                # "Hrvatski drvni klaster": the name ends in small letters.
                return end + links
            while end + links < len(words) and links < 3 and plain[end + links] in self._lexicon.name_links:
                links += 1
            if (
                links == 0
                and self._lexicon.small.get((plain[end],)) == "and"
                and end + 1 < len(words)
                and (plain[end + 1] in self._lexicon.name_ands and _capital(text, words[end + 1]))
            ):
                links = 1
            after = end + links
            if not links or after >= len(words) or not _capital(text, words[after]):
                break
            if self._orders(words, plain, at, end, after, places) or self._ends_before(plain, after, ""):
                break  # "Nova's ECCP registration"
            if not _JOINT.fullmatch(text, words[after - 1].end, words[after].start):
                break
            end, linked = after + 1, True
        return end if linked or end > at else at

    def _before_kind(self, text: str, words: Sequence[Word], plain: Sequence[str], at: int) -> bool:
        """Whether a word in capitals only begins a name: "IT Cluster Lviv"."""
        raw = text[words[at].start : words[at].end]
        if len(raw) == 1 or not raw.isupper() or at + 1 >= len(words):
            return False
        after = text[words[at].end : words[at + 1].end]
        return after[:2].istitle() and not after.isupper() and self._lexicon.name_kinds.at(plain, at + 1)[1] > 0

    def _orders(
        self,
        words: Sequence[Word],
        plain: Sequence[str],
        at: int,
        end: int,
        after: int,
        places: dict[int, PlaceMention],
    ) -> bool:
        """Whether a run is a verb or a place before other words: "Make the French …", "Gdańsk for the Brno cluster"."""
        first, following = places.get(words[at].start), places.get(words[after].start)
        if first is not None and first.end == words[end - 1].end and plain[end] in self._lexicon.raw["exchanged"]:
            return True
        people = following is not None and following.how in (How.ADJECTIVE, How.DEMONYM)
        return people and plain[after - 1] in self._lexicon.raw["determiners"]

    def _foreign(self, text: str, words: Sequence[Word], plain: Sequence[str], at: int, end: int) -> int:
        """How many words in small letters, of another language, go on with a name: "Lesarski grozd Maribor"."""
        count, kinds = 0, 0
        while end + count < len(words) and count < _MOST_FOREIGN:
            word = words[end + count]
            raw = text[word.start : word.end]
            before = words[end + count - 1].end
            if text[before : word.start] != " " or _capital(text, word) or raw.isdigit():
                break
            own = self._lexicon.name_kinds.at(plain, end + count)[1] == 1
            english = self._lexicon.senses.at(plain, end + count)[1] > 0
            if english or not (own or not raw.isascii() or count < _MOST_PLAIN):
                break
            count += 1
            kinds = count if own else kinds
        if kinds:
            return kinds
        titled = self._lexicon.name_kinds.at(plain, at)[1] == 1 and not self._lexicon.senses.at(plain, at)[1]
        foreign = count and (titled or any(not text[w.start : w.end].isascii() for w in words[at : end + count]))
        capital = end + count < len(words) and _capital(text, words[end + count])
        return count if foreign and capital else 0

    def _ends_legally(self, text: str, words: Sequence[Word], at: int, end: int) -> bool:
        return end - at > 1 and bool(self._is_legal.fullmatch(text, words[end - 1].start, words[end - 1].end))

    def _name(
        self,
        text: str,
        words: Sequence[Word],
        plain: Sequence[str],
        at: int,
        end: int,
        places: dict[int, PlaceMention],
    ) -> NameSpan | None:
        """The run as a name, without the adjectives and kinds in front of it; None if nothing is left."""
        while at < end:
            mention = places.get(words[at].start)
            length = sum(1 for word in words[at:end] if mention is not None and word.start < mention.end)
            if mention is not None and mention.how in (How.ADJECTIVE, How.DEMONYM) and at + length < end:
                if self._describes(text, words, plain, at + length, end):
                    return None
                if not at or plain[at - 1] not in self._lexicon.raw["articles"]:
                    break
                at += length
                continue
            sense, size = self._lexicon.senses.at(plain, at)
            acronym = text[words[at].start : words[at].end].rstrip("s").isupper() and len(plain[at]) < 5
            if sense is not None and sense.tag is Tag.KIND and sense.plural:
                return None
            if sense is not None and sense.tag is Tag.KIND and acronym and at + size <= end:
                at += size
                continue
            break
        if at >= end:
            return None
        return self._checked(text, words, plain, at, end, places)

    def _describes(self, text: str, words: Sequence[Word], plain: Sequence[str], at: int, end: int) -> bool:
        """Whether the words from `at` on are only kinds of organisation: a description in capitals, not a name."""
        while at < end:
            sense, length = self._lexicon.senses.at(plain, at)
            if sense is None or sense.tag not in (Tag.KIND, Tag.GENERIC, Tag.ROLE):
                return False
            at += length
        return True

    def _checked(
        self,
        text: str,
        words: Sequence[Word],
        plain: Sequence[str],
        at: int,
        end: int,
        places: dict[int, PlaceMention],
    ) -> NameSpan | None:
        while end > at + 1 and words[end - 1].folded.isdigit() and self._describes(text, words, plain, at, end - 1):
            end -= 1
        if end > at + 1 and text[words[end - 1].start : words[end - 1].end] == "I" and self._goes_on(text, words, end):
            end -= 1  # "the Irish I don't know"
        start, stop = words[at].start, words[end - 1].end
        inside = [places[word.start] for word in words[at:end] if word.start in places]
        covered = sum(1 for word in words[at:end] if any(m.start <= word.start < m.end for m in inside))
        if self._describes_there(plain, at, end, covered):
            return None
        if covered == end - at or self._describes(text, words, plain, at, end):
            legal = self.legal.match(text, stop)
            if legal is None or covered == end - at:
                return None
        legal = self.legal.match(text, stop)
        if legal is not None:
            stop = legal.end()
        has_form = legal is not None or self._ends_legally(text, words, at, end)
        kind = self._kind(plain[at:end])
        sure = has_form or kind is not None
        if end - at == 1 and not sure and not self._single(text, words[at], stop, plain, at):
            return None
        if any(self._lexicon.persons.at(plain, at - length)[1] == length for length in (1, 2) if length <= at):
            return None  # directly before, not "Dear Sir or Madam, we, Nova Cluster, are …"
        nouns = [m for m in inside if m.how not in (How.ADJECTIVE, How.DEMONYM) and not m.fuzzy]
        return NameSpan(start, stop, kind, nouns[-1] if nouns else None, sure)

    def _describes_there(self, plain: Sequence[str], at: int, end: int, placed: int) -> bool:
        """Whether a run is a place with kinds of organisations in the plural: "Zagreb SMEs"."""
        sense, length = self._lexicon.senses.at(plain, end - 1)
        return length == 1 and sense.tag is Tag.KIND and sense.plural and placed == end - at - 1 > 0

    def _goes_on(self, text: str, words: Sequence[Word], at: int) -> bool:
        """Whether a sentence goes on in small letters at word `at`, as after the pronoun "I"."""
        return at < len(words) and text[words[at].start].islower() and text[words[at - 1].end : words[at].start] == " "

    def _single(self, text: str, word: Word, stop: int, plain: Sequence[str], at: int) -> bool:
        """Whether one capitalised word is a name: inside a sentence, or spelt or followed as only names are."""
        raw = text[word.start : word.end]
        sense, length = self._lexicon.senses.at(plain, at)
        if (sense is not None and length == 1) or plain[at] in self._lexicon.raw["areas"]:
            return False
        compound = text[stop : stop + 2]
        if self._begins_bullet(text, word, plain, at) or (compound[:1] == "-" and compound[1:].islower()):
            return False  # "a LIOF-style cluster"
        if any(letter.isupper() for letter in raw[1:]) or any(letter.isdigit() for letter in raw):
            return len(raw) > 2
        if not _SENTENCE_START.search(text, max(0, word.start - 6), word.start):
            return len(raw) > 2
        if raw.lower().endswith(self._endings):
            # "Fixed are …", "Settled: …", "Currently we are …"
            return False
        if _SURE_AFTER.match(text, stop):
            return True
        if at + 1 < len(plain):
            following, _ = self._lexicon.senses.at(plain, at + 1)
            return following is not None and following.tag in (Tag.BE, Tag.HAVE, Tag.ROLE_VERB)
        return False

    def _begins_bullet(self, text: str, word: Word, plain: Sequence[str], at: int) -> bool:
        """Whether a word has its capital from the bullet before it: "- Textile cluster Prato"."""
        following, length = self._lexicon.senses.at(plain, at + 1) if at + 1 < len(plain) else (None, 0)
        small = text[word.end : word.end + 2].strip().islower()
        kind = following is not None and bool(length) and following.tag is Tag.KIND
        return small and kind and bool(_BULLET.search(text, max(0, word.start - 8), word.start))

    def kind_of(self, plain: Sequence[str]) -> Kind | None:
        """The kind of organisation that the words of a name say, if they say one."""
        return self._kind(plain)

    def _kind(self, plain: Sequence[str]) -> Kind | None:
        first: Kind | None = None
        for at in range(len(plain)):
            own, _ = self._lexicon.name_kinds.at(plain, at)
            sense, length = self._lexicon.senses.at(plain, at)
            kind: Kind | None = own[0] if own else None
            if length > 1 and sense is not None and sense.tag is Tag.KIND and sense.value is not Kind.CLUSTER_NETWORK:
                kind = sense.value
            if kind is Kind.CLUSTER:
                return kind
            first = first or kind
        if any(len(word) > _SHORTEST_COMPOUND and word.endswith(self._compounds) for word in plain):
            # "Holzcluster", "Puuklusteri".
            return Kind.CLUSTER
        return first or self._long_word(plain)

    def _long_word(self, plain: Sequence[str]) -> Kind | None:
        """The kind that the end of a longer word says: "Montanuniversität", "Fachhochschule"."""
        for word in plain:
            for kind, endings in self._lexicon.raw["name_endings"].items():
                if word.endswith(tuple(endings)) and len(word) > _SHORTEST_COMPOUND:
                    return Kind(kind)
        return None


def _hyphenated(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word in capitals only begins a compound: "IT-Verbund"."""
    word, follows = words[at], at + 1 < len(words)
    return (
        text[word.start : word.end].isupper()
        and follows
        and text[word.end : words[at + 1].start] == "-"
        and _capital(text, words[at + 1])
        and not text[words[at + 1].start : words[at + 1].end].isupper()
    )


def _joins(text: str, before: Word, after: Word) -> bool:
    """Whether a name may go on from one word to the next: "Nova & Terra", "Nova4.0"."""
    between = text[before.end : after.start]
    version = between == "." and text[before.end - 1].isdigit() and after.folded.isdigit()
    return version or bool(_JOINT.fullmatch(text, before.end, after.start))


def _capital(text: str, word: Word) -> bool:
    raw = text[word.start : word.end]
    return raw[0].isupper() or (raw[0].isdigit() and any(letter.isupper() for letter in raw))
