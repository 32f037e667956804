"""Partners described in few words: "wood cluster Graz: registered", "Pole of mechatronics (cluster) of Dijon", "Vendas
(Portugal, near Porto)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_STARTS = (Tag.COMMA, Tag.AND, Tag.COLON, Tag.BREAK, Tag.ARTICLE, Tag.DEFINITE, Tag.DASH)
_NAMING = (Tag.WORD, Tag.IN, Tag.AND, Tag.EUROPEAN)
_SAYING = (Tag.ECCP, Tag.NOT, Tag.FUNCTION, Tag.BE, Tag.HAVE, Tag.WORD, Tag.DEFINITE, Tag.IN)
_IN_PHRASE = (Tag.WORD, Tag.IN, Tag.ARTICLE, Tag.DEFINITE)
_SEVERAL = 2
_EARLY = 12
_MOST_SAYING = 6
_MOST_NAMING = 6


def described_shortly(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a first description with such partners as the grammar reads them."""
    tokens = _without_adjective(tokens)
    tokens = _towns_in_countries(_without_subject(_without_near(tokens, lexicon)))
    return _status_behind_colon(_kind_of_body(_centres_for(tokens, lexicon)))


def _without_adjective(tokens: Sequence[Token]) -> list[Token]:
    """ "We, the Styrian wood cluster in Graz, …" as "we, the wood cluster in Graz, …"."""
    for at in range(2, min(_EARLY, len(tokens) - 4)):
        tags = [t.tag for t in tokens[at - 2 : at + 2]]
        if tags[:3] != [Tag.WE, Tag.COMMA, Tag.DEFINITE] or tags[3] is not Tag.PLACE:
            continue
        end = at + 2
        while end < len(tokens) and tokens[end].tag is Tag.WORD:
            end += 1
        adjective = tokens[at + 1].value.how is How.ADJECTIVE and end > at + 2
        if adjective and [t.tag for t in tokens[end : end + 3]] == [Tag.KIND, Tag.IN, Tag.PLACE]:
            return [*tokens[: at + 1], *tokens[at + 2 :]]
    return list(tokens)


def _without_near(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "(Portugal, near Porto)" as "(Portugal)": nobody sits in Porto."""
    found: list[Token] = []
    skip = 0
    for at, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        tags = [t.tag for t in tokens[at : at + 4]]
        beside = tags[:3] == [Tag.COMMA, Tag.IN, Tag.PLACE] and tokens[at + 1].is_one_of(lexicon.raw["near"])
        placed = len(found) > 1 and found[-1].tag is Tag.PLACE and found[-2].tag is Tag.OPEN
        if beside and placed and tags[3:] == [Tag.CLOSE]:
            skip = 2
            continue
        found.append(token)
    return found


def _without_subject(tokens: Sequence[Token]) -> list[Token]:
    """ "Cluster of renewable energy of Graz" as "cluster of Graz"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        found.append(tokens[at])
        at += 1
        if tokens[at - 1].tag is not Tag.KIND or at == len(tokens) or tokens[at].small != "of":
            continue
        end = at + 1
        while end < len(tokens) and end - at <= _MOST_NAMING and tokens[end].tag in (Tag.WORD, Tag.AND):
            end += 1
        placed = [t.tag for t in tokens[end : end + 2]] == [Tag.IN, Tag.PLACE]
        if end - at > _SEVERAL and tokens[end - 1].tag is Tag.WORD and placed:
            at = end
    return found


def _towns_in_countries(tokens: Sequence[Token]) -> list[Token]:
    """ "Clusters of Vendas (Portugal), Dijon and Brno": a town that is not known, by its country."""
    found: list[Token] = []
    at, listed = 0, False
    while at < len(tokens):
        token = tokens[at]
        head = found[-2:] if token.tag is Tag.NAME else []
        begins = [t.tag for t in head] == [Tag.KIND, Tag.IN] and head[0].plural
        town = token.tag is Tag.NAME and not token.value.sure and token.value.kind is None
        inside = [t.tag for t in tokens[at + 1 : at + 4]] == [Tag.OPEN, Tag.PLACE, Tag.CLOSE]
        if town and (begins or listed) and inside:
            found.append(replace(tokens[at + 2], start=token.start, end=tokens[at + 3].end))
            at += 4
            listed = True
            continue
        starts = token.tag is Tag.PLACE and [t.tag for t in found[-2:]] == [Tag.KIND, Tag.IN] and found[-2].plural
        listed = starts or (listed and token.tag in (Tag.PLACE, Tag.COMMA, Tag.AND))
        found.append(token)
        at += 1
    return found


def _kind_of_body(tokens: Sequence[Token]) -> list[Token]:
    """ "Pole of mechatronics (cluster) of Dijon" as "cluster of Dijon"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        tags = [t.tag for t in tokens[at : at + 5]]
        if tags == [Tag.OPEN, Tag.KIND, Tag.CLOSE, Tag.IN, Tag.PLACE] and _is_cluster(tokens[at + 1]):
            begin = len(found)
            while begin and len(found) - begin < _MOST_NAMING and _names(found[begin - 1], found[begin:]):
                begin -= 1
            if begin < len(found) and (not begin or found[begin - 1].tag in _STARTS):
                del found[begin:]
                found.append(tokens[at + 1])
                at += 3
                continue
        found.append(tokens[at])
        at += 1
    return found


def _centres_for(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "A centre for wood research" as one of the kind research."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        centre = tokens[at].is_one_of(lexicon.raw["centres"]) and not tokens[at].plural
        end = at + 2
        while end < len(tokens) and end - at < _MOST_NAMING and tokens[end].tag in (Tag.WORD, Tag.AND):
            end += 1
        about = end > at + 2 and bool(set(tokens[at + 1].words) & lexicon.particles.sake)
        if centre and about and tokens[end - 1].is_one_of(lexicon.raw["research"]):
            found.append(replace(tokens[at], tag=Tag.KIND, value=Kind.RESEARCH, end=tokens[end - 1].end))
            at = end
            continue
        found.append(tokens[at])
        at += 1
    return found


def _is_cluster(token: Token) -> bool:
    return token.value in CLUSTERS and not token.plural


def _names(token: Token, after: Sequence[Token]) -> bool:
    """Whether a word belongs to what a body calls itself: "Pole" of mechatronics is nobody from Poland."""
    things = [t.tag for t in after[:2]] == [Tag.IN, Tag.WORD]
    return token.tag in _NAMING or (token.tag is Tag.PLACE and token.value.how is How.DEMONYM and things)


def _status_behind_colon(tokens: Sequence[Token]) -> list[Token]:
    """ "Wood cluster Graz: registered" as "wood cluster Graz, registered"."""
    colons = [at for at, token in enumerate(tokens) if token.tag is Tag.COLON]
    if len(colons) != 1 or not 1 < colons[0] < len(tokens) - 1:
        return list(tokens)
    head, said = tokens[: colons[0]], tokens[colons[0] + 1 :]
    kinds = [at for at, token in enumerate(head) if token.tag is Tag.KIND]
    one = len(kinds) == 1 and not head[kinds[0]].plural and head[-1].tag is Tag.PLACE
    plain = one and all(token.tag in (*_IN_PHRASE, Tag.KIND, Tag.PLACE) for token in head)
    status = len(said) <= _MOST_SAYING and all(token.tag in _SAYING for token in said)
    if not plain or not status or not any(token.tag is Tag.ECCP for token in said):
        return list(tokens)
    return [*head, replace(tokens[colons[0]], tag=Tag.COMMA, words=(",",)), *said]
