"""What surrounds a message without being part of it: mail headers, marks of forwarding, closings with a name."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.eligibility.reader.lexicon import Lexicon, key

_MARK = re.compile(r"[ \t>]*-{2,}[^-]*-{2,}[ \t]*")
_MOST_ADDRESSED = 5


class Letters:
    """Tells what is around a message, with the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        ends = sorted({*lexicon.raw["closings"], *lexicon.raw["signoffs"]}, key=len, reverse=True)
        closing = "|".join(re.escape(end).replace(r"\ ", r"[ ,]+") for end in ends)
        self._signed = re.compile(
            rf"(?:(?:^|(?<=[.!?)])|[ ][–—-])[ \t]*)(?i:{closing})[ \t,!.:;)-]*(?:[A-Z][\w.'’-]*[ \t]*){{0,3}}$"
        )

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, lexicon: Lexicon) -> Letters:
        """The one for these word lists, made once: its pattern is long."""
        return cls(lexicon)

    def end(self, line: str) -> int:
        """Where a line ends without a closing and the name after it: "… on the ECCP. Best, Anna"."""
        found = self._signed.search(line)
        return found.start() if found else len(line)

    def is_header(self, line: str, beside: str) -> bool:
        """Whether a line is a mail header. `beside`: the line next to it, "" for none."""
        name, colon, rest = line.partition(":")
        name = name.strip(" >*\t").lower()
        if not colon:
            return bool(_MARK.fullmatch(line)) and bool(key(line))
        always = self._lexicon.raw["always_headers"]
        addressed = name in self._lexicon.headers
        if name in always or (addressed and "@" in rest):
            return True
        following = beside.partition(":")[0].strip(" >*\t").lower()
        return addressed and len(key(rest)) <= _MOST_ADDRESSED and following in (*always, *self._lexicon.headers)
