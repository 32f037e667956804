"""The writer's organisation with its name and what it is: "we are Nova e.V., the wood cluster in Graz", one partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_BEFORE = 14
_MOST_WORDS = 5
_MOST_PLACES = 8
_OPENING = (
    Tag.WE, Tag.BE, Tag.WORD, Tag.FUNCTION, Tag.NOT_PARTNERS, Tag.DEFINITE, Tag.ARTICLE, Tag.IN, Tag.OWN, Tag.AND,
    Tag.COMMA, Tag.AS, Tag.HAVE,
)  # fmt: skip
_SEATS = (Tag.IN, Tag.PLACE, Tag.COMMA, Tag.OPEN, Tag.CLOSE, Tag.DASH)
_NEXT = (Tag.NAME, Tag.PLACE, Tag.ARTICLE, Tag.DEFINITE, Tag.KIND, Tag.NUMBER, Tag.ORDINAL, Tag.OTHER, Tag.MORE)
_SIGNS = (Tag.COMMA, Tag.AND, Tag.DASH)


def described_as_ours(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "Nova e.V., a wood cluster in Graz" for "…, the wood cluster in Graz" behind the writer's own
    name, and with "Nova e.V. with its seat in Graz" for "Nova e.V., with its seat in Graz"."""
    found = list(tokens)
    name = _our_name(tokens)
    sign = tokens[name + 1] if name and name + 1 < len(tokens) else None
    if sign is None or sign.tag not in (Tag.COMMA, Tag.DASH):
        return found
    first = name + 2
    seated = [token.tag for token in tokens[first : first + 2]] == [Tag.IN, Tag.PLACE]
    if seated and len(tokens[first].words) > 1 and _alone(tokens, first):
        return [*found[: name + 1], *found[first:]]
    if _is_described(tokens, first, tokens[name].value.kind) and _alone(tokens, first):
        found[first] = replace(tokens[first], tag=Tag.ARTICLE, value=1, words=("a",), small="", definite=False)
        found[name + 1] = replace(sign, tag=Tag.COMMA, words=(",",))
    return found


def _our_name(tokens: Sequence[Token]) -> int:
    """Where the first name of a sentence is that of the writer's organisation; 0 elsewhere."""
    at = next((n for n, token in enumerate(tokens[:_MOST_BEFORE]) if token.tag is Tag.NAME and token.value.sure), 0)
    before = tokens[:at]
    # "This is Anna from Nova e.V.": a person's name may stand before it.
    plain = all(token.tag in _OPENING or (token.tag is Tag.NAME and not token.value.sure) for token in before)
    if not at or not plain or tokens[at].value.label:
        return 0
    speaks = any(token.tag is Tag.WE for token in before)
    behalf = any(token.tag is Tag.NOT_PARTNERS for token in before)
    person = any(token.tag is Tag.NAME for token in before) and before[-1].tag in (Tag.IN, Tag.DEFINITE)
    return at if speaks or behalf or person else 0


def _is_described(tokens: Sequence[Token], at: int, kind: object) -> bool:
    """Whether "the wood cluster in Graz" stands at `at`: one organisation, of the kind that its name says."""
    if at >= len(tokens) or tokens[at].tag is not Tag.DEFINITE:
        return False
    here = at + 1
    while here < len(tokens) and here - at <= _MOST_WORDS and tokens[here].tag in (Tag.WORD, Tag.PLACE):
        here += 1
    head = tokens[here] if here < len(tokens) else None
    return head is not None and head.tag is Tag.KIND and not head.plural and kind in (None, head.value)


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether no list goes on behind the place that follows: "…, the wood cluster in Graz and the one in Bari"."""
    here = next((n for n in range(at, len(tokens)) if tokens[n].tag is Tag.PLACE), len(tokens))
    end = here
    while end < min(len(tokens), here + _MOST_PLACES) and tokens[end].tag in _SEATS:
        end += 1
    while end > here and tokens[end - 1].tag in (Tag.COMMA, Tag.DASH):
        end -= 1
    while end < len(tokens) and tokens[end].tag in _SIGNS:
        end += 1
    if end >= len(tokens):
        return True
    ours = [token.tag for token in tokens[end : end + 2]] == [Tag.OWN, Tag.GENERIC]
    return ours or (tokens[end].tag not in (*_NEXT, Tag.OWN, Tag.IN))
