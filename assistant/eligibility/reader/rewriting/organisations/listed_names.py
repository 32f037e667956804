"""What somebody is, behind the place: "Nova GmbH, Graz (SME)" as "Nova GmbH (SME, Graz)"; "my firm, an SME in Graz,"
as "my firm in Graz"; "Graz - cluster - submitted" with its registration in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Tag
from assistant.eligibility.reader.tokens.scan import Token

_ITEM = [Tag.COMMA, Tag.PLACE, Tag.OPEN]
_MOST_INSIDE = 6
_ENDS = (Tag.BREAK, Tag.STOP, Tag.COMMA)


def with_kinds_beside_names(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each such place behind its kind; as they are where a place with a kind stands for itself."""
    tokens = _submitted_in_brackets(_one_of_ours(tokens))
    found: list[Token] = []
    at = 0
    named = [n for n, token in enumerate(tokens) if token.tag is Tag.NAME and _item(tokens, n)]
    placed = [n for n, t in enumerate(tokens[:-1]) if t.tag is Tag.PLACE and _kind(tokens, n + 1)]
    if not named or len(placed) != len(named):
        return list(tokens)
    while at < len(tokens):
        end = _item(tokens, at) if tokens[at].tag is Tag.NAME else 0
        if not end:
            found.append(tokens[at])
            at += 1
            continue
        name, comma, place, opened = tokens[at : at + 4]
        sign = replace(comma, start=place.start, end=place.start)
        found += [name, opened, *tokens[at + 4 : end - 1], sign, place, tokens[end - 1]]
        at = end
    return found


def _item(tokens: Sequence[Token], at: int) -> int:
    """The token after "Nova GmbH, Graz (SME)" at `at`; 0 if nothing like that stands there."""
    begins = [token.tag for token in tokens[at + 1 : at + 4]] == _ITEM
    sure = begins and tokens[at].value.sure and not tokens[at].value.label
    return _kind(tokens, at + 3) if sure else 0


def _kind(tokens: Sequence[Token], at: int) -> int:
    """The token after "(a wood cluster)" at `at`; 0 if no bracket with just one kind stands there."""
    if at >= len(tokens) or tokens[at].tag is not Tag.OPEN:
        return 0
    ahead = range(at + 1, min(at + 1 + _MOST_INSIDE, len(tokens)))
    close = next((n for n in ahead if tokens[n].tag is Tag.CLOSE), 0)
    inside = tokens[at + 1 : close]
    one = sum(token.tag is Tag.KIND and not token.plural for token in inside) == 1
    return close + 1 if one and all(t.tag in (Tag.KIND, Tag.ARTICLE, Tag.WORD) for t in inside) else 0


def _one_of_ours(tokens: Sequence[Token]) -> list[Token]:
    """ "My own firm, an SME from Graz, only writes" as "my own firm in Graz only writes"."""
    if [token.tag for token in tokens[:3]] == [Tag.OWN, Tag.FUNCTION, Tag.KIND]:
        tokens = [tokens[0], *tokens[2:]]  # "my own firm"
    kind = next((at for at, token in enumerate(tokens[:4]) if token.tag is Tag.KIND), 0)
    if not kind or tokens[0].tag is not Tag.OWN or tokens[kind].plural:
        return list(tokens)
    begins = [token.tag for token in tokens[kind + 1 : kind + 3]] == [Tag.COMMA, Tag.ARTICLE]
    here = kind + 3
    while begins and here < len(tokens) and tokens[here].tag is Tag.WORD:
        here += 1
    ends = [token.tag for token in tokens[here : here + 4]] == [Tag.KIND, Tag.IN, Tag.PLACE, Tag.COMMA]
    if not (begins and ends and tokens[here].value is tokens[kind].value):
        return list(tokens)
    return [*tokens[: kind + 1], *tokens[here + 1 : here + 3], *tokens[here + 4 :]]


def _submitted_in_brackets(tokens: Sequence[Token]) -> list[Token]:
    """ "Graz - cluster - ECCP submitted" as "… (ECCP submitted)": there "submitted" is no verb."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = at + 1
        while end < len(tokens) and tokens[end].tag is Tag.ECCP:
            end += 1
        said = tokens[at + 1 : end]
        submitted = any(token.value is EccpWord.SUBMITTED for token in said)
        behind = bool(found) and found[-1].tag in (Tag.KIND, Tag.PLACE)
        closed = end == len(tokens) or tokens[end].tag in _ENDS
        if tokens[at].tag is Tag.DASH and submitted and behind and closed:
            opened = replace(tokens[at], tag=Tag.OPEN, words=("(",))
            shut = Token(tokens[end - 1].end, tokens[end - 1].end, Tag.CLOSE, words=(")",))
            found += [opened, *said, shut]
            at = end
            continue
        found.append(tokens[at])
        at += 1
    return found
