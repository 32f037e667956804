"""The reader's words of one language, from corpus/language/<language>/consortium_reader.yaml, and their look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from assistant.data_files import read_yaml
from assistant.eligibility.consortium import Kind, Role
from assistant.eligibility.reader.tokens.particles import Particles
from assistant.gazetteer.mentions import CORPUS
from assistant.gazetteer.text import Word, words_of


class Tag(StrEnum):
    """What a word or phrase does in a description. Closed list."""

    NUMBER = "number"
    SEVERAL = "several"
    ORDINAL = "ordinal"
    ARTICLE = "article"
    DEFINITE = "definite"
    OWN = "own"
    THEIR = "their"
    KIND = "kind"
    GENERIC = "generic"
    CROWD = "crowd"
    ROLE = "role"
    ROLE_VERB = "role_verb"
    ROLE_BY = "role_by"
    WE = "we"
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    GROUP = "group"
    ALL = "all"
    BOTH = "both"
    NONE = "none"
    ONLY = "only"
    EXCEPT = "except"
    EACH = "each"
    OTHER = "other"
    MORE = "more"
    AND = "and"
    OR = "or"
    BREAK = "break"
    IN = "in"
    AS = "as"
    BE = "be"
    HAVE = "have"
    NOT = "not"
    ECCP = "eccp"
    LEGAL = "legal"
    PERHAPS = "perhaps"
    SEEKING = "seeking"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    ABOUT = "about"
    EUROPEAN = "european"
    LESS_DEVELOPED = "less_developed"
    NOT_PARTNERS = "not_partners"
    CALLED = "called"
    FUNCTION = "function"
    # Made by the scanner, not by the word lists.
    PLACE = "place"
    NAME = "name"
    WORD = "word"
    COMMA = "comma"
    COLON = "colon"
    DASH = "dash"
    OPEN = "open"
    CLOSE = "close"
    STOP = "stop"


class EccpWord(StrEnum):
    """What a word says of a registration. Closed list."""

    TOPIC = "topic"
    REGISTERED = "registered"
    SUBMITTED = "submitted"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Sense:
    """The tag of a phrase, its value (number, kind, role ...) and whether it is a plural."""

    tag: Tag
    value: Any = None
    plural: bool = False


Phrase = tuple[str, ...]
_TYPO = 6
_LONGEST_WORD = 30


class Phrases:
    """A set of phrases with a value each; looks for the longest one at a place."""

    def __init__(self) -> None:
        self._values: dict[Phrase, Any] = {}
        self._longest: dict[str, int] = {}

    def add(self, phrase: str, value: Any, *, replace: bool = False) -> None:
        words = key(phrase)
        if words and (replace or words not in self._values):
            self._values[words] = value
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def at(self, words: Sequence[str], at: int) -> tuple[Any, int]:
        """The value of the longest phrase that starts at `at` and its length in words; (None, 0) if there is none."""
        for length in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
            value = self._values.get(tuple(words[at : at + length]))
            if value is not None:
                return value, length
        return None, 0

    def within(self, words: Sequence[str]) -> bool:
        """Whether any of the phrases stands in `words`."""
        if self._longest.keys().isdisjoint(words):
            return False
        return any(self.at(words, at)[1] for at in range(len(words)))

    def __contains__(self, phrase: str) -> bool:
        return key(phrase) in self._values


def key(phrase: str) -> Phrase:
    """A phrase as it is looked up: folded words, or the bare sign if there are none."""
    return tuple(word.folded for word in words_of(phrase)) or ((phrase.strip(),) if phrase.strip() else ())


def phrases(items: Iterable[str]) -> Phrases:
    """The items as phrases, made once for each list: every message asks for the same ones. Not to be added to."""
    return _phrases(tuple(items))


@lru_cache(maxsize=512)
def _phrases(items: tuple[str, ...]) -> Phrases:
    found = Phrases()
    for item in items:
        found.add(item, True)
    return found


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All word lists of a language. `senses` tags phrases; the others are asked about single questions. Each is its
    own, so that what is made of one can be kept beside it."""

    language: str
    senses: Phrases
    eccp: Phrases
    hedges: Phrases
    no_plan: Phrases
    negations: Phrases
    yes: Phrases
    no: Phrases
    unknown: Phrases
    there: Phrases
    same: Phrases
    absent: Phrases
    again: Phrases
    dont_know: Phrases
    beside: Phrases
    conclusions: Phrases
    legal: Phrases
    not_names: Phrases
    name_links: frozenset[str]
    name_ands: frozenset[str]
    persons: Phrases
    name_kinds: Phrases
    legal_forms: tuple[str, ...]
    columns: Phrases
    labels: Phrases
    greetings: Phrases
    closings: Phrases
    headers: frozenset[str]
    asking: Phrases
    typos: Mapping[str, frozenset[str]]
    small: Mapping[Phrase, str]
    particles: Particles
    meant: Mapping[Phrase, Phrase]
    raw: Mapping[str, Any]

    def misspelt(self, word: str) -> Sense | None:
        """The kind of organisation that a longer word means with one letter wrong; None if not just one."""
        if not _TYPO <= len(word) <= _LONGEST_WORD or not word.isalpha():
            return None
        near = {kind for form in _shortened(word) for kind in self.typos.get(form, ()) if OSA.distance(word, kind) == 1}
        senses = {self.senses.at((kind,), 0)[0] for kind in near}
        return senses.pop() if len(senses) == 1 else None

    @classmethod
    @lru_cache(maxsize=8)
    def load(cls, language: str = "en", corpus: Path = CORPUS) -> Lexicon:
        """The word lists of `language`; OSError if the language has none."""
        raw = read_yaml(corpus / "language" / language / "consortium_reader.yaml")
        return cls(
            language=language,
            senses=_senses(raw),
            eccp=_valued({EccpWord(name): raw["eccp"][name] for name in EccpWord}),
            hedges=phrases(raw["hedges"]),
            no_plan=phrases(raw["no_plan"]),
            negations=phrases([*raw["not"], *raw["not_be"], *raw["not_have"], *raw["none"]]),
            yes=phrases(raw["eccp"]["yes_words"]),
            no=phrases(raw["eccp"]["no_words"]),
            unknown=phrases(raw["eccp"]["unknown_words"]),
            there=phrases(raw["eccp"]["there"]),
            same=phrases(raw["same"]),
            conclusions=phrases(raw["conclusions"]),
            again=phrases(raw["eccp"]["again"]),
            absent=phrases(raw["eccp"]["absent"]),
            dont_know=phrases(raw["dont_know"]),
            beside=phrases(raw["beside_answers"]),
            legal=_valued({False: raw["legal_no"], True: raw["legal_yes"]}),
            not_names=phrases([*raw["not_names"], *raw["not_names_orders"]]),
            name_links=frozenset(raw["name_links"]),
            name_ands=frozenset(raw["name_ands"]),
            persons=phrases(raw["persons"]),
            name_kinds=_valued({Kind(kind): words for kind, words in raw["name_kinds"].items()}),
            legal_forms=tuple(sorted(raw["legal_forms"], key=len, reverse=True)),
            columns=_valued(raw["columns"]),
            labels=phrases(raw["labels"]),
            greetings=phrases(raw["greetings"]),
            closings=phrases(raw["closings"]),
            headers=frozenset(raw["headers"]),
            asking=phrases(raw["asking"]),
            typos=_typos(raw),
            meant={key(said): key(word) for word, others in raw["meant"].items() for said in others},
            small={key(word): name for name, words in raw["small_words"].items() for word in words},
            particles=Particles.of(raw["particles"]),
            raw=raw,
        )


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _typos(raw: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """Longer words for kinds by their forms with one letter left out."""
    found: dict[str, set[str]] = {}
    for forms in raw["kinds"].values():
        for phrase in (*forms["one"], *forms["many"]):
            for word in [phrase] if " " not in phrase and len(phrase) > _TYPO else []:
                for form in _shortened(word):
                    found.setdefault(form, set()).add(word)
    return {form: frozenset(words) for form, words in found.items()}


def _valued(groups: Mapping[Any, Iterable[str]]) -> Phrases:
    found = Phrases()
    for value, items in groups.items():
        for item in items:
            found.add(item, (value,))
    return found


def _senses(raw: Mapping[str, Any]) -> Phrases:
    """Phrases with their sense; of two lists with the same phrase the one named first here wins."""
    found = Phrases()

    def add(items: Iterable[str], tag: Tag, value: Any = None, plural: bool = False) -> None:
        for item in items:
            found.add(item, Sense(tag, value, plural))

    for number, items in raw["numbers"].items():
        add(items, Tag.NUMBER, int(number))
    for number, items in raw["ordinals"].items():
        add(items, Tag.ORDINAL, int(number))
    for name, forms in raw["kinds"].items():
        add(forms["one"], Tag.KIND, Kind(name))
        add(forms["many"], Tag.KIND, Kind(name), plural=True)
    add(raw["generic"]["one"], Tag.GENERIC)
    add(raw["generic"]["many"], Tag.GENERIC, plural=True)
    add(raw["pronouns"]["one"], Tag.PRONOUN)
    add(raw["pronouns"]["many"], Tag.PRONOUN, plural=True)
    for name, words in raw["roles"].items():
        add(words["one"], Tag.ROLE, Role(name))
        add(words["many"], Tag.ROLE, Role(name), plural=True)
        add(words["adjectives"], Tag.ROLE, Role(name))
    add(raw["legal_no"], Tag.LEGAL, False)
    add(raw["legal_yes"], Tag.LEGAL, True)
    for name in EccpWord:
        add(raw["eccp"][name], Tag.ECCP, name)
    add(raw["not_be"], Tag.BE, "not")
    add(raw["not_have"], Tag.HAVE, "not")
    for name, tag in _PLAIN.items():
        add(raw[name], tag)
    add(raw["function"], Tag.FUNCTION)
    return found


_PLAIN: Mapping[str, Tag] = {
    "crowd": Tag.CROWD,
    "several": Tag.SEVERAL,
    "articles": Tag.ARTICLE,
    "definite": Tag.DEFINITE,
    "own": Tag.OWN,
    "their": Tag.THEIR,
    "role_by": Tag.ROLE_BY,
    "role_verbs": Tag.ROLE_VERB,
    "we": Tag.WE,
    "relatives": Tag.RELATIVE,
    "group": Tag.GROUP,
    "all": Tag.ALL,
    "both": Tag.BOTH,
    "none": Tag.NONE,
    "only": Tag.ONLY,
    "except": Tag.EXCEPT,
    "each": Tag.EACH,
    "seeking": Tag.SEEKING,
    "perhaps": Tag.PERHAPS,
    "at_least": Tag.AT_LEAST,
    "up_to": Tag.UP_TO,
    "european": Tag.EUROPEAN,
    "less_developed": Tag.LESS_DEVELOPED,
    "other": Tag.OTHER,
    "more": Tag.MORE,
    "as": Tag.AS,
    "and": Tag.AND,
    "or": Tag.OR,
    "break": Tag.BREAK,
    "place_prepositions": Tag.IN,
    "be": Tag.BE,
    "have": Tag.HAVE,
    "not": Tag.NOT,
    "not_partners": Tag.NOT_PARTNERS,
    "called": Tag.CALLED,
    "about": Tag.ABOUT,
}


def folded(words: Iterable[Word]) -> list[str]:
    return [word.folded for word in words]
