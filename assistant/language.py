"""The language of a message; English where it is too short to tell."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

# Enough words for a detector to be right more often than the guess that people write in the page's language.
FEWEST_WORDS = 5
LEAST_LEAD = 0.35  # how much likelier than English another language must be
_NAMES = ("ENGLISH", "FRENCH", "GERMAN", "SPANISH", "ITALIAN", "POLISH", "PORTUGUESE", "DUTCH", "ROMANIAN", "CZECH")


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language of `text`."""
    if len(text.split()) < FEWEST_WORDS:
        return "en"
    ranked = {
        entry.language.iso_code_639_1.name.lower(): entry.value for entry in _detector().confidences(text[:2_000])
    }
    best = max(ranked, key=lambda code: ranked[code])
    return str(best) if ranked[best] - ranked.get("en", 0.0) >= LEAST_LEAD else "en"


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
