"""What a predicate says of a registration, if every word of it is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.COLON, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.AND)
_OTHERS = (Tag.PLACE, Tag.NAME, Tag.OTHER, Tag.ALL, Tag.EXCEPT, Tag.ROLE, Tag.RELATIVE)
_VERBS = (Tag.BE, Tag.HAVE)
_CARRIED = (Eccp.REGISTERED, Eccp.SUBMITTED)
_YEAR = 4


class Predicates:
    """The statuses that predicates of one text state."""

    def __init__(self, status: Status, lexicon: Lexicon) -> None:
        self._status, self._lexicon = status, lexicon
        self._lists = (
            lexicon.eccp, lexicon.hedges, lexicon.no_plan, lexicon.negations, lexicon.absent, lexicon.yes, lexicon.no,
            lexicon.unknown, lexicon.same, lexicon.again, phrases(lexicon.raw["standing"]["words"]),
        )  # fmt: skip
        self._emphasis = lexicon.raw["standing"]["emphasis"]
        self._two_denied = frozenset(lexicon.raw["standing"]["two_denied"])
        self._verbs = frozenset((*lexicon.raw["be"], *lexicon.raw["plain_have"]))

    def covered(self, tokens: Sequence[Token]) -> bool:
        """Whether every word is of a phrase on registrations, a small word, a number or a date."""
        reports = self._lexicon.raw["standing"]["reporting"]
        if any(token.tag in _OTHERS or token.is_one_of(reports) for token in tokens):
            return False
        words = [word for token in tokens for word in token.words]
        plain = [
            self._is_plain(before, token)
            for before, token in zip([None, *tokens], tokens, strict=False)
            for _ in token.words
        ]
        at = 0
        while at < len(words):
            length = max(each.at(words, at)[1] for each in self._lists)
            if not length and not plain[at]:
                return False
            at += max(1, length)
        return True

    def _is_plain(self, before: Token | None, token: Token) -> bool:
        """Whether a token is accounted for by itself; "we" is not: something else would be told of us."""
        if token.tag is Tag.KIND:
            return before is not None and before.tag is Tag.ECCP  # "a registered cluster"
        if token.tag in (Tag.ECCP, Tag.BREAK, *_SIGNS) or token.small == "carry" or token.value == "not":
            return True
        if token.tag in _VERBS and " ".join(token.words) in self._verbs:
            return True
        small = self._lexicon.raw["beside_platform"]
        return token.tag is not Tag.WE and all(word.isdigit() or word in small for word in token.words)

    def status(self, tokens: Sequence[Token], carried: Eccp | None, *, spoken: bool) -> Eccp:
        """What the tokens say of their subject; `carried`: what was said of the one before; `spoken`: whether the
        sentence names the platform or a registration, without which only "yes", "is not", "pending" say anything.
        Raises Unclear."""
        told = [token for token in tokens if token.tag not in _SIGNS]
        told = [t for t, after in pairwise([*told, None]) if t and not self._only_stresses(t, after)]
        if not told or not self.covered(told) or not (spoken or self._is_bare(told)):
            raise Unclear
        if all(token.small == "carry" for token in told):  # "and Brno too"
            if carried is None:
                raise Unclear
            return carried
        words = [word for token in told for word in token.words]
        if len(words) == 1 and words[0].isdigit() and len(words[0]) == _YEAR:
            return Eccp.REGISTERED  # "ECCP: Graz (2018)"
        found = self._status.beside(told, carried if carried in _CARRIED else None)
        if found is None or not self._two_denied.isdisjoint(words):
            raise Unclear
        if found is not Eccp.UNKNOWN and any(token.tag is Tag.WE for token in told):
            raise Unclear
        doubted = found is not Eccp.SUBMITTED and any(token.tag is Tag.PERHAPS for token in told)
        return Eccp.UNKNOWN if doubted else found

    def _only_stresses(self, token: Token, after: Token | None) -> bool:
        """Whether "do" only stresses the verb behind it: "we do have one"."""
        return token.is_one_of(self._emphasis) and after is not None and after.tag is Tag.HAVE

    def _is_bare(self, tokens: Sequence[Token]) -> bool:
        """Whether the tokens are an answer: "yes", "is not", "pending", "unclear"."""
        lexicon = self._lexicon
        lists = (
            lexicon.yes,
            lexicon.no,
            lexicon.unknown,
            lexicon.same,
            lexicon.there,
            lexicon.negations,
            lexicon.hedges,
        )
        for token in tokens:
            plain = token.tag in (Tag.ECCP, Tag.NOT, Tag.NONE, Tag.PERHAPS) or token.small == "carry"
            verb = token.tag in _VERBS and (token.value == "not" or " ".join(token.words) in self._verbs)
            if not (plain or verb or any(each.within(token.words) for each in lists)):
                return False
        return True
