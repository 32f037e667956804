"""What the words of a question show of its kind: that yes or no answers it, that it points back."""

from __future__ import annotations

from assistant.reading.lexicon import Lexicon
from assistant.reading.text import words


def pointing_back(text: str, lexicon: Lexicon) -> bool:
    """Whether a question holds a word that stands for something said before."""
    return any(word in lexicon.pronouns for word in words(text))


def is_yes_no(folded: str, lexicon: Lexicon) -> bool:
    """Whether a question opens as one that yes or no answers ("is it possible to …")."""
    for word in words(folded)[:12]:
        if word in lexicon.wh_words:
            return False
        if word in lexicon.auxiliaries:
            return True
    return False
