"""A question in the forms in which it is read: mended, compared with examples, searched for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.reading.lexicon import Lexicon, phrase_pattern
from assistant.reading.mentions import MentionFinder, Mentions, masked
from assistant.reading.spelling import Speller
from assistant.reading.split import content_words, strip_lead_in
from assistant.reading.text import fold


class Forms:
    """`names`: what the call is called; such words tell nothing about what is asked."""

    def __init__(
        self, lexicon: Lexicon, mention_finder: MentionFinder, speller: Speller, names: Sequence[str] = ()
    ) -> None:
        self._lexicon = lexicon
        self._mention_finder = mention_finder
        self._speller = speller
        self.mended = lru_cache(maxsize=128)(self._mended)
        self._names = phrase_pattern([name for name in names if name] or ["\x00"])

    def _mended(self, text: str) -> tuple[str, Mentions]:
        """The text with typing errors mended, and what it mentions; names of places are left as they are."""
        mentions = self._mention_finder.find(text)
        mended = self._speller.corrected(text, [(place.start, place.end) for place in mentions.places])
        return (text, mentions) if mended == text else (mended, self._mention_finder.find(mended))

    def compared(self, text: str, mentions: Mentions, *, as_written: bool = True) -> list[str]:
        """What is compared with examples: places and topics masked, and, if `as_written`, the text as it stands."""
        spellings = [masked(text, mentions, self._lexicon, self._mention_finder.gazetteer)]
        spellings += [text] if as_written else []
        return list(dict.fromkeys(self._unnamed(self.searched(each)) for each in spellings))

    def searched(self, text: str) -> str:
        """What the documents are searched for."""
        return strip_lead_in(fold(text), self._lexicon)

    def without_names(self, text: str) -> str:
        """The text folded, without the call's own names, which every question on it may hold."""
        return self._names.sub(" ", fold(text))

    def _unnamed(self, folded: str) -> str:
        rest = self._names.sub(" ", folded)
        return " ".join(rest.split()) if content_words(rest, self._lexicon) else folded
