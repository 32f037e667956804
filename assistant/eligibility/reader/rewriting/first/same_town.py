""" "A university from the same city" behind a cluster in Graz as "a university from Graz"; "a cluster of the same
sector in Graz" as "a cluster in Graz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.runs import run_at
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_TOWNS = (How.CITY, How.REGION)


def with_same_town(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with the town named last in the sentence for "the same city", and no field that is but the same."""
    raw = lexicon.raw["same_town"]
    same, towns = frozenset(raw["same"]), frozenset(raw["towns"])
    fields = phrases(raw["fields"])
    found: list[Token] = []
    last: Token | None = None  # the town named last
    at = 0
    while at < len(tokens):
        token = tokens[at]
        length = run_at(fields, tokens, at) if found and found[-1].tag is Tag.KIND else 0
        if length and at + length < len(tokens) and tokens[at + length].tag is Tag.IN:
            at += length
            continue
        here = (
            at + 1 if at + 1 < len(tokens) and token.tag is Tag.DEFINITE and found and found[-1].tag is Tag.IN else at
        )
        said = here + 1 < len(tokens) and found and found[-1].tag is Tag.IN and tokens[here].is_one_of(same)
        if said and last is not None and tokens[here + 1].is_one_of(towns):
            found.append(replace(last, start=tokens[here].start, end=tokens[here + 1].end))
            at = here + 2
            continue
        last = token if token.tag is Tag.PLACE and token.value.how in _TOWNS else last
        found.append(token)
        at += 1
    return found
