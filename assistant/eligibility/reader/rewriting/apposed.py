"""What all are, told beside a number or behind a list: "we are three, all clusters", "…, clusters all of them"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.DASH, Tag.COLON, Tag.BREAK)
_ENDS = (*_SIGNS, Tag.AND)
_LIST = (Tag.PLACE, Tag.NAME, Tag.OPEN, Tag.CLOSE, Tag.COMMA, Tag.AND)
_BEGINS = (Tag.KIND, Tag.ALL, Tag.BOTH)
_EVERYBODY = (Tag.ALL, Tag.BOTH, Tag.DEFINITE, Tag.NUMBER, Tag.PRONOUN, Tag.WE, Tag.IN)


def with_kind_of_all(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence with the kind of all where the grammar looks for it."""
    tokens = _we_so_many(_ours_first(_without_of_them(tokens)))
    return _behind(_follow(tokens, lexicon))


def _ours_first(tokens: Sequence[Token]) -> list[Token]:
    """ "Two clusters, ours from Porto and one from Vigo" as "two clusters: ours from Porto and …"."""
    found = list(tokens)
    for at in range(2, len(tokens) - 2):
        counted = tokens[at - 2].tag is Tag.NUMBER and tokens[at - 1].tag is Tag.KIND and tokens[at - 1].plural
        ours = tokens[at + 1].tag is Tag.WE and tokens[at + 1].small == "ours"
        if counted and ours and tokens[at].tag in (Tag.COMMA, Tag.DASH) and tokens[at + 2].tag is Tag.IN:
            found[at] = replace(tokens[at], tag=Tag.COLON, words=(":",))
    return found


def _without_of_them(tokens: Sequence[Token]) -> list[Token]:
    """ "Three members, all of them clusters on the ECCP: …" as "three members, all clusters on the ECCP: …"."""
    found = list(tokens)
    last = max((at for at, token in enumerate(tokens) if token.tag in (Tag.COLON, Tag.DASH)), default=0)
    for at in range(1, min(last - 2, len(tokens) - 2)):
        them = [t.tag for t in tokens[at : at + 2]] == [Tag.ALL, Tag.PRONOUN] and tokens[at + 1].plural
        said = next((t for t in tokens[at + 2 : at + 5] if t.tag not in (Tag.ECCP, Tag.WORD, Tag.PLACE)), None)
        if them and tokens[at - 1].tag in _SIGNS and said is not None and said.tag is Tag.KIND:
            return [*tokens[:at], replace(tokens[at], words=("all",)), *tokens[at + 2 :]]
    return found


def _we_so_many(tokens: Sequence[Token]) -> list[Token]:
    """ "We are three, all clusters" and "there are three of us, all clusters" as "we are three clusters"."""
    for at, token in enumerate(tokens):
        if token.tag is not Tag.NUMBER or not at:
            continue
        of_us = [t.tag for t in tokens[at + 1 : at + 3]] == [Tag.IN, Tag.WE] and tokens[at + 1].small == "of"
        we_are = [t.tag for t in tokens[max(0, at - 2) : at]] == [Tag.WE, Tag.BE]
        sign = at + (3 if of_us else 1)
        tags = [t.tag for t in tokens[sign : sign + 3]]
        kind = tokens[sign + 2] if tags[1:] == [Tag.ALL, Tag.KIND] else None
        if not (of_us or we_are) or tags[:1] not in ([Tag.COMMA], [Tag.DASH]) or kind is None or not kind.plural:
            continue
        there = of_us and tokens[at - 1].tag is Tag.BE
        head = [] if there and at <= 2 else list(tokens[:at])
        rest = tokens[sign + 3 :]
        if rest and rest[0].tag is Tag.AND:
            rest = [replace(rest[0], tag=Tag.COMMA, words=(",",), small=""), *rest[1:]]
        return [*head, token, kind, *rest]
    return list(tokens)


def _follow(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "(In our consortium) Košice leads, Győr and Katowice follow" as "Košice leads; partners: Győr and Katowice"."""
    begin = 0
    group = next((at for at, token in enumerate(tokens[:4]) if token.tag is Tag.GROUP), None)
    if tokens and tokens[0].tag is Tag.IN and group is not None:
        begin = group + 1
        begin += begin < len(tokens) and tokens[begin].tag is Tag.COMMA
    verb = next((at for at in range(begin, len(tokens)) if tokens[at].tag not in (*_LIST[:4],)), 0)
    if verb <= begin or tokens[verb].tag is not Tag.ROLE_VERB or verb + 2 >= len(tokens):
        return list(tokens)
    sign = verb + 1
    if tokens[sign].tag not in (Tag.COMMA, Tag.AND, Tag.BREAK) or tokens[sign + 1].tag not in _LIST[:2]:
        return list(tokens)
    end = next((at for at in range(sign + 1, len(tokens)) if tokens[at].tag not in _LIST), len(tokens))
    words = [word for token in tokens[end : end + 2] for word in token.words]
    length = next((n for n in (2, 1) if " ".join(words[:n]) in lexicon.raw["follow"]), 0)
    used = 0
    while length > 0 and end + used < len(tokens):
        length -= len(tokens[end + used].words)
        used += 1
    after = tokens[end + used :]
    if not used or (after and after[0].tag not in _ENDS):
        return list(tokens)
    stop = replace(tokens[sign], tag=Tag.STOP, words=(), value=".", small="")
    head = Token(tokens[sign].end, tokens[sign].end, Tag.GENERIC, plural=True, words=("partners",))
    colon = Token(head.end, head.end, Tag.COLON, words=(":",))
    return [*tokens[begin:sign], stop, head, colon, *tokens[sign + 1 : end], *after]


def _behind(tokens: Sequence[Token]) -> list[Token]:
    """ "…, all three clusters", "…: clusters all of them" as ". All are clusters"."""
    tags = [token.tag for token in tokens]
    if Tag.PLACE not in tags or Tag.ROLE_VERB not in tags:
        return list(tokens)
    for at in range(max(3, tags.index(Tag.PLACE) + 2, tags.index(Tag.ROLE_VERB) + 2), len(tokens)):
        if tokens[at - 1].tag not in _SIGNS or tokens[at].tag not in _BEGINS:
            continue
        end = at
        while end < len(tokens) and (tokens[end].tag in _EVERYBODY or tokens[end].tag is Tag.KIND):
            end += 1
        phrase = tokens[at:end]
        kinds = [token for token in phrase if token.tag is Tag.KIND]
        whole = any(t.tag in (Tag.ALL, Tag.BOTH) for t in phrase) or [t.tag for t in phrase[1:]] == [
            Tag.DEFINITE,
            Tag.NUMBER,
        ]
        edge = phrase and Tag.KIND in (phrase[0].tag, phrase[-1].tag) and len(phrase) > 1
        if len(kinds) != 1 or not kinds[0].plural or not whole or not edge:
            continue
        if end < len(tokens) and tokens[end].tag not in _ENDS:
            continue
        sign = tokens[at - 1]
        stop = replace(sign, tag=Tag.STOP, words=(), value=".", small="")
        everyone = Token(phrase[0].start, phrase[0].start, Tag.ALL, words=("all",))
        be = Token(phrase[0].start, phrase[0].start, Tag.BE, words=("are",), plural=True)
        return [*tokens[: at - 1], stop, everyone, be, kinds[0], *tokens[end:]]
    return list(tokens)
