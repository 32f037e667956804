"""The closed-class words of a language, as data: corpus/language/<language>/questions.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.reading.text import fold


def phrase_pattern(phrases: list[str], *, start: bool = False) -> re.Pattern[str]:
    """One pattern for any of the phrases as whole words, the longest first; `start`: only at the beginning."""
    longest_first = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    body = "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in longest_first)
    return re.compile(rf"{'^' if start else ''}(?<!\w)(?:{body})(?!\w)")


def _asked(phrases: list[str], first: list[str]) -> re.Pattern[str]:
    """Any of the phrases anywhere, or one of those that count only at the beginning."""
    patterns = [phrase_pattern(phrases), *([phrase_pattern(first, start=True)] if first else [])]
    return re.compile("|".join(pattern.pattern for pattern in patterns))


def _premise(openings: list[str]) -> re.Pattern[str]:
    """What a question takes for granted, as the group `premise`: an opening, a clause, and a comma before the rest."""
    return re.compile(rf"{phrase_pattern(openings, start=True).pattern}\s+(?P<premise>[^,?]{{8,160}}),\s")


@dataclass(frozen=True)
class Lexicon:
    """Words and compiled patterns; all are matched against folded text, `set_aside` against lower case. `value_kinds`:
    for each kind of value what asks for it and what holds it; `tongue_…`: what stands around an adjective that names a
    language or a currency; `foreign_words`: small words of other languages by their code; the others are told in the
    data."""

    language: str
    wh_words: frozenset[str]
    led_wh_words: tuple[str, ...]
    led_after_joiner: tuple[str, ...]
    auxiliaries: frozenset[str]
    stop_words: frozenset[str]
    neutral_words: frozenset[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]
    number_words: dict[str, float]
    units: dict[str, frozenset[str]]
    requests: re.Pattern[str]
    wants: re.Pattern[str]
    lead_in: re.Pattern[str]
    reaction: re.Pattern[str]
    value_wanted: re.Pattern[str]
    situation: re.Pattern[str]
    follow_up: re.Pattern[str]
    premise: re.Pattern[str]
    announcement: re.Pattern[str]
    reversal: re.Pattern[str]
    conjunctions: tuple[str, ...]
    negations: frozenset[str]
    verdict_word: re.Pattern[str]
    more_words: frozenset[str]
    stand_ins: dict[str, str]
    subordinators: frozenset[str]
    indirect: frozenset[str]
    possessives: frozenset[str]
    persons: frozenset[str]
    empty_words: frozenset[str]
    first_persons: frozenset[str]
    set_aside: re.Pattern[str]
    metonyms: frozenset[str]
    place_cues: re.Pattern[str]
    given_numbers: re.Pattern[str]
    tongue_asked: re.Pattern[str]
    tongue_cues: re.Pattern[str]
    tongue_ends: re.Pattern[str]
    tongue_nouns: re.Pattern[str]
    scope_words: re.Pattern[str]
    asked_kinds: re.Pattern[str]
    list_words: re.Pattern[str]
    value_kinds: dict[str, tuple[re.Pattern[str], re.Pattern[str]]]
    foreign_words: dict[str, frozenset[str]]

    @staticmethod
    def load(corpus_dir: Path, language: str = "en") -> Lexicon:
        return _load(corpus_dir, language)


@lru_cache(maxsize=8)
def _load(corpus_dir: Path, language: str) -> Lexicon:
    data = read_yaml(corpus_dir / "language" / language / "questions.yaml")
    small = read_yaml(corpus_dir / "language" / "function_words.yaml")
    own = frozenset((*data["stop_words"], *data["wh_words"]))
    return Lexicon(
        language=language,
        wh_words=frozenset(data["wh_words"]),
        led_wh_words=tuple(data["led_wh_words"]),
        led_after_joiner=tuple(data["led_after_joiner"]),
        auxiliaries=frozenset(fold(word) for word in data["auxiliaries"]),
        stop_words=frozenset(data["stop_words"]),
        neutral_words=frozenset(data["neutral_words"]),
        pronouns=frozenset(data["pronouns"]),
        subjects=frozenset(data["subjects"]),
        number_words=data["number_words"],
        units={unit: frozenset(names) for unit, names in data["units"].items()},
        requests=phrase_pattern(data["requests"]),
        wants=phrase_pattern(data["wants"], start=True),
        lead_in=phrase_pattern(data["lead_ins"], start=True),
        reaction=re.compile(rf"{phrase_pattern(data['reactions'], start=True).pattern}(?=\s*[.,;:!-])"),
        value_wanted=re.compile(data["value_wanted"]),
        situation=re.compile(data["situation"]),
        follow_up=phrase_pattern(data["follow_ups"], start=True),
        premise=_premise(data["premises"]),
        announcement=phrase_pattern(data["announcements"]),
        reversal=phrase_pattern(data["reversals"]),
        conjunctions=tuple(data["conjunctions"]),
        negations=frozenset(data["negations"]),
        verdict_word=re.compile(rf"(?:{'|'.join(data['verdict_words'])})\b", re.IGNORECASE),
        more_words=frozenset(data["more_words"]),
        stand_ins=data["stand_ins"],
        subordinators=frozenset(data["subordinators"]),
        indirect=frozenset(data["indirect"]),
        possessives=frozenset(data["possessives"]),
        persons=frozenset(data["persons"]),
        empty_words=frozenset(data["empty_words"]),
        first_persons=frozenset(data["first_persons"]),
        set_aside=re.compile(data["set_aside"]),
        metonyms=frozenset(data["metonyms"]),
        place_cues=phrase_pattern(data["place_cues"]),
        given_numbers=phrase_pattern(data["given_numbers"]),
        tongue_asked=phrase_pattern(data["tongue_asked"]),
        tongue_cues=re.compile(rf"(?<!\w)(?:{'|'.join(data['tongue_cues'])})\s+$"),
        tongue_ends=phrase_pattern(data["tongue_ends"], start=True),
        tongue_nouns=phrase_pattern(data["tongue_nouns"], start=True),
        scope_words=phrase_pattern(data["scope_words"]),
        asked_kinds=phrase_pattern(data["asked_kinds"]),
        list_words=phrase_pattern(data["list_words"]),
        value_kinds={
            kind: (_asked(entry["asked"], entry.get("first", [])), re.compile(entry["held"]))
            for kind, entry in data["value_kinds"].items()
        },
        foreign_words={code: frozenset(listed) - own for code, listed in small.items() if code != language},
    )
