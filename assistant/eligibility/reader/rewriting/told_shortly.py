"""What is left out because it is plain, put in: "the Spanish and the Greek cluster", "Gdańsk only as associate"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.STOP)
_VERBS = (Tag.BE, Tag.HAVE, Tag.ROLE_VERB)
_HEADS = (Tag.PLACE, Tag.NAME, Tag.OTHER)
_TOPIC = (Tag.DEFINITE, Tag.WORD, Tag.FUNCTION, Tag.AND, Tag.THEIR, Tag.EUROPEAN)
_ADJECTIVES = (How.ADJECTIVE, How.DEMONYM)
_INTENT = (Tag.HAVE, Tag.FUNCTION, Tag.WORD, Tag.PERHAPS, Tag.GROUP, Tag.DEFINITE, Tag.ARTICLE, Tag.THEIR)
_MOST_TOPIC = 5
_BRACKET = 40
_NEAR = 8


def completed_phrases(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with each kind and verb where the grammar looks for it, and without what a cluster is for."""
    tokens = _without_intent(_which_is(_without_topic(tokens, lexicon)), lexicon)
    tokens = _ours_in_brackets(_that_we_have(_of_friends(tokens)))
    return _leads_project(_roles_told(_gapped(_both_in_brackets(tokens))), lexicon)


def _without_intent(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Clusters in Graz and Bari, both on the ECCP, would like to apply" without what they would like."""
    comma = max((at for at, token in enumerate(tokens) if token.tag is Tag.COMMA), default=0)
    before, rest = tokens[:comma], tokens[comma + 1 :]
    told = next((at for at in range(len(before) - 1, 0, -1) if before[at].tag is Tag.COMMA), 0)
    aside = any(token.tag is Tag.ECCP for token in before[told:]) and told > 0
    listed = sum(token.tag in (Tag.PLACE, Tag.NAME) for token in before[:told]) > 1
    goal = any(set(lexicon.raw["undertaking"]["projects"]) & set(token.words) for token in rest)
    plain = all(token.tag in _INTENT and token.value != "not" for token in rest)
    verbs = any(token.tag in (Tag.BE, Tag.HAVE) for token in before)
    return list(before) if aside and listed and goal and plain and not verbs else list(tokens)


def _without_topic(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "A cluster for the circular economy in Liège" as "a cluster in Liège"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        found.append(tokens[at])
        kind = tokens[at].tag is Tag.KIND or (tokens[at].tag is Tag.NUMBER and tokens[at].value == 1)
        at += 1
        opens = at < len(tokens) and bool(set(tokens[at].words) & lexicon.particles.sake)
        if not kind or not opens:
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].tag in _TOPIC and end - at <= _MOST_TOPIC:
            end += 1
        placed = [token.tag for token in tokens[end : end + 2]] == [Tag.IN, Tag.PLACE]
        at = end if placed and end > at + 1 else at
    return found


def _both_in_brackets(tokens: Sequence[Token]) -> list[Token]:
    """ "A and B (both registered)" as "A and B, both registered"."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].tag is not Tag.OPEN or tokens[at + 1].tag not in (Tag.BOTH, Tag.ALL):
            continue
        close = next((n for n in range(at, min(at + _BRACKET, len(tokens))) if tokens[n].tag is Tag.CLOSE), None)
        listed = [token.tag for token in tokens[max(0, at - 3) : at]] == [Tag.PLACE, Tag.AND, Tag.PLACE]
        if close is None or not listed:
            continue
        comma = replace(tokens[at], tag=Tag.COMMA, words=(",",))
        rest = tokens[close + 1 :]
        ends = [replace(tokens[close], tag=Tag.BREAK, words=(";",))] if rest and rest[0].tag not in _SIGNS else []
        return [*tokens[:at], comma, *tokens[at + 1 : close], *ends, *rest]
    return list(tokens)


def _that_we_have(tokens: Sequence[Token]) -> list[Token]:
    """ "The partners which we have got so far are …" as "the partners are …": it repeats no registration."""
    for at in range(1, len(tokens) - 3):
        if [t.tag for t in tokens[at : at + 3]] != [Tag.RELATIVE, Tag.WE, Tag.HAVE]:
            continue
        verb = next((n for n in range(at + 3, min(at + 3 + _NEAR, len(tokens))) if tokens[n].tag is Tag.BE), None)
        plain = verb is not None and all(t.tag in (Tag.WORD, Tag.FUNCTION) for t in tokens[at + 3 : verb])
        if verb is not None and plain and tokens[at - 1].tag in (Tag.GENERIC, Tag.KIND, Tag.ROLE):
            return [*tokens[:at], *tokens[verb:]]
    return list(tokens)


def _ours_in_brackets(tokens: Sequence[Token]) -> list[Token]:
    """ "… from Łódź (fashion cluster, that's us, registered)" as "…; our fashion cluster in Łódź, registered"."""
    for at in range(2, len(tokens)):
        if tokens[at].tag is not Tag.OPEN or [t.tag for t in tokens[at - 2 : at]] != [Tag.IN, Tag.PLACE]:
            continue
        close = next((n for n in range(at, min(at + _BRACKET, len(tokens))) if tokens[n].tag is Tag.CLOSE), at + 1)
        inside = [token for token in tokens[at + 1 : close] if token.tag is not Tag.ARTICLE]
        kind = next((n for n, token in enumerate(inside) if token.tag is not Tag.WORD), len(inside))
        us = next((n for n, token in enumerate(inside) if token.tag is Tag.WE), 0)
        pointed = us > 1 and inside[us - 1].tag is Tag.BE and inside[us - 2].tag in (Tag.DEFINITE, Tag.PRONOUN)
        if not pointed or kind > us or inside[kind].tag is not Tag.KIND or inside[kind].plural:
            continue
        stop = replace(tokens[at], tag=Tag.STOP, words=(), value=".", small="")
        own = replace(inside[us], tag=Tag.OWN, words=("our",), small="")
        rest = [*inside[kind + 1 : us - 2], *inside[us + 1 :]]
        while rest and rest[0].tag is Tag.COMMA and (len(rest) == 1 or rest[1].tag is Tag.COMMA):
            del rest[0]
        after = tokens[close + 1 :]
        ends = [stop] if after and after[0].tag not in _SIGNS else []
        return [*tokens[: at - 2], stop, own, *inside[: kind + 1], *tokens[at - 2 : at], *rest, *ends, *after]
    return list(tokens)


def _which_is(tokens: Sequence[Token]) -> list[Token]:
    """ "Nova Polo, that is a cluster in Udine" as "Nova Polo, a cluster in Udine"."""
    leaving: set[int] = set()
    for at in range(2, len(tokens) - 2):
        named = tokens[at - 2].tag is Tag.NAME and tokens[at - 1].tag is Tag.COMMA
        end = at + (2 if tokens[at].tag is Tag.DEFINITE and tokens[at + 1].tag is Tag.BE else 0)
        end = at + 1 if tokens[at].tag is Tag.CALLED else end
        described = [token.tag for token in tokens[end : end + 2]]
        if named and end > at and described == [Tag.ARTICLE, Tag.KIND] and tokens[end - 1].value != "not":
            leaving |= set(range(at, end))
    return [token for at, token in enumerate(tokens) if at not in leaving]


def _of_friends(tokens: Sequence[Token]) -> list[Token]:
    """ "The cluster of our friends in Novi Sad" as "the cluster in Novi Sad"."""
    leaving: set[int] = set()
    for at in range(1, len(tokens) - 4):
        owned = [t.tag for t in tokens[at + 1 : at + 5]]
        friends = owned[:1] == [Tag.OWN] and owned[1:2] in ([Tag.GENERIC], [Tag.CROWD])
        if tokens[at].small == "of" and tokens[at - 1].tag is Tag.KIND and friends and owned[2:] == [Tag.IN, Tag.PLACE]:
            leaving |= {at, at + 1, at + 2}
    return [token for at, token in enumerate(tokens) if at not in leaving]


def _gapped(tokens: Sequence[Token]) -> list[Token]:
    """ "The Spanish and the Greek cluster" with the kind beside both."""
    found = list(tokens)
    at = len(found) - 1
    while at > 3:
        tags = [token.tag for token in found[at - 4 : at + 1]]
        joined = tags[:1] == [Tag.PLACE] and tags[1] in (Tag.AND, Tag.COMMA) and tags[3:] == [Tag.PLACE, Tag.KIND]
        if joined and tags[2] in (Tag.DEFINITE, Tag.ARTICLE) and not found[at].plural:
            first, last = found[at - 4], found[at - 1]
            before = found[at - 5].tag if at > 4 else None
            if before is tags[2] and all(place.value.how in _ADJECTIVES for place in (first, last)):
                kind = replace(found[at], start=first.end, end=first.end)
                found.insert(at - 3, kind)
                at -= 2
                continue
        at -= 1
    return found


def _roles_told(tokens: Sequence[Token]) -> list[Token]:
    """ "…; Gdańsk only as associated partner, the rest as beneficiaries" with "is" and "are"."""
    found: list[Token] = []
    begin = 0
    for at, token in enumerate(tokens):
        if token.tag in _SIGNS:
            begin = at + 1
        head = at - 1 == begin and begin > 0 and tokens[begin].tag in _HEADS
        role = [t.tag for t in tokens[at + 1 : at + 2]] == [Tag.ROLE]
        ends = at + 2 >= len(tokens) or tokens[at + 2].tag in _SIGNS
        if token.tag is Tag.AS and head and role and ends:
            plural = tokens[begin].tag is Tag.OTHER
            if found and found[-2].tag in _SIGNS:
                found[-2] = replace(found[-2], tag=Tag.BREAK, words=(";",))
            found.append(replace(token, tag=Tag.BE, words=("are",) if plural else ("is",), plural=plural, small=""))
            continue
        found.append(token)
    return found


def _leads_project(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "We coordinate a project with A and B" as "we coordinate; with us are A and B"."""
    for at in range(1, len(tokens) - 3):
        if tokens[at].tag is not Tag.ROLE_VERB:
            continue
        tags = [token.tag for token in tokens[at + 1 : at + 3]]
        beside = tokens[at + 3]
        if tags != [Tag.ARTICLE, Tag.GROUP] or not beside.is_one_of(lexicon.particles.beside):
            continue
        if not any(token.tag is Tag.WE for token in tokens[max(0, at - _NEAR) : at]):
            continue
        stop = replace(beside, tag=Tag.STOP, words=(), value=".", small="")
        return [*tokens[: at + 1], stop, *tokens[at + 4 :]]
    return list(tokens)
