"""Members of a group of one kind told of as people: "three clusters: us in Bordeaux, our friends in Bilbao and a group
in Ruse" as "three clusters: ours in Bordeaux, one in Bilbao and one in Ruse"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.grammar.place_lists import ADJECTIVAL
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_FEWEST = 2
_SEAT = (Tag.PLACE, Tag.OPEN, Tag.CLOSE)
_PEOPLE = (Tag.CROWD, Tag.GROUP, Tag.GENERIC)


def as_members(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with each item of such a list as "ours" or "one"; as they are where any item is something else, or
    their number is not the one that is told."""
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    head = tokens[:colon]
    kinds = {token.value for token in head if token.tag is Tag.KIND}
    counted = [token.value for token in head if token.tag is Tag.NUMBER]
    if len(kinds) != 1 or len(counted) != 1 or any(token.tag in (Tag.PLACE, Tag.NAME) for token in head):
        return list(tokens)
    items = _items(tokens[colon + 1 :])
    if len(items) < _FEWEST or len(items) != counted[0]:
        return list(tokens)
    found: list[Token] = list(tokens[: colon + 1])
    for item, sign in items:
        told = _member(item, lexicon)
        if not told:
            return list(tokens)
        found += [*told, *sign]
    return found


def _items(tokens: Sequence[Token]) -> list[tuple[list[Token], list[Token]]]:
    """The items of a list, each with the signs behind it."""
    found: list[tuple[list[Token], list[Token]]] = [([], [])]
    for token in tokens:
        if token.tag in (Tag.COMMA, Tag.AND):
            found[-1][1].append(token)
            continue
        if found[-1][1]:
            found.append(([], []))
        found[-1][0].append(token)
    return found


def _member(item: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Us in Bordeaux", "the Danes in Copenhagen" as one member; nothing for anything else."""
    at = next((at for at, token in enumerate(item) if token.tag is Tag.IN), 0)
    seat = item[at + 1 :]
    if not at or item[at].small == "range" or not seat or any(token.tag not in _SEAT for token in seat):
        return []
    who = list(item[:at])
    if len(who) == 1 and who[0].tag is Tag.WE:
        return [replace(who[0], words=("ours",), small="ours"), *item[at:]]
    if len(who) == 1 and who[0].tag is Tag.NUMBER:
        return list(item) if who[0].small == "one" else []
    people = who[-1].tag in _PEOPLE or who[-1].is_one_of(lexicon.raw["peers"])
    people = people or (who[-1].tag is Tag.PLACE and who[-1].value.how in ADJECTIVAL)
    led = who[0].tag in (Tag.DEFINITE, Tag.OWN, Tag.ARTICLE)
    plain = all(token.tag is Tag.WORD or token is who[-1] or token is who[0] for token in who)
    if len(who) < _FEWEST or not (people and led and plain):
        return []
    one = replace(who[0], tag=Tag.NUMBER, value=1, words=("one",), small="one", plural=False, definite=False)
    return [one, *item[at:]]
