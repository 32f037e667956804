"""The language of a message; the interface's where it is too short to tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from assistant.reading.lexicon import Lexicon
from assistant.reading.text import fold, sentences, words

# Enough words for a detector to be right more often than the guess that people write in the page's language.
FEWEST_WORDS = 9
LEAST_LEAD = 0.5  # how much likelier than English another language must be
OWN_WORDS = 0.25  # share of the interface language's commonest words that settles it
SMALL_WORDS = 2  # so many function words of another language, and more than of the own one, settle it
A_QUESTION = 3  # words from which on a sentence says enough to be read by itself
_NAMES = ("ENGLISH", "FRENCH", "GERMAN", "SPANISH", "ITALIAN", "POLISH", "PORTUGUESE", "DUTCH", "ROMANIAN", "CZECH")
_SENTENCE = re.compile(r"[.!?:;\n]+\s*")  # good enough to tell a capital letter that only begins one
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")


def detect_language(text: str, lexicon: Lexicon) -> str:
    """ISO 639-1 code of the language of `text`; that of the lexicon where its words say so or there are too few."""
    plain = plain_language(text, lexicon)
    if plain is not None:
        return plain
    own, found = lexicon.language, words(text)
    told = [word for word in found if not word.isdigit()]  # a number is in no language
    own_words = _own_words(found, lexicon)
    # No word tells twice, unless none of the page's own language stands beside it ("a" and "i" are in many).
    some_own = any(len(word) > 1 and _own_words([word], lexicon) for word in told)
    if len(set(told) if some_own else told) < FEWEST_WORDS or own_words >= OWN_WORDS * len(found):
        return own
    ranked = {
        entry.language.iso_code_639_1.name.lower(): entry.value for entry in _detector().confidences(text[:2_000])
    }
    best = max(ranked, key=lambda code: ranked[code])
    return str(best) if ranked[best] - ranked.get(own, 0.0) >= LEAST_LEAD else own


def plain_language(text: str, lexicon: Lexicon) -> str | None:
    """The other language that the small words of running text belong to; None if they do not say. Lists of names and
    places are in no language."""
    small = Counter(
        code for word in _plain_words(text) for code, listed in lexicon.foreign_words.items() if word in listed
    )
    code, count = small.most_common(1)[0] if small else ("", 0)
    return code if count >= SMALL_WORDS and count > _own_words(words(text), lexicon) else None


def own_part(text: str, lexicon: Lexicon) -> str:
    """The sentences in the lexicon's language of a text that as a whole is in another one; "" if it has none."""
    return " ".join(sentence for sentence in sentences(text) if _is_own(sentence, lexicon))


def _is_own(sentence: str, lexicon: Lexicon) -> bool:
    said = words(sentence)
    return len(said) >= A_QUESTION and _own_words(said, lexicon) > 0 and plain_language(sentence, lexicon) is None


def _own_words(found: Sequence[str], lexicon: Lexicon) -> int:
    return sum(word in lexicon.stop_words or word in lexicon.wh_words for word in found)


@lru_cache(maxsize=64)
def _plain_words(text: str) -> tuple[str, ...]:
    """Folded words of running text: not those beside a capital letter, as within names of organisations."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        said = _WORD.findall(sentence)
        large = [at > 0 and word[0].isupper() for at, word in enumerate(said)]
        found += [fold(word) for at, word in enumerate(said) if not any(large[max(0, at - 1) : at + 2])]
    return tuple(found)


class _Detector:
    def __init__(self) -> None:
        from lingua import Language, LanguageDetectorBuilder

        languages = [getattr(Language, name) for name in _NAMES]
        self._detector: Any = LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()

    def confidences(self, text: str) -> list[Any]:
        return list(self._detector.compute_language_confidence_values(text))


@lru_cache(maxsize=1)
def _detector() -> _Detector:
    return _Detector()
