"""What a text says it is not about: "our members don't build windmills", "nothing to do with batteries"."""

from __future__ import annotations

from assistant.reading.lexicon import Lexicon


def affirmed(text: str, lexicon: Lexicon) -> str:
    """The text with blanks for such words, so that all others keep their place."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter that is two in lower case
        return text
    for match in lexicon.set_aside.finditer(folded):
        text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return text
