"""Lists put as others that the grammar reads: "Bari, Italy; Murcia, Spain" as "Bari, Murcia", "…, partners: A, B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.grammar.place_lists import ADJECTIVAL
from assistant.eligibility.reader.tokens.compound_places import on_islands, one_place
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_ENDS = (Tag.COMMA, Tag.BREAK, Tag.AND, Tag.OPEN, Tag.DASH)
_FEWEST_PAIRS = 2
_MOST_SEAT = 6


def listed(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence with its lists in the forms that the grammar knows."""
    tokens = on_islands(_uncleft(tokens), frozenset(lexicon.raw["on_islands"]))
    tokens = _each_in_brackets(_by_number(_next_of_choice(_counted_by_place(_slashed(tokens)), lexicon)))
    found = _pairs_of_places(_place_of_label(tokens))
    return _also_a_kind(_list_begun(found), lexicon)


def _place_of_label(tokens: Sequence[Token]) -> list[Token]:
    """ "Cluster A: Spain, Cluster B: Italy" as "Cluster A in Spain, …"."""
    found = list(tokens)
    for at in range(2, len(tokens) - 1):
        before = [token.tag for token in tokens[at - 2 : at]]
        named = before == [Tag.KIND, Tag.NAME] and not tokens[at - 2].plural and tokens[at - 1].value.label
        placed = tokens[at + 1].tag is Tag.PLACE and tokens[at + 1].value.how not in ADJECTIVAL
        ends = at + 2 >= len(tokens) or tokens[at + 2].tag in _ENDS
        if tokens[at].tag is Tag.COLON and named and placed and ends:
            found[at] = replace(tokens[at], tag=Tag.IN, words=("in",))
    return found


def _slashed(tokens: Sequence[Token]) -> list[Token]:
    """ "cluster/Greece, SME/Greece" as "cluster in Greece, SME in Greece"."""
    found = list(tokens)
    for at in range(1, len(tokens) - 1):
        slash = tokens[at].words == ("/",) and tokens[at - 1].tag is Tag.KIND and tokens[at + 1].tag is Tag.PLACE
        if slash and tokens[at + 1].value.how not in ADJECTIVAL:
            found[at] = replace(tokens[at], tag=Tag.IN, words=("in",), small="")
    return found


def _counted_by_place(tokens: Sequence[Token]) -> list[Token]:
    """ "Croatia (2 clusters), Italy (1 SME, Friuli)" as "2 clusters in Croatia, 1 SME in Italy (Friuli)"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        inside = [token.tag for token in tokens[at + 1 : at + 4]]
        close = next((n for n in range(at + 4, min(at + 8, len(tokens))) if tokens[n].tag is Tag.CLOSE), 0)
        if tokens[at].tag is not Tag.PLACE or inside != [Tag.OPEN, Tag.NUMBER, Tag.KIND] or not close:
            found.append(tokens[at])
            at += 1
            continue
        seat = [token for token in tokens[at + 4 : close] if token.tag is Tag.PLACE]
        if found and found[-1].tag is Tag.IN:
            found.pop()
        begin = replace(tokens[at + 1], tag=Tag.IN, words=("in",), small="")
        bracket = [tokens[at + 1], *seat, tokens[close]] if len(seat) == close - at - 5 == 1 else tokens[at + 4 : close]
        # What is read keeps the place in the text where the whole of it stands.
        number = replace(tokens[at + 2], start=tokens[at].start)
        place = replace(tokens[at], end=tokens[close].end)
        found += [number, tokens[at + 3], begin, place, *bracket]
        at = close + 1
    return found


def _each_in_brackets(tokens: Sequence[Token]) -> list[Token]:
    """ "A cluster in Graz and one in Porto (each with an ECCP profile)" with ", all with an ECCP profile"."""
    found = list(tokens)
    for at in range(len(tokens) - 2):
        if tokens[at].tag is not Tag.OPEN or tokens[at + 1].tag is not Tag.EACH:
            continue  # looked at first: what follows goes through the whole sentence
        close = next((n for n in range(at + 2, len(tokens)) if tokens[n].tag is Tag.CLOSE), 0)
        inside = tokens[at + 2 : close]
        before = [token for token in tokens[:at] if token.tag in (Tag.KIND, Tag.GENERIC)]
        one = bool(before) and not before[-1].plural and any(token.tag is Tag.AND for token in tokens[:at])
        if not close or not one or not any(token.tag is Tag.ECCP for token in inside):
            continue
        found[at] = replace(tokens[at], tag=Tag.COMMA, words=(",",))
        found[at + 1] = replace(tokens[at + 1], tag=Tag.ALL, words=("all",))
        found[close] = replace(tokens[close], tag=Tag.COMMA, words=(",",))
        if inside[0].small == "one":
            found[at + 2] = replace(inside[0], tag=Tag.FUNCTION, value=None, small="")
    return found


def _pairs_of_places(tokens: Sequence[Token]) -> list[Token]:
    """ "Bari, Italy; Murcia, Spain; and Porto, Portugal" as "Bari, Murcia and Porto"."""
    pairs: list[tuple[int, Token]] = []
    for at in range(len(tokens) - 2):
        place = one_place(tokens[at], tokens[at + 2]) if tokens[at + 1].tag is Tag.COMMA else None
        if place is not None:
            pairs.append((at, replace(tokens[at], end=tokens[at + 2].end, value=place)))
    chained = [at for (at, _), (after, _) in pairwise(pairs) if _parted(tokens, at + 3, after)]
    if len(chained) + 1 < _FEWEST_PAIRS:
        return list(tokens)
    found: list[Token] = []
    joined = dict(pairs)
    at = 0
    while at < len(tokens):
        if at not in joined:
            found.append(tokens[at])
            at += 1
            continue
        found.append(joined[at])
        at += 3
        if at - 3 in chained:
            found.append(replace(tokens[at], tag=Tag.COMMA, words=(",",)))
            at += 1
    return found


def _parted(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether there is only a semicolon, or one with "and", from `at` to `after`."""
    tags = [token.tag for token in tokens[at:after]]
    return tags[:1] == [Tag.BREAK] and tokens[at].words == (";",) and tags[1:] in ([], [Tag.AND])


def _next_of_choice(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The third cluster will be a Latvian or a Croatian one" as "a Latvian or a Croatian cluster"."""
    tags = [token.tag for token in tokens]
    begin = 0 if tags[:1] == [Tag.DEFINITE] else -1
    head = begin + 2
    if tags[begin + 1 : begin + 4] not in ([Tag.ORDINAL, Tag.KIND, Tag.BE], [Tag.ORDINAL, Tag.GENERIC, Tag.BE]):
        return list(tokens)
    end = next((n for n in range(head + 2, len(tokens)) if tags[n] in (Tag.COMMA, Tag.BREAK, Tag.DASH)), len(tokens))
    choice = tokens[head + 2 : end]
    placed = sum(token.tag is Tag.PLACE for token in choice) > 1
    if tokens[head + 1].value == "not" or tags[head + 2 : head + 3] != [Tag.ARTICLE] or not placed:
        return list(tokens)
    if not any(token.tag is Tag.OR for token in choice):
        return list(tokens)
    last = choice[-1]
    kind = tokens[head] if last.is_one_of(frozenset(lexicon.raw["numbers"][1])) else None
    named = [*choice[:-1], replace(kind, start=last.start, end=last.end)] if kind is not None else list(choice)
    either = Token(tokens[0].start, tokens[0].end, Tag.OR, words=("either",))
    return [either, *named, *tokens[end:]]


def _uncleft(tokens: Sequence[Token]) -> list[Token]:
    """ "It's the association in Ajaccio that manages it which applies" without "it's": nothing is said of "it"."""
    for at in range(len(tokens) - 3):
        if [t.tag for t in tokens[at : at + 3]] != [Tag.PRONOUN, Tag.BE, Tag.DEFINITE] or tokens[at + 1].value == "not":
            continue
        end = next((n for n in range(at + 3, len(tokens)) if tokens[n].tag in (Tag.COMMA, Tag.BREAK)), len(tokens))
        rest = tokens[at + 3 : end]
        kind = next((n for n, t in enumerate(rest) if t.tag in (Tag.KIND, Tag.NAME)), None)
        if kind is not None and any(t.tag in (Tag.RELATIVE, Tag.DEFINITE) for t in rest[kind + 1 :]):
            return [*tokens[:at], *tokens[at + 2 :]]
    return list(tokens)


def _list_begun(tokens: Sequence[Token]) -> list[Token]:
    """ "The coordinator is Nova e.V. (Ulm), partners: Terra (Graz), …": what is announced begins a list of its own."""
    found = list(tokens)
    for at in range(1, len(tokens) - 2):
        announced = tokens[at + 1].plural and tokens[at + 1].tag in (Tag.GENERIC, Tag.ROLE, Tag.KIND)
        if tokens[at].tag in (Tag.COMMA, Tag.AND, Tag.DASH) and announced and tokens[at + 2].tag is Tag.COLON:
            found[at] = replace(tokens[at], tag=Tag.BREAK, words=(";",))
    return found


def _also_a_kind(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "A network from Maribor (also a cluster organisation)" as "an organisation from Maribor (a cluster …)"."""
    found = list(tokens)
    leaving: set[int] = set()
    for at, token in enumerate(tokens):
        if token.tag is not Tag.KIND or token.plural or token.value is Kind.CLUSTER:
            continue
        sign = next((n for n in range(at + 1, min(at + _MOST_SEAT, len(tokens))) if tokens[n].tag not in _SEAT), 0)
        if not sign or tokens[sign].tag not in (Tag.COMMA, Tag.OPEN):
            continue
        here = sign + 1
        while here < len(tokens) and _tells_what(tokens[here], lexicon):
            here += 1
        said = here > sign + 1 or tokens[sign].tag is Tag.OPEN
        kind = here + (here < len(tokens) and tokens[here].tag is Tag.ARTICLE)
        if not said or kind >= len(tokens) or tokens[kind].tag is not Tag.KIND or tokens[kind].plural:
            continue
        ends = kind + 1 >= len(tokens) or tokens[kind + 1].tag in (*_ENDS, Tag.CLOSE)
        if ends and tokens[kind].value is Kind.CLUSTER:
            found[at] = replace(token, tag=Tag.GENERIC, value=None, words=("organisation",), small="")
            leaving.update(range(sign + 1, here))
    return [token for at, token in enumerate(found) if at not in leaving]


_SEAT = (Tag.IN, Tag.PLACE, Tag.DEFINITE, Tag.NAME)


def _tells_what(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word before a kind only says that it is one too: "also", "itself", "which is", "officially"."""
    return token.tag in (Tag.RELATIVE, Tag.BE) or " ".join(token.words) in lexicon.raw["in_truth_a"]


def _by_number(tokens: Sequence[Token]) -> list[Token]:
    """ "Coimbra (no. 1) is registered" as "no. 1 is registered": the number tells which of those in Coimbra."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        tags = [token.tag for token in tokens[at : at + 4]]
        if tags == [Tag.PLACE, Tag.OPEN, Tag.NAME, Tag.CLOSE] and tokens[at + 2].value.label:
            while found and found[-1].tag in (Tag.DEFINITE, Tag.KIND, Tag.IN):
                found.pop()
            found.append(tokens[at + 2])
            at += len(tags)
            continue
        found.append(tokens[at])
        at += 1
    return found
