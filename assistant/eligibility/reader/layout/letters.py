"""What surrounds a message without being part of it: mail headers, marks of forwarding, closings with a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key

_MARK = re.compile(r"[ \t>]*-{2,}[^-]*-{2,}[ \t]*")
_ADDRESS = re.compile(r"\b\d{4,5}\b|\b\d{2,3}[ -]\d{2,3}\b|@|\bwww\.|\+\d{2}")
_JOINED = re.compile(r"\w['’]\w")
_MOST_ADDRESSED = 5
_LONGEST_BLOCK = 6
_LONGEST_LINE = 80
_MOST_SIGNING = 2  # lines: a name, a post
_MOST_NAMES = 4
_SENTENCE_SIGNS = tuple(".,!")


class Letters:
    """Tells what is around a message, with the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._joined = frozenset((*lexicon.raw["clitics"], *lexicon.raw["composed"]["possessive"]))
        ends = sorted({*lexicon.raw["closings"], *lexicon.raw["signoffs"]}, key=len, reverse=True)
        closing = "|".join(re.escape(end).replace(r"\ ", r"[ ,]+") for end in ends)
        self._signed = re.compile(
            rf"(?:(?:^|(?<=[.!?)])|[ ][–—-])[ \t]*)(?i:{closing})[ \t,!.:;)-]*"
            r"(?:[A-Z][\w.'’-]*[ \t]*){0,3}(?:\([^()]*\)[ \t.]*)?$"
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

    def signed_above(self, lines: Sequence[str]) -> int:
        """How many lines at the head of a message are but a closing and who signs, as when it is sent on below them."""
        told = [at for at, line in enumerate(lines) if line.strip()]
        if not told or self.end(lines[told[0]]) > 0:
            return 0
        used, closing = 1, lines[told[0]].rstrip()
        while closing.endswith(",") and used <= _MOST_SIGNING and used < len(told):
            line = lines[told[used]]
            if self._speaks(line) or len(key(line)) > _MOST_NAMES or line.rstrip()[-1:] in _SENTENCE_SIGNS:
                break
            used += 1
        return told[used] if used < len(told) else 0

    def is_mark(self, line: str) -> bool:
        """Whether a line only marks a forwarded mail: "-------- Forwarded message --------"."""
        return bool(_MARK.fullmatch(line)) and bool(key(line))

    def is_address(self, block: Sequence[str]) -> bool:
        """Whether the last lines of a message are a name with an address, without a closing before them."""
        if not 1 < len(block) <= _LONGEST_BLOCK or not any(_ADDRESS.search(line) for line in block):
            return False
        return all(len(line) <= _LONGEST_LINE and not self._speaks(line) for line in block)

    def _speaks(self, line: str) -> bool:
        """Whether a line tells something of a consortium, or is part of a list or a sentence."""
        words = key(line)
        # The "m" of "we'm" and the "s" of "it's" are verbs only behind an apostrophe, not in "Chiara M.", "S.r.l.".
        whole = [
            at for at, word in enumerate(words) if len(word) > 1 or word not in self._joined or _JOINED.search(line)
        ]
        senses = [self._lexicon.senses.at(words, at)[0] for at in whole]
        telling = (Tag.KIND, Tag.GENERIC, Tag.ECCP, Tag.BE, Tag.HAVE, Tag.WE, Tag.NUMBER, Tag.ROLE)
        listed = re.match(r"\s*(?:[-*•–>|]|\(?\w{1,2}[.)]\s)", line) or "|" in line or "\t" in line
        return (
            bool(listed)
            or line.rstrip().endswith(("?", ":", ";"))
            or any(sense is not None and sense.tag in telling for sense in senses)
        )

    def is_header(self, line: str, beside: str) -> bool:
        """Whether a line is a mail header. `beside`: the line next to it, "" for none."""
        name, colon, rest = line.partition(":")
        name = name.strip(" >*\t").lower()
        if not colon:
            return self.is_mark(line)
        always = self._lexicon.raw["always_headers"]
        addressed = name in self._lexicon.headers
        if name in always or (addressed and "@" in rest):
            return True
        following = beside.partition(":")[0].strip(" >*\t").lower()
        return addressed and len(key(rest)) <= _MOST_ADDRESSED and following in (*always, *self._lexicon.headers)
