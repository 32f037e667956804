"""Places told of as if they were partners, put behind what sits there: "Linz has a cluster, Brno has one" as "a cluster
in Linz, one in Brno"; "Graz, Ulm and Brno send their clusters" as "clusters in Graz, Ulm and Brno"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LIST = (Tag.PLACE, Tag.COMMA, Tag.AND)
_FEWEST = 2
_MOST_WORDS = 3


def seats_behind(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with such places behind their kind."""
    return _sent(_had(tokens), lexicon)


def _had(tokens: Sequence[Token]) -> list[Token]:
    """Each "Linz has a cluster" as "a cluster in Linz"; a later "Brno has one" likewise."""
    found: list[Token] = []
    at, told = 0, 0
    while at < len(tokens):
        end = _having(tokens, at, begun=bool(told)) if not at or told or tokens[at - 1].tag is Tag.COLON else 0
        if not end:
            found.append(tokens[at])
            at += 1
            continue
        told += 1
        found += [*tokens[at + 2 : end], _in(tokens[at]), tokens[at]]
        at = end
    return found if told >= _FEWEST else list(tokens)


def _having(tokens: Sequence[Token], at: int, *, begun: bool) -> int:
    """Where "Linz has a (wood) cluster" ends that begins at `at`, or "Brno has one"; 0 if it is not there."""
    tags = [token.tag for token in tokens[at : at + 3]]
    if tags[:2] != [Tag.PLACE, Tag.HAVE] or len(tokens[at + 1].words) != 1:
        return 0
    if begun and tags[2:] == [Tag.NUMBER] and tokens[at + 2].small == "one":
        follows = tokens[at + 3].tag if at + 3 < len(tokens) else Tag.STOP
        return at + 3 if follows in (Tag.COMMA, Tag.AND, Tag.STOP, Tag.OPEN) else 0
    if tags[2:] != [Tag.ARTICLE]:
        return 0
    kind = at + 3
    while kind < min(len(tokens), at + 3 + _MOST_WORDS) and tokens[kind].tag is Tag.WORD:
        kind += 1
    after = tokens[kind + 1].tag if kind + 1 < len(tokens) else Tag.STOP
    single = kind < len(tokens) and tokens[kind].tag is Tag.KIND and not tokens[kind].plural
    return kind + 1 if single and after in (Tag.COMMA, Tag.AND, Tag.STOP, Tag.OPEN) else 0


def _sent(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "A, B and C send their (wood) clusters" at the beginning of a sentence or behind a colon."""
    begin = next((at + 1 for at, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    end = begin
    while end < len(tokens) and tokens[end].tag in _LIST:
        end += 1
    if sum(token.tag is Tag.PLACE for token in tokens[begin:end]) < _FEWEST or tokens[end - 1].tag is not Tag.PLACE:
        return list(tokens)
    verb = end
    while verb < min(len(tokens), end + _MOST_WORDS) and tokens[verb].is_one_of(lexicon.raw["sending_clusters"]):
        verb += 1
    kind = verb + 1
    if verb == end or verb >= len(tokens) or tokens[verb].tag is not Tag.THEIR:
        return list(tokens)
    while kind < min(len(tokens), verb + 1 + _MOST_WORDS) and tokens[kind].tag is Tag.WORD:
        kind += 1
    if kind >= len(tokens) or tokens[kind].tag is not Tag.KIND or not tokens[kind].plural:
        return list(tokens)
    places = tokens[begin:end]
    return [*tokens[:begin], *tokens[verb + 1 : kind + 1], _in(places[0]), *places, *tokens[kind + 1 :]]


def _in(place: Token) -> Token:
    return replace(place, end=place.start, tag=Tag.IN, value=None, words=("in",), small="")
