"""Names in front of what they name, put behind it: "Nova, a cluster in Graz," as "a cluster Nova in Graz"; "we: a
cluster in Graz" as "we are a cluster in Graz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_ADJECTIVES = 5
_HEADS = (Tag.ARTICLE, Tag.DEFINITE, Tag.OWN)
_VERBS = (Tag.BE, Tag.HAVE, Tag.ROLE_VERB)
_LISTING = (Tag.COMMA, Tag.AND, Tag.COLON, Tag.BE, Tag.CALLED, Tag.BREAK, Tag.FUNCTION)
_ROLES = (Tag.ROLE, Tag.ROLE_VERB)
_SEATS = 2


def kind_first(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence with each name behind its kind and before its seat, as the grammar reads them."""
    found: list[Token] = []
    tokens = _we_are(tokens)
    at = 0
    while at < len(tokens):
        described = _described(tokens, at) if tokens[at].tag is Tag.NAME and tokens[at].value.given else None
        if described is None:
            found.append(tokens[at])
            at += 1
            continue
        put, at = described
        found += put
    return _listed(found)


def _we_are(tokens: Sequence[Token]) -> list[Token]:
    """A sentence with a verb for the sign in "we: wood cluster in Graz"."""
    tags = [token.tag for token in tokens[: _MOST_ADJECTIVES + 3]]
    if tags[:2] != [Tag.WE, Tag.COLON] or any(token.tag in _ROLES for token in tokens):
        return list(tokens)
    kind = next((at for at, tag in enumerate(tags) if tag is Tag.KIND), 0)
    if not kind or tokens[kind].plural or any(tag not in (*_HEADS, Tag.WORD, Tag.PLACE) for tag in tags[2:kind]):
        return list(tokens)
    sign = tokens[1]
    verb = replace(sign, tag=Tag.BE, words=("are",), value=None, small="")
    article = [] if tags[2] in _HEADS else [Token(sign.end, sign.end, Tag.ARTICLE, 1, words=("a",))]
    return [tokens[0], verb, *article, *tokens[2:]]


def _described(tokens: Sequence[Token], at: int) -> tuple[list[Token], int] | None:
    """What a name and its description become, and where the words go on; None where there is none."""
    if _tag(tokens, at + 1) is not Tag.COMMA:
        return None
    place = (
        tokens[at + 2] if _tag(tokens, at + 2) is Tag.PLACE and _tag(tokens, at + 3) in (Tag.COLON, Tag.DASH) else None
    )
    begin = at + (4 if place is not None else 2)
    kind = begin
    while _tag(tokens, kind) in _HEADS and kind == begin:
        kind += 1
    while _tag(tokens, kind) in (Tag.WORD, Tag.EUROPEAN, Tag.PLACE) and kind - begin < _MOST_ADJECTIVES:
        kind += 1
    if _tag(tokens, kind) is not Tag.KIND or tokens[kind].plural:
        return None
    head, end = list(tokens[begin : kind + 1]), kind + 1
    if place is None:
        if _tag(tokens, end) not in (Tag.IN, Tag.COMMA) or _tag(tokens, end + 1) is not Tag.PLACE:
            return None
        seat = [replace(tokens[end], tag=Tag.IN, words=("in",), small="", value=None, definite=False), tokens[end + 1]]
        end += 2
        listed = head[0].tag is Tag.DEFINITE and [_tag(tokens, end), _tag(tokens, end + 1)] == [Tag.AND, Tag.DEFINITE]
        if listed:  # "Nova, the wood cluster in Graz and the food cluster in Bari" may be three
            return None
        closed = _tag(tokens, end) is Tag.COMMA and _tag(tokens, end + 1) in _VERBS
        return [*head, tokens[at], *seat], end + closed
    seat = [replace(tokens[at + 1], tag=Tag.IN, words=("in",), small="", value=None), place]
    return [*head, tokens[at], *seat], end


def _listed(tokens: list[Token]) -> list[Token]:
    """ "Three clusters: Nova (Graz), Terra in Brno" with "the cluster" before each name."""
    seated = [at for at in range(len(tokens)) if _is_seated(tokens, at)]
    if len(seated) < _SEATS:
        return tokens
    kind = next((t for t in reversed(tokens[: seated[0]]) if t.tag is Tag.KIND), None)
    if kind is None or not kind.plural or any(t.tag is Tag.KIND for t in tokens[seated[0] :]):
        return tokens
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if at in seated:
            where = token.start
            found.append(Token(where, where, Tag.DEFINITE, words=("the",)))
            found.append(replace(kind, start=where, end=where, plural=False))
        bracket = at - 1 in seated and token.tag is Tag.OPEN and _tag(tokens, at + 2) is Tag.CLOSE
        closes = at - 3 in seated and token.tag is Tag.CLOSE and tokens[at - 2].tag is Tag.OPEN
        if not closes:
            found.append(replace(token, tag=Tag.IN, words=("in",), value=None) if bracket else token)
    return found


def _is_seated(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name with nothing but its seat stands at `at`."""
    if tokens[at].tag is not Tag.NAME or not tokens[at].value.given or not at or tokens[at - 1].tag not in _LISTING:
        return False
    return _tag(tokens, at + 1) in (Tag.IN, Tag.OPEN) and _tag(tokens, at + 2) is Tag.PLACE


def _tag(tokens: Sequence[Token], at: int) -> Tag | None:
    return tokens[at].tag if 0 <= at < len(tokens) else None
