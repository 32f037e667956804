"""A question that is only a question word and asks on: "Until when may we apply? Where?"."""

from __future__ import annotations

from assistant.reading.lexicon import Lexicon
from assistant.reading.text import words


def varied_by(spoken: str, before: str, lexicon: Lexicon) -> str:
    """The question before with the question word of one that is nothing else; empty if it says more."""
    wh = lexicon.wh_words
    said = [word for word in words(spoken) if word not in lexicon.conjunctions]
    asked = words(before)
    opening = next((at for at, word in enumerate(asked[:3]) if word in wh), None)
    if len(said) != 1 or said[0] not in wh or opening is None or len(asked) < opening + 3:
        return ""
    if asked[opening] == said[0] or asked[opening + 1] not in lexicon.auxiliaries:
        return ""
    return " ".join((said[0], *asked[opening + 1 :])) + "?"
