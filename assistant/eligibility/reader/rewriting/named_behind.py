"""A company's name behind its description: "a software company from Graz, TimberBit GmbH, will be …" is one company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.partners.drafts import COMPANIES
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_WORDS = 3
_SEATED = ([Tag.IN, Tag.PLACE], [Tag.OPEN, Tag.PLACE])
_PLACED = 6  # tokens of "from Burgas, Bulgaria" and a theme behind the kind


def named_behind(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence with such a name as "… called TimberBit GmbH", where nothing but a verb can follow."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        name = _name_after(tokens, at) if tokens[at].tag is Tag.COMMA and _describes_company(found) else 0
        after = tokens[name + 1 : name + 3]
        closed = not after or after[0].tag is Tag.CLOSE
        told = [token.tag for token in after] in ([Tag.COMMA, Tag.BE], [Tag.COMMA, Tag.HAVE])
        if not name and tokens[at].tag is Tag.COMMA and _is_a_company(found):
            # "A small company, TimberBit GmbH from Graz, …"
            name = _name_after(tokens, at)
            closed = bool(name) and [t.tag for t in tokens[name + 1 : name + 3]] in _SEATED
        if name and (closed or told):
            called = replace(tokens[at], tag=Tag.CALLED, words=("called",), value=None, small="")
            found += [called, tokens[name]]
            at = name + 1 + told
            continue
        found.append(tokens[at])
        at += 1
    return found


def _name_after(tokens: Sequence[Token], at: int) -> int:
    """Where the name stands in ", TimberBit GmbH", ", the port operator BlackPort AD"; 0 if none does."""
    here = at + 1
    if here < len(tokens) and tokens[here].tag in (Tag.CALLED, Tag.DEFINITE):
        theme = tokens[here].tag is Tag.DEFINITE
        here += 1
        while theme and here < min(len(tokens), at + 2 + _MOST_WORDS) and tokens[here].tag is Tag.WORD:
            here += 1
    name = tokens[here] if here < len(tokens) and tokens[here].tag is Tag.NAME else None
    company = (
        name is not None and name.value.sure and name.value.kind in (None, *COMPANIES) and name.value.place is None
    )
    return here if company else 0


def _describes_company(tokens: Sequence[Token]) -> bool:
    """Whether the tokens end with one company and its place, and no name of its own."""
    if not tokens or tokens[-1].tag not in (Tag.PLACE, Tag.CLOSE):
        return False
    for token in reversed(tokens[-_PLACED:]):
        if token.tag is Tag.KIND:
            return token.value in COMPANIES and not token.plural
        if token.tag not in (Tag.PLACE, Tag.IN, Tag.COMMA, Tag.OPEN, Tag.CLOSE):
            return False
    return False


def _is_a_company(tokens: Sequence[Token]) -> bool:
    """Whether the tokens end with "a company", "an IT company" and nothing else of it."""
    if not tokens or tokens[-1].tag is not Tag.KIND or tokens[-1].value not in COMPANIES or tokens[-1].plural:
        return False
    before = next((t for t in reversed(tokens[-_PLACED:-1]) if t.tag not in (Tag.WORD, Tag.PLACE)), None)
    return before is not None and before.tag is Tag.ARTICLE
