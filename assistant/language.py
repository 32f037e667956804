"""The language of a message; the interface's where it is too short to tell."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from assistant.reading.lexicon import Lexicon
from assistant.reading.text import words

# Enough words for a detector to be right more often than the guess that people write in the page's language.
FEWEST_WORDS = 5
LEAST_LEAD = 0.5  # how much likelier than English another language must be
OWN_WORDS = 0.25  # share of the interface language's commonest words that settles it
_NAMES = ("ENGLISH", "FRENCH", "GERMAN", "SPANISH", "ITALIAN", "POLISH", "PORTUGUESE", "DUTCH", "ROMANIAN", "CZECH")


def detect_language(text: str, lexicon: Lexicon) -> str:
    """ISO 639-1 code of the language of `text`; that of the lexicon where its words say so or there are too few."""
    found = words(text)
    own = sum(word in lexicon.stop_words or word in lexicon.wh_words for word in found)
    if len(found) < FEWEST_WORDS or own >= OWN_WORDS * len(found):
        return lexicon.language
    ranked = {
        entry.language.iso_code_639_1.name.lower(): entry.value for entry in _detector().confidences(text[:2_000])
    }
    best = max(ranked, key=lambda code: ranked[code])
    return str(best) if ranked[best] - ranked.get(lexicon.language, 0.0) >= LEAST_LEAD else lexicon.language


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
