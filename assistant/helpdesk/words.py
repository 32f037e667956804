"""How mails are built in each language, as data: corpus/language/<language>/helpdesk_mail.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.helpdesk.embedded import Embedded
from assistant.reading.lexicon import phrase_pattern
from assistant.reading.patterns import any_of
from assistant.reading.text import fold

FILE = "helpdesk_mail.yaml"


@dataclass(frozen=True)
class AskingWords:
    """How a question, a check and an order to the machine show in one language. Matched against folded text."""

    language: str
    wh_words: frozenset[str]
    auxiliaries: frozenset[str]
    stating: frozenset[str]
    requests: re.Pattern[str]
    leads: re.Pattern[str]
    points_back: re.Pattern[str]
    courtesies: re.Pattern[str]
    list_intros: re.Pattern[str]
    checks: re.Pattern[str]
    consortium: re.Pattern[str]
    instructions: re.Pattern[str]
    embedded: Embedded


@dataclass(frozen=True)
class FrameWords:
    """What frames an enquiry, in all languages at once: people quote and sign in other languages than they write."""

    greetings: re.Pattern[str]
    closings: re.Pattern[str]
    closing_lines: re.Pattern[str]
    closing_formula: re.Pattern[str]
    postscripts: re.Pattern[str]
    devices: re.Pattern[str]
    disclaimers: re.Pattern[str]
    courtesies: re.Pattern[str]
    attributions: re.Pattern[str]
    originals: re.Pattern[str]
    forwards: re.Pattern[str]
    header_line: re.Pattern[str]
    subject_prefix: re.Pattern[str]
    forward_prefix: re.Pattern[str]


def _loose(phrase: str) -> str:
    """A plain phrase as a pattern that lets up to two words stand between its own; an expression as it is."""
    if not phrase.replace(" ", "").replace("'", "").replace("-", "").isalpha():
        return phrase
    gap = r"\s+(?:[^\W_]+\s+){0,2}"
    return rf"(?<!\w){gap.join(map(re.escape, fold(phrase).split()))}(?!\w)"


@lru_cache(maxsize=16)
def asking_words(corpus_dir: Path, language: str) -> AskingWords:
    """The words of `language`, English where there is no file for it."""
    path = corpus_dir / "language" / language / FILE
    if not path.is_file():
        return asking_words(corpus_dir, "en")
    data = read_yaml(path)
    return AskingWords(
        language=language,
        wh_words=frozenset(fold(word) for word in data["wh_words"]),
        auxiliaries=frozenset(fold(word) for word in data["auxiliaries"]),
        stating=frozenset(data.get("stating", ())),
        requests=any_of([_loose(phrase) for phrase in data["requests"]]),
        leads=any_of(data.get("leads", [])),
        points_back=any_of(data.get("points_back", [])),
        courtesies=any_of(data["courtesies"]),
        list_intros=any_of(data["list_intros"]),
        checks=any_of(data["checks"]),
        consortium=phrase_pattern(data["consortium"]),
        instructions=any_of(data["instructions"]),
        embedded=Embedded.load(corpus_dir, language),
    )


@lru_cache(maxsize=4)
def frame_words(corpus_dir: Path) -> FrameWords:
    """The words of all languages that have a file."""
    files = [read_yaml(path) for path in sorted((corpus_dir / "language").glob(f"*/{FILE}"))]

    def gathered(key: str) -> list[str]:
        return [entry for data in files for entry in data.get(key, ())]

    closings = gathered("closings")
    several_words = [phrase for phrase in closings if " " in phrase]
    labels = "|".join(sorted({re.escape(fold(label)) for label in gathered("header_labels")}, key=len, reverse=True))
    prefixes = "|".join(sorted(set(gathered("subject_prefixes")), key=len, reverse=True))
    return FrameWords(
        greetings=phrase_pattern(gathered("greetings"), start=True),
        closings=phrase_pattern(closings, start=True),
        closing_lines=phrase_pattern(several_words, start=True),
        closing_formula=phrase_pattern([phrase for phrase in several_words if len(phrase.split()) > 2]),
        postscripts=re.compile(rf"^(?:{any_of(gathered('postscripts')).pattern})\s*[:,.\-]?\s+"),
        devices=any_of(gathered("devices")),
        disclaimers=any_of(gathered("disclaimers")),
        courtesies=any_of(gathered("courtesies")),
        attributions=any_of(gathered("attributions")),
        originals=any_of(gathered("originals")),
        forwards=any_of(gathered("forwards")),
        header_line=re.compile(rf"^\*?(?:{labels})\*?\s?:\*?\s*\S"),
        forward_prefix=re.compile(rf"^(?:{'|'.join(sorted(set(gathered('forward_prefixes'))))})\s*:"),
        subject_prefix=re.compile(rf"^(?:(?:{prefixes})(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE),
    )


def languages_with_frames(corpus_dir: Path) -> tuple[str, ...]:
    """Languages in which a reply can be framed."""
    return tuple(sorted(path.parent.name for path in (corpus_dir / "language").glob("*/helpdesk_frame.yaml")))
