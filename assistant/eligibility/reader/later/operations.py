"""Where a sentence speaks of a change: somebody leaves, is replaced, steps in; and the parts that tell of one each."""

from __future__ import annotations

from collections.abc import Container, Sequence

from assistant.eligibility.reader.tokens.articles import article_of
from assistant.eligibility.reader.tokens.lexicon import Phrases, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_MOST_WORDS = 8
_MOST_BETWEEN = 6
_LONGEST_BOTH = 2  # "withdrawn" is said of partners as well, "lost its registration" is not
_NAMES = (Tag.PLACE, Tag.NAME)
# What may follow somebody's leaving: "is going from the consortium now".
_CLOSING = (Tag.IN, Tag.DEFINITE, Tag.OWN, Tag.GROUP, Tag.WE, Tag.FUNCTION, Tag.OTHER, Tag.STOP, Tag.BREAK)
_PARTNERS = (Tag.KIND, Tag.PLACE, Tag.NAME, Tag.ORDINAL, Tag.RELATIVE)
_SIGNS = (Tag.AND, Tag.COMMA, Tag.BREAK, Tag.DASH)


class Operations:
    """Finds the phrases of one language that change who takes part."""

    def __init__(self, talk: TalkWords) -> None:
        self._talk = talk

    def leaving(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens at `at` say that somebody leaves: a phrase of its own, or "no longer" with "take part"."""
        if self.length(self._talk.not_leaving, tokens, at):
            return 0
        length = self.length(self._talk.drop, tokens, at)
        if length and not self._means_leaving(tokens, at, length):
            return 0
        return length or self._after_partner(tokens, at) or self._denied_part(tokens, at)

    def _after_partner(self, tokens: Sequence[Token], at: int) -> int:
        """ "Cardiff goes", "Kaunas out": leaving, if right after a partner and last in its clause."""
        length = self.length(self._talk.drop_after_partner, tokens, at)
        before = at - 2 if at > 1 and tokens[at - 1].tag in (Tag.DASH, Tag.COLON) else at - 1
        beside = bool(at) and (tokens[before].tag in _PARTNERS or tokens[before].small == "one")
        return length if length and beside and self._closes(tokens, at + length) else 0

    def _closes(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether nothing more is told of those who leave."""
        following = tokens[at:]
        end = next((n for n, token in enumerate(following) if token.tag in _SIGNS), len(following))
        return all(
            (token.tag in _CLOSING and token.small != "range")
            or all(self._talk.leaving_when.at([word], 0)[1] for word in token.words)
            for token in following[:end]
        )

    def _means_leaving(self, tokens: Sequence[Token], at: int, length: int) -> bool:
        """Whether a phrase that may mean something else speaks of leaving here: "is going", but not "is going to
        lead"; "we lost the Poles", but not "the Poles lost their manager"."""
        if self.length(self._talk.drop_alone, tokens, at) == length:
            return self._closes(tokens, at + length)
        if self.length(self._talk.drop_by_us, tokens, at) == length:
            before = list(tokens[:at])
            cut = max((n + 1 for n, token in enumerate(before) if token.tag in _SIGNS), default=0)
            return not any(token.tag in (*_PARTNERS, Tag.ALL, Tag.BE) for token in before[cut:])
        return True

    def changing(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens at `at` say that somebody leaves, is replaced or steps in."""
        lists = (self._talk.replaced_by, self._talk.instead, self._talk.replace)
        return max(self.leaving(tokens, at), *(self.length(phrases, tokens, at) for phrases in lists))

    def length(self, phrases: Phrases, tokens: Sequence[Token], at: int) -> int:
        """How many tokens the longest phrase at token `at` takes; 0 if none stands there."""
        words, ends = _words(tokens, at)
        length = phrases.at(words, 0)[1] if words else 0
        # A token may hold one word more ("of the"): it belongs to the phrase as a whole.
        return next((at + 1 for at, end in enumerate(ends) if end >= length), 0) if length else 0

    def _denied_part(self, tokens: Sequence[Token], at: int) -> int:
        """ "Won't be with us", "has decided not to participate", "no longer wants to take part"."""
        words, ends = _words(tokens, at, _MOST_WORDS + _MOST_BETWEEN)
        if not words or any(token.tag is Tag.ROLE for token in tokens[at:]):
            return 0
        first = next((n for n in range(min(ends[0], len(words))) if self._talk.denials.at(words, n)[1]), None)
        if first is None:
            return 0
        here = start = first + self._talk.denials.at(words, first)[1]
        while here < len(words) and here - start <= _MOST_BETWEEN:
            part = self._talk.taking_part.at(words, here)[1]
            if part:
                return next(n + 1 for n, end in enumerate(ends) if end >= here + part)
            step = self._talk.before_part.at(words, here)[1]
            if not step:
                return 0
            here += step
        return 0

    def parts(self, sentence: Sequence[Token], again: Container[tuple[str, ...]]) -> list[list[Token]]:
        """The sentence cut before each further change: "drop the university and add …", "Lyon is out; and the French
        one is replaced by …". `again`: words that go on after "and"."""
        cuts = {at for at in range(1, len(sentence)) if self._begins(sentence, at, again)}
        cuts = {at - 1 if at > 1 and sentence[at - 1].tag is Tag.WE else at for at in cuts}
        changes = [at for at in range(len(sentence)) if self.changing(sentence, at)]
        done = -1
        for at in changes:
            if done >= 0 and at >= done and not any(done <= cut <= at for cut in cuts):
                signs = [n for n in range(done, at) if sentence[n].tag in _SIGNS]
                strong = [n for n in signs if sentence[n].tag is Tag.BREAK]
                sign = (strong or signs)[-1] if signs else None
                if sign is not None and any(t.tag not in (*_SIGNS, Tag.WORD) for t in sentence[sign + 1 : at]):
                    cuts.add(sign + 1)
            done = max(done, at + self.changing(sentence, at))
        parts: list[list[Token]] = [[]]
        for at, token in enumerate(sentence):
            if at in cuts:
                parts.append([])
            parts[-1].append(token)
        return parts

    def _begins(self, sentence: Sequence[Token], at: int, again: Container[tuple[str, ...]]) -> bool:
        """Whether a further change begins with its verb after "and" or a comma."""
        before = at - 1 if at > 1 and sentence[at - 1].tag is Tag.WE else at
        joined = sentence[before - 1].tag in (Tag.AND, Tag.COMMA, Tag.BREAK)
        goes_on = sentence[at].words in again and sentence[at - 1].tag is Tag.AND
        orders = not sentence[at].words[:1] or not sentence[at].words[0].endswith("s")  # "…, replaces them" goes on
        verbs = (self._talk.add, self._talk.drop, *((self._talk.replace,) if orders else ()))
        return goes_on or (joined and any(self.length(phrases, sentence, at) for phrases in verbs))


def rest_after(tokens: Sequence[Token], at: int) -> list[Token]:
    """The tokens from `at` on; "the" of an "of the" just before belongs to them."""
    before = tokens[at - 1] if at else None
    if before is not None and before.small == "of_the":
        return [article_of(before), *tokens[at:]]
    return list(tokens[at:])


def _words(tokens: Sequence[Token], at: int, most: int = _MOST_WORDS) -> tuple[list[str], list[int]]:
    """The words from token `at` on up to a name or place, and how many there are at the end of each token."""
    words: list[str] = []
    ends: list[int] = []
    for token in tokens[at : at + most]:
        if token.tag in (*_NAMES, Tag.LEGAL, Tag.STOP) or (token.tag is Tag.ECCP and len(token.words) > _LONGEST_BOTH):
            break
        words.extend(token.words)
        ends.append(len(words))
    return words, ends
