""" "Clusters on the ECCP: Graz, Bari", "three clusters, all registered: …" as "registered clusters: …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.OPEN, Tag.CLOSE, Tag.DASH)
_EVERYBODY = (Tag.ALL, Tag.BOTH, Tag.EACH, Tag.RELATIVE, Tag.PRONOUN, Tag.THEIR, Tag.DEFINITE, Tag.ARTICLE, Tag.NUMBER)
_REGISTERED = (EccpWord.TOPIC, EccpWord.REGISTERED)
_BEGINS = (Tag.PLACE, Tag.NAME, Tag.NUMBER, Tag.ARTICLE, Tag.DEFINITE, Tag.OWN, Tag.IN, Tag.KIND)
_MOST_SAID = 12
_MOST_BEFORE = 3


def registered_heads(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a first sentence with the registration told between the head of a list and its colon as an
    adjective of the head; every word between has to be accounted for."""
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    kind = next((at for at, token in enumerate(tokens[:colon]) if token.tag is Tag.KIND), None)
    lists = colon + 1 < len(tokens) and tokens[colon + 1].tag in _BEGINS
    if kind is None or not lists or not tokens[kind].plural or kind > _MOST_BEFORE:
        return list(tokens)
    said = tokens[kind + 1 : colon]
    told = [token for token in said if token.tag is Tag.ECCP]
    if not told or len(said) > _MOST_SAID or any(t.value not in _REGISTERED for t in told):
        return list(tokens)
    if any(token.tag in (Tag.ECCP, Tag.NONE, Tag.NOT) for token in tokens[:kind]) or not _plain(said, lexicon):
        return list(tokens)
    numbers = {token.value for token in tokens[:kind] if token.tag is Tag.NUMBER}
    of_them = [token.value for token in said if token.tag is Tag.NUMBER]
    if of_them and {*of_them} != numbers:
        return _some(tokens, kind, colon) if numbers and len(of_them) == 1 else list(tokens)
    head = replace(told[0], value=EccpWord.REGISTERED, start=tokens[kind].start, end=tokens[kind].start)
    return [*tokens[:kind], replace(head, words=("registered",)), tokens[kind], *tokens[colon:]]


def _some(tokens: Sequence[Token], kind: int, colon: int) -> list[Token]:
    """ "Four clusters, one on the ECCP: …" as "four clusters: … One of them is on the ECCP": nobody knows which."""
    said = [token for token in tokens[kind + 1 : colon] if token.tag in (Tag.NUMBER, Tag.ECCP)]
    if [token.tag for token in said] != [Tag.NUMBER, Tag.ECCP]:
        return list(tokens)
    end = tokens[-1].end
    stop = replace(tokens[colon], tag=Tag.STOP, words=(), value=".", start=end, end=end)
    number, registered = (replace(token, start=end, end=end) for token in said)
    of = Token(end, end, Tag.IN, words=("of",), small="of")
    pronoun = Token(end, end, Tag.PRONOUN, words=("them",), plural=True)
    them = [number, of, pronoun, Token(end, end, Tag.BE, words=("are",), plural=True), registered]
    return [*tokens[: kind + 1], *tokens[colon:], stop, *them]


def _plain(said: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words say no more than that all are registered."""
    linking = phrases(lexicon.raw["registered_heads"])
    for token in said:
        sure = token.tag in (*_SIGNS, *_EVERYBODY, Tag.ECCP)
        sure = sure or (token.tag in (Tag.BE, Tag.HAVE) and token.value != "not")
        if not sure and linking.at(token.words or ("",), 0)[1] != len(token.words):
            return False
    return True
