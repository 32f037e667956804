"""Places where nobody sits: where people met, what a project is about, to whom a company belongs.

"We met in Brussels", "traffic between Rotterdam and Shanghai", "120 members from Germany and France": such places are
taken out before the sentence is read, or they would be those of partners.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Phrases, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 6
_TEAM = 15  # of so many members no consortium is made
_LIST = (Tag.COMMA, Tag.AND, Tag.OR, Tag.DEFINITE, Tag.ARTICLE)
_LED_IN = (Tag.IN, Tag.DEFINITE, Tag.ARTICLE)
_NEAR = 4
_PAIR = [Tag.PLACE, Tag.AND, Tag.PLACE]
_PARTNERS = (Tag.GROUP, Tag.KIND, Tag.GENERIC)
_HEADS = ([Tag.KIND], [Tag.GENERIC])
_TOLD = (Tag.BE, Tag.HAVE, Tag.ROLE_VERB, Tag.WORD, Tag.FUNCTION, Tag.IN)


class Circumstances:
    """Finds such places by the words before them (`circumstances` of consortium_reader.yaml)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._leading = phrases(lexicon.raw["circumstances"]["before"])
        self._between = frozenset(lexicon.raw["circumstances"]["between"])
        self._near = phrases(lexicon.raw["circumstances"]["near"])

    def without(self, sentence: Sequence[Token]) -> list[Token]:
        """The sentence without the places that are nobody's seat, and the words that lead to them."""
        found: list[Token] = []
        at = 0
        while at < len(sentence):
            end = self._led_to(sentence, at) or self._of_members(sentence, at) or self._in_between(sentence, at)
            end = end or self._next_to(sentence, at)
            if end:
                at = end
                continue
            found.append(sentence[at])
            at += 1
        return found

    def _led_to(self, tokens: Sequence[Token], at: int) -> int:
        """Where the places end to which words at `at` lead ("met in Brussels"); 0 if none do."""
        length = _length(self._leading, tokens, at)
        return _places_end(tokens, at + length) if length else 0

    def _of_members(self, tokens: Sequence[Token], at: int) -> int:
        """ "120 members (…) from Germany and France": where the places end."""
        token = tokens[at]
        if token.tag is not Tag.NUMBER or token.value <= _TEAM:
            return 0
        for lead in range(at + 1, min(at + 1 + _NEAR, len(tokens))):
            if tokens[lead].tag in (*_LIST, Tag.PLACE, Tag.BE, Tag.HAVE, Tag.BREAK, Tag.COLON, Tag.DASH):
                return 0
            if tokens[lead].tag is Tag.IN:
                return _places_end(tokens, lead)
        return 0

    def _next_to(self, tokens: Sequence[Token], at: int) -> int:
        """ "Setúbal, near Lisbon," and "Lahti (close to Helsinki)": where the words on what is near end."""
        opens, after = tokens[at].tag, tokens[at + 1 : at + 2]
        if opens not in (Tag.COMMA, Tag.OPEN) or not after or not at or tokens[at - 1].tag is not Tag.PLACE:
            return 0
        length = _length(self._near, tokens, at + 1)
        end = at + 1 + length
        if not length or [t.tag for t in tokens[end : end + 1]] != [Tag.PLACE]:
            return 0
        closes = [t.tag for t in tokens[end + 1 : end + 2]]
        if opens is Tag.OPEN:
            return end + 2 if closes == [Tag.CLOSE] else 0
        told = [t.tag for t in tokens[end + 2 : end + 3]]
        return end + 2 if closes == [Tag.COMMA] and told and told[0] in _TOLD else end + 1

    def _in_between(self, tokens: Sequence[Token], at: int) -> int:
        """ "Between Rotterdam and Shanghai": a way, not a seat."""
        tags = [token.tag for token in tokens[at + 1 : at + 5]]
        if tags[:3] != _PAIR or not tokens[at].words or tokens[at].words[0] not in self._between:
            return 0
        of_partners = any(t.tag in _PARTNERS for t in tokens[max(0, at - _NEAR) : at]) or tags[3:] in _HEADS
        return 0 if of_partners else at + 4


def _places_end(tokens: Sequence[Token], at: int) -> int:
    """Where a list of places at `at` ends; 0 if none begins there."""
    while at < len(tokens) and tokens[at].tag in _LED_IN:
        at += 1
    if at >= len(tokens) or tokens[at].tag is not Tag.PLACE:
        return 0
    end = at + 1
    while end < len(tokens) and tokens[end].tag in (*_LIST, Tag.PLACE):
        end += 1
    while tokens[end - 1].tag is not Tag.PLACE:
        end -= 1
    # "We met in Porto, Lyon joined later": after a comma the next place may be a partner again.
    commas = [n for n in range(at, end) if tokens[n].tag is Tag.COMMA]
    return commas[0] if commas and end < len(tokens) and tokens[end].tag in (Tag.BE, Tag.HAVE, Tag.ECCP) else end


def _length(wanted: Phrases, tokens: Sequence[Token], at: int) -> int:
    """How many tokens the longest phrase at token `at` takes; 0 if none stands there."""
    words: list[str] = []
    ends: list[int] = []
    for token in tokens[at : at + _LONGEST]:
        if token.tag is Tag.PLACE:
            break
        words.extend(token.words)
        ends.append(len(words))
    length = wanted.at(words, 0)[1] if words else 0
    return next((used for used, end in enumerate(ends, 1) if end >= length), 0) if length else 0
