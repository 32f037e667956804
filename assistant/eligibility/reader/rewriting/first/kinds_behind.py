""" "Graz, Bari, Brno. Cluster organisations, each on the ECCP" as "… All are cluster organisations. Each is …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_FEWEST = 2
_SIGNS = (Tag.COMMA, Tag.DASH, Tag.COLON, Tag.BREAK)
_LIST = (Tag.PLACE, Tag.COMMA, Tag.AND)
_EVERYBODY = (Tag.ALL, Tag.BOTH)


def tells_kinds(tokens: Sequence[Token], kinds: Sequence[Kind | None]) -> bool:
    """Whether a sentence begins with what all partners named before are ("All clusters, on the ECCP since May")."""
    return len(kinds) >= _FEWEST and not any(kinds) and bool(_of_all(tokens, 0))


def kinds_behind(tokens: Sequence[Token], kinds: Sequence[Kind | None]) -> list[Token]:
    """The tokens of a first description with the kind that is told behind a bare list of places as a statement on all
    of them. `kinds`: those of the partners named before."""
    if tells_kinds(tokens, kinds):
        return _of_all(tokens, 0)
    if kinds:
        return list(tokens)
    end = next((at for at, token in enumerate(tokens) if token.tag not in _LIST), 0)
    if end < len(tokens) and tokens[end].tag in _EVERYBODY:
        end -= 1
    places = sum(token.tag is Tag.PLACE for token in tokens[:end])
    sign = end if end and tokens[end].tag in _SIGNS else end - 1
    listed = tokens[0].tag is Tag.PLACE and sign > 0 and tokens[sign].tag in _SIGNS if tokens else False
    if not listed or places < _FEWEST or tokens[sign - 1].tag is not Tag.PLACE:
        return list(tokens)
    behind = _of_all(tokens, sign + 1)
    stop = replace(tokens[sign], tag=Tag.STOP, words=(), value=".", small="")
    return [*tokens[:sign], stop, *behind] if behind else list(tokens)


def _of_all(tokens: Sequence[Token], at: int) -> list[Token]:
    """ "(All) clusters, each on the ECCP" from `at` on as "all are clusters. Each on the ECCP"; nothing else."""
    kind = at + (at < len(tokens) and tokens[at].tag in _EVERYBODY)
    if kind >= len(tokens) or tokens[kind].tag is not Tag.KIND or not tokens[kind].plural:
        return []
    rest = tokens[kind + 1 :]
    if any(token.tag in (Tag.KIND, Tag.PLACE, Tag.NAME) for token in rest):
        return []
    if rest and rest[0].tag not in (*_SIGNS, Tag.AND):
        return []
    here = tokens[at].start
    everyone = Token(here, here, Tag.ALL, words=("all",))
    be = Token(here, here, Tag.BE, words=("are",), plural=True)
    told = [everyone, be, tokens[kind]]
    if len(rest) > 1:
        told += [replace(rest[0], tag=Tag.STOP, words=(), value=".", small=""), *rest[1:]]
    return told
