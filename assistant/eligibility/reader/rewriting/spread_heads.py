"""One kind said for several partners, put beside each: "three clusters, two of them Italian, one Spanish" as "two
Italian clusters, one Spanish cluster"; "Cork, Brest: marine clusters" as "marine clusters in Cork, Brest"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_LIST = (Tag.PLACE, Tag.COMMA, Tag.AND)
_ONES = (Tag.NUMBER, Tag.OTHER, Tag.DEFINITE, Tag.IN, Tag.PLACE, Tag.COMMA, Tag.AND, Tag.ORDINAL, Tag.FUNCTION)
_ADJECTIVES = (How.ADJECTIVE, How.DEMONYM)
_ENDS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.STOP, Tag.COLON, Tag.DASH, Tag.OPEN)
_TOWNS = (Tag.DEFINITE, Tag.NUMBER, Tag.CROWD, Tag.WORD, Tag.FUNCTION)
_OF = ("of", "of_the")
_SEVERAL = 2
_LEADING = 4
_BRACKET = 40


def spread_heads(tokens: Sequence[Token], *, first: bool) -> list[Token]:
    """The tokens with each kind beside those it is said of. `first`: nobody has been named before."""
    tokens = _one_and_other(_their_own(_places_first(_places_lead(_each_last(tokens)))))
    return _shares_of_head(_part_of_head(tokens)) if first else tokens


def _each_last(tokens: Sequence[Token]) -> list[Token]:
    """ "From A and B (only) a cluster each", "A and B, a cluster from each of the towns" as "a cluster each from A and
    B"."""
    each = next((at for at, token in enumerate(tokens) if token.tag is Tag.EACH), 0)
    if each < _SEVERAL + 1 or tokens[each - 1].tag is not Tag.KIND:
        return list(tokens)
    one = tokens[each - 2]
    if not (one.tag is Tag.ARTICLE or (one.tag is Tag.NUMBER and one.value == 1)):
        return list(tokens)
    after = next((at for at in range(each + 1, len(tokens)) if tokens[at].tag in _ENDS), len(tokens))
    only = not any(token.tag is Tag.KIND for token in tokens[: each - 1])
    if any(token.tag not in _TOWNS for token in tokens[each + 1 : after]) or (after > each + 1 and not only):
        return list(tokens)  # "clusters from A and B, plus an SME from each of these countries"
    end = each - 2
    while end and tokens[end - 1].tag in (Tag.ONLY, Tag.COMMA, Tag.COLON):
        end -= 1
    begin = end
    while begin and tokens[begin - 1].tag in _LIST:
        begin -= 1
    if end == begin and begin > 1 and tokens[begin - 1].tag is Tag.WORD:  # "A and B contribute a cluster each"
        end = begin = begin - 1
        while begin and tokens[begin - 1].tag in _LIST:
            begin -= 1
    inside = tokens[begin - 1] if begin else tokens[0]
    places = tokens[begin:end]
    if sum(token.tag is Tag.PLACE for token in places) < _SEVERAL:
        return list(tokens)
    if inside.tag is Tag.IN:
        begin -= 1
    elif begin and inside.tag not in _ENDS:
        return list(tokens)
    else:
        inside = Token(places[0].start, places[0].start, Tag.IN, words=("from",))
    number = replace(one, tag=Tag.NUMBER, value=1)
    return [*tokens[:begin], number, *tokens[each - 1 : each + 1], inside, *places, *tokens[after:]]


def _places_lead(tokens: Sequence[Token]) -> list[Token]:
    """ "In A a cluster and a university, in B a cluster" as "a cluster in A and a university in A, a cluster in B"."""
    if len(tokens) < _LEADING + 2 or [t.tag for t in tokens[:2]] != [Tag.IN, Tag.PLACE]:
        return list(tokens)
    found: list[Token] = []
    seat: list[Token] = []
    for at, token in enumerate(tokens):
        opens = not at or tokens[at - 1].tag in _ENDS
        if opens and [t.tag for t in tokens[at : at + 2]] == [Tag.IN, Tag.PLACE]:
            seat = list(tokens[at : at + 2])
        if token in seat:
            continue
        found.append(token)
        if token.tag is Tag.KIND:
            found += seat
        elif token.tag not in (Tag.ARTICLE, Tag.NUMBER, Tag.WORD, Tag.EUROPEAN, *_ENDS):
            return list(tokens)
    return found if sum(token.tag is Tag.PLACE for token in tokens) > 1 else list(tokens)


def _places_first(tokens: Sequence[Token]) -> list[Token]:
    """ "A, B: marine clusters" and "A and B (clusters, Bulgaria)" as "marine clusters in A, B"."""
    end = next((at for at, token in enumerate(tokens) if token.tag not in _LIST), len(tokens))
    places = sum(token.tag is Tag.PLACE for token in tokens[:end])
    if places < _SEVERAL or end == len(tokens) or tokens[end].tag not in (Tag.COLON, Tag.OPEN):
        return list(tokens)
    kind = end + 1
    while kind < len(tokens) and tokens[kind].tag is Tag.WORD:
        kind += 1
    if kind >= len(tokens) or tokens[kind].tag is not Tag.KIND or not tokens[kind].plural:
        return list(tokens)
    head = [*tokens[end + 1 : kind + 1], Token(tokens[0].start, tokens[0].start, Tag.IN, words=("in",)), *tokens[:end]]
    if tokens[end].tag is Tag.COLON:
        listed = [token.tag for token in tokens[kind + 1 : kind + 2]] == [Tag.COMMA]
        return list(tokens) if listed else [*head, *tokens[kind + 1 :]]
    close = next((at for at in range(kind, len(tokens)) if tokens[at].tag is Tag.CLOSE), None)
    if close is None or any(t.tag not in (Tag.COMMA, Tag.PLACE) for t in tokens[kind + 1 : close]):
        return list(tokens)
    return [*head, *tokens[close + 1 :]]


def _their_own(tokens: Sequence[Token]) -> list[Token]:
    """ "A cluster and its SME member from Katowice" as "… and an SME from Katowice"."""
    found = list(tokens)
    for at in range(1, len(tokens) - 2):
        if tokens[at].tag is not Tag.THEIR or tokens[at + 1].tag is not Tag.KIND or tokens[at + 1].plural:
            continue
        after = at + 3 if tokens[at + 2].tag is Tag.CROWD else at + 2
        if [t.tag for t in tokens[after : after + 2]] == [Tag.IN, Tag.PLACE]:
            article = replace(tokens[at], tag=Tag.ARTICLE, value=1, words=("a",), small="")
            return [*tokens[:at], article, tokens[at + 1], *tokens[after:]]
    return found


def _one_and_other(tokens: Sequence[Token]) -> list[Token]:
    """ "Two Swedish clusters (one in Umeå, the other in Lund)" as "two Swedish clusters (Umeå, Lund)"."""
    for at in range(2, len(tokens)):
        if tokens[at].tag is not Tag.OPEN or tokens[at - 1].tag is not Tag.KIND:
            continue
        close = next((n for n in range(at, min(at + _BRACKET, len(tokens))) if tokens[n].tag is Tag.CLOSE), at + 1)
        inside = tokens[at + 1 : close]
        number = next((t.value for t in reversed(tokens[max(0, at - 4) : at - 1]) if t.tag is Tag.NUMBER), None)
        places = sum(token.tag is Tag.PLACE for token in inside)
        if places == number and any(t.tag is Tag.NUMBER for t in inside) and all(t.tag in _ONES for t in inside):
            return [*tokens[: at + 1], *(t for t in inside if t.tag in _LIST), *tokens[close:]]
    return list(tokens)


def _part_of_head(tokens: Sequence[Token]) -> list[Token]:
    """ "Two of the three clusters come from Italy, the third from Spain" as "two clusters …, one from Spain"."""
    opens = [token.tag for token in tokens[:4]] == [Tag.NUMBER, Tag.IN, Tag.NUMBER, Tag.KIND]
    if not opens or tokens[1].small not in _OF or tokens[0].value >= tokens[2].value:
        return list(tokens)
    kind, left = tokens[3], tokens[2].value - tokens[0].value
    found = [tokens[0], *tokens[3:]]
    for at in range(2, len(found) - 2):
        rest = found[at].tag in (Tag.COMMA, Tag.AND, Tag.BREAK) and found[at + 1].tag is Tag.DEFINITE
        if rest and found[at + 2].tag in (Tag.ORDINAL, Tag.OTHER) and left == 1:
            end = at + 4 if at + 3 < len(found) and found[at + 3].small == "one" else at + 3
            one = replace(found[at + 1], tag=Tag.NUMBER, value=1, words=("one",))
            return [*found[: at + 1], one, replace(kind, plural=False), *found[end:]]
    return list(tokens)


def _shares_of_head(tokens: Sequence[Token]) -> list[Token]:
    """ "Three clusters, two of them Italian, one Spanish" as "two Italian clusters, one Spanish cluster"."""
    number = next((at for at, token in enumerate(tokens) if token.tag is Tag.NUMBER), len(tokens))
    head = tokens[number + 1 : number + 3]
    if len(head) < _SEVERAL or head[0].tag is not Tag.KIND or head[1].tag not in (Tag.COMMA, Tag.COLON, Tag.DASH):
        return list(tokens)
    body = list(tokens[number + 3 :])
    if any(token.tag is Tag.KIND for token in body):
        return list(tokens)
    found: list[Token] = []
    total = at = 0
    while at < len(body):
        if body[at].tag is not Tag.NUMBER or (found and found[-1].tag not in (Tag.COMMA, Tag.AND, Tag.BREAK)):
            found.append(body[at])
            at += 1
            continue
        total += body[at].value
        found.append(body[at])
        kind = replace(head[0], plural=body[at].value > 1, start=body[at].end, end=body[at].end)
        at += 3 if [t.tag for t in body[at + 1 : at + 3]] == [Tag.IN, Tag.PRONOUN] else 1
        if at < len(body) and body[at].tag is Tag.PLACE and body[at].value.how in _ADJECTIVES:
            found += [body[at], kind]
            at += 1
        elif at < len(body) and body[at].tag is Tag.IN:
            found.append(kind)
        else:
            return list(tokens)
    return [*tokens[:number], *found] if total == tokens[number].value else list(tokens)
