"""Towns that no list of places knows: "clusters in Xtown, Bari and Brno" are three; "a cluster in Xtown, Austria" is in
Austria."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.names import How

_LISTED = (Tag.PLACE, Tag.NAME, Tag.COMMA, Tag.AND, Tag.IN)
_WIDE = (How.NAME, How.CODE, How.NATIONAL_NAME)


def with_unknown_towns(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with such towns as places of which nothing is known, in a list behind several of a kind."""
    found = list(tokens)
    at = 0
    while at < len(tokens):
        several = tokens[at].tag is Tag.KIND and tokens[at].plural
        end = at + 1
        if several and end < len(tokens) and tokens[end].tag is Tag.IN:
            while end < len(tokens) and tokens[end].tag in _LISTED:
                end += 1
            _towns(found, at + 1, end)
        at = end
    return _within_country(found)


def _towns(found: list[Token], begin: int, end: int) -> None:
    """Makes places of the unknown words in a list of towns; not beside a country, which one of them may be in."""
    places = [token for token in found[begin:end] if token.tag is Tag.PLACE]
    if not places or any(token.value.how is not How.CITY for token in places):
        return
    for at in range(begin, end):
        if _is_town(found, at, end):
            token = found[at]
            said = token.value
            text = " ".join(token.words)
            mention = PlaceMention(said.start, said.end, text, None, None, (), How.CITY)
            found[at] = replace(token, tag=Tag.PLACE, value=mention)


def _is_town(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a name stands where only a town can: alone between the signs of the list."""
    token = tokens[at]
    if token.tag is not Tag.NAME or len(token.words) > 1 or token.value.sure or token.value.kind or token.value.label:
        return False
    before = tokens[at - 1].tag in (Tag.IN, Tag.COMMA, Tag.AND)
    return before and (at + 1 >= end or tokens[at + 1].tag in (Tag.COMMA, Tag.AND))


def _within_country(tokens: Sequence[Token]) -> list[Token]:
    """ "A cluster in Xtown, Austria" as "a cluster in Austria"."""
    found: list[Token] = []
    skip = 0
    for at, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        one = at > 1 and tokens[at - 1].tag is Tag.IN and tokens[at - 2].tag is Tag.KIND and not tokens[at - 2].plural
        behind = [other.tag for other in tokens[at + 1 : at + 3]] == [Tag.COMMA, Tag.PLACE]
        if one and behind and _is_town(tokens, at, at + 2) and _is_wide(tokens[at + 2]):
            skip = 1
            continue
        found.append(token)
    return found


def _is_wide(token: Token) -> bool:
    mention = token.value
    return mention.how in _WIDE or (mention.how is How.REGION and not mention.excluded)
