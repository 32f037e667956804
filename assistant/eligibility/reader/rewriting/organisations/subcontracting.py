"""Work given to others: "the testing will be subcontracted to a company in Palermo", "we subcontract a lab in Bari"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_WORK = (Tag.DEFINITE, Tag.ARTICLE, Tag.OWN, Tag.WORD, Tag.FUNCTION, Tag.NOT_PARTNERS, Tag.AND, Tag.KIND, Tag.ALL)
_GIVEN = (Tag.ARTICLE, Tag.NAME, Tag.NUMBER, Tag.KIND, Tag.WORD)
_MOST_WORK = 12


def with_subcontractors(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """A sentence of a first description that tells who gets such work, as "subcontractor: a company in Palermo"."""
    verb = _verb(tokens, lexicon)
    if verb is None:
        return list(tokens)
    given = _given(tokens, verb, lexicon)
    if given >= len(tokens) or tokens[given].tag not in _GIVEN or not _names_somebody(tokens[given:]):
        return list(tokens)
    said = tokens[verb]
    role = replace(said, tag=Tag.ROLE, value=Role.SUBCONTRACTOR, plural=False, small="")
    colon = Token(said.end, said.end, Tag.COLON, words=(":",))
    return [role, colon, *tokens[given:]]


def _verb(tokens: Sequence[Token], lexicon: Lexicon) -> int | None:
    """Where "subcontracted" or "we subcontract" stands, with nothing but the work before it."""
    giving = set(lexicon.raw["subcontracting"])
    for at, token in enumerate(tokens[:_MOST_WORK]):
        passive = token.tag is Tag.ROLE and token.value is Role.SUBCONTRACTOR and at and tokens[at - 1].tag is Tag.BE
        active = token.tag is Tag.WORD and giving & set(token.words) and any(t.tag is Tag.WE for t in tokens[:at])
        if passive or active:
            before = tokens[: at - 1] if passive else [t for t in tokens[:at] if t.tag not in (Tag.WE, Tag.COMMA)]
            denied = passive and tokens[at - 1].value == "not"
            return at if not denied and all(_is_work(other) for other in before) else None
    return None


def _is_work(token: Token) -> bool:
    """Whether a token may tell what is given: "dissemination", "our website", "the laboratory tests"."""
    return token.tag in _WORK or (token.tag is Tag.NAME and not token.value.sure)


def _given(tokens: Sequence[Token], verb: int, lexicon: Lexicon) -> int:
    """Where those begin to whom the work goes: behind "to", or behind the verb of "we subcontract a lab"."""
    goal = lexicon.particles.goal
    ahead = range(verb + 1, min(verb + 1 + _MOST_WORK, len(tokens)))
    to = next((n for n in ahead if tokens[n].is_one_of(goal)), None)
    if to is not None and all(_is_work(token) for token in tokens[verb + 1 : to]):
        return to + 1
    return verb + 1 if tokens[verb].tag is Tag.WORD else len(tokens)


def _names_somebody(tokens: Sequence[Token]) -> bool:
    """Whether an organisation stands there, by its kind or name, before the next statement."""
    for token in tokens[:_MOST_WORK]:
        if token.tag is Tag.KIND or (token.tag is Tag.NAME and token.value.sure):
            return not token.plural
        if token.tag not in (Tag.ARTICLE, Tag.WORD, Tag.PLACE, Tag.NUMBER, Tag.NAME):
            return False
    return False
