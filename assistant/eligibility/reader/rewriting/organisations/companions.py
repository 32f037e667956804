"""People who stand for the organisation they belong to: "our Greek friends (cluster, Volos)", "the colleagues in Bari,
also a cluster," as "the Greek cluster in Volos", "a cluster in Bari"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.reader.grammar.place_lists import ADJECTIVAL
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_DETERMINERS = (Tag.OWN, Tag.DEFINITE)
_OPENING = {Tag.OPEN: Tag.CLOSE, Tag.COMMA: Tag.COMMA, Tag.DASH: Tag.DASH}
_ADVERBS = (Tag.FUNCTION, Tag.AS)
_VERBS = (Tag.BE, Tag.HAVE, Tag.ROLE_VERB, Tag.FUNCTION, Tag.WORD, Tag.WE, Tag.NOT)
_MOST_WORDS = 4
_MOST_INSIDE = 24


@dataclass
class _Group:
    """What is known of one such organisation while its words are read."""

    start: int
    adjective: Token | None = None
    seat: Sequence[Token] = ()
    head: Sequence[Token] = ()
    rest: Sequence[Token] = ()


class _Companions:
    """The groups of people in one sentence, with what their organisation is."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._nouns = set(lexicon.raw["companions"])
        self._beside = False

    def tag(self, at: int) -> Tag | None:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else None

    def group(self, at: int) -> tuple[_Group | None, int]:
        """The group that begins at `at` and the token after it; None if none does."""
        group = _Group(at)
        here = self._people(group)
        if not here:
            return None, at
        here = self._seat(group, here)
        closing = _OPENING.get(self._tokens[here].tag) if here < len(self._tokens) else None
        end = self._described(group, here + 1, closing) if closing is not None else 0
        if not end or not (group.seat or group.adjective):
            return None, at
        self._beside = True
        return group, end

    def _people(self, group: _Group) -> int:
        """The token after "our Greek friends"; 0 if the words at the start of the group name no people."""
        here = group.start
        if self._beside and self.tag(here) is Tag.IN and self.tag(here - 1) in (Tag.AND, Tag.COMMA):
            return here  # "with colleagues from Graz (a cluster) and from Bari (a cluster as well)"
        determined = self.tag(here) in _DETERMINERS
        here += determined
        if self.tag(here) is Tag.PLACE and self._tokens[here].value.how in ADJECTIVAL:
            group.adjective = self._tokens[here]
            here += 1
        if here >= len(self._tokens):
            return 0
        token = self._tokens[here]
        if token.tag is Tag.CROWD and self._nouns & set(token.words):
            return here + 1
        if group.adjective is None or not determined:
            return 0
        ones = token.tag is Tag.WORD and token.small == "ones"
        return here + ones if ones or group.adjective.value.how is How.DEMONYM else 0

    def _seat(self, group: _Group, at: int) -> int:
        """The token after "in Bari", which becomes the seat of the group."""
        if not group.seat and self.tag(at) is Tag.IN and self.tag(at + 1) is Tag.PLACE:
            group.seat = self._tokens[at : at + 2]
            return at + 2
        return at

    def _described(self, group: _Group, at: int, closing: Tag) -> int:
        """The token after "also a wood cluster, Volos)"; 0 if no such description of one organisation stands there."""
        here = at
        while self.tag(here) is Tag.FUNCTION:
            here += 1
        first = here
        here += self.tag(here) in (Tag.ARTICLE, Tag.DEFINITE)
        while here - first <= _MOST_WORDS and self.tag(here) is Tag.WORD:
            here += 1
        kind = self._tokens[here] if here < len(self._tokens) else None
        determined = self.tag(first) in (Tag.ARTICLE, Tag.DEFINITE)
        if kind is None or kind.tag is not Tag.KIND or kind.plural or not (determined or closing is Tag.CLOSE):
            return 0
        group.head = self._tokens[first : here + 1]
        here += 1
        while self.tag(here) in _ADVERBS:
            here += 1
        return self._bracket_end(group, here) if closing is Tag.CLOSE else self._apposition_end(group, here, closing)

    def _bracket_end(self, group: _Group, at: int) -> int:
        """The token after the bracket; its seat is taken, what else stands in it is kept."""
        here = at + (self.tag(at) is Tag.COMMA and self.tag(at + 1) in (Tag.PLACE, Tag.IN))
        here = self._seat(group, here)
        if not group.seat and self.tag(here) is Tag.PLACE:
            place = self._tokens[here]
            group.seat = [Token(place.start, place.start, Tag.IN, words=("in",)), place]
            here += 1
        close = next(
            (n for n in range(here, min(here + _MOST_INSIDE, len(self._tokens))) if self.tag(n) is Tag.CLOSE), 0
        )
        rest = self._tokens[here:close]
        if not close or any(token.tag in (Tag.PLACE, Tag.KIND, Tag.NAME) for token in rest):
            return 0
        if rest and rest[0].tag not in (Tag.COMMA, Tag.DASH, Tag.COLON):
            return 0
        opened, closed = (Token(t.start, t.end, t.tag, words=t.words) for t in self._signs(at, close))
        group.rest = [opened, *rest[1:], closed] if rest else ()
        return close + 1

    def _signs(self, at: int, close: int) -> tuple[Token, Token]:
        here = self._tokens[at - 1].end
        return Token(here, here, Tag.OPEN, words=("(",)), self._tokens[close]

    def _apposition_end(self, group: _Group, at: int, closing: Tag) -> int:
        """The token after ", a cluster too, from Växjö,"; the sign behind is kept where no verb follows."""
        if at >= len(self._tokens):
            return at
        if self.tag(at) is Tag.IN and not group.seat:
            at = self._seat(group, at)
        if self.tag(at) is closing and self.tag(at + 1) is Tag.IN and not group.seat:
            at = self._seat(group, at + 1)
        if at < len(self._tokens) and self.tag(at) is not closing:
            return at if self.tag(at) in (Tag.STOP, Tag.BREAK, Tag.AND) else 0
        verb = self.tag(at + 1) in _VERBS
        return at + verb if group.seat else 0


def with_organisations(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a first description with organisations for the people who stand for them."""
    companions = _Companions(tokens, lexicon)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        group, end = companions.group(at)
        if group is None:
            found.append(tokens[at])
            at += 1
            continue
        start = tokens[at].start
        first = group.head[0]
        said = first if first.tag in (Tag.ARTICLE, Tag.DEFINITE) else None
        the = Token(start, start, Tag.DEFINITE, words=("the",), definite=True)
        adjective = [group.adjective] if group.adjective is not None else []
        found += [said or the, *adjective, *group.head[said is not None :], *group.seat, *group.rest]
        at = end
    return found
