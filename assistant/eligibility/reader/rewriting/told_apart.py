"""What a list of partners says of all of them at its end, as a sentence of its own: "…, all three on the ECCP, and …".

"There will be a cluster in Graz and one in Bari, both on the ECCP" says what "… Both are on the ECCP" says. Where the
list speaks of no registration before, and the words behind its sign point at those listed and say nothing but whether
they are registered, the sentence is cut there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.DASH, Tag.BREAK)
_JOINS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH)
_SCOPES = (Tag.ALL, Tag.BOTH, Tag.EACH)
_POINTING = (*_SCOPES, Tag.NUMBER, Tag.PRONOUN, Tag.WE)
_SAYING = (
    *_POINTING, Tag.BE, Tag.HAVE, Tag.ECCP, Tag.ORDINAL, Tag.DEFINITE, Tag.COMMA, Tag.AND, Tag.NOT, Tag.IN, Tag.AS,
    Tag.ARTICLE, Tag.THEIR, Tag.FUNCTION, Tag.OTHER,
)  # fmt: skip
_BEGINS_PARTNER = (Tag.ARTICLE, Tag.NUMBER, Tag.OWN, Tag.KIND)
_GOES_ON = (Tag.DEFINITE, Tag.OTHER, Tag.ORDINAL)
_NAMED = (Tag.PLACE, Tag.NAME)
_TURNING = (Tag.NOT, Tag.NONE, Tag.PERHAPS, Tag.OR, Tag.PRONOUN, Tag.OTHER)
_OF_THEM = (Tag.RELATIVE, Tag.ONLY, Tag.WORD)
_FEWEST = 2


def told_apart(sentences: Iterable[tuple[list[Token], bool]], lexicon: Lexicon) -> Iterator[tuple[list[Token], bool]]:
    """The sentences, what one says of the registration of all whom it lists cut off."""
    for whole, question in sentences:
        sentence = _exactly(whole)
        cut = None if question else _counted_off(sentence) or _cut(sentence, lexicon)
        if cut is None:
            yield sentence, question
            continue
        begin, end = cut
        yield sentence[:begin], question
        yield [_them(token) for token in _pointing_first(sentence[begin + 1 : end])], question
        rest = list(sentence[end:])
        while rest and rest[0].tag in (*_JOINS, Tag.CLOSE):
            rest = rest[1:]
        if rest:
            yield rest, question


def _exactly(tokens: list[Token]) -> list[Token]:
    """ "…, only one of which is registered, and an SME" without "only", which would be said of the SME, too."""
    for at in range(1, len(tokens) - _FEWEST - 1):
        if tokens[at].tag is not Tag.ONLY or tokens[at - 1].tag not in (*_SIGNS, Tag.OPEN):
            continue
        following = [token.tag for token in tokens[at + 1 : at + 4]]
        counted = following in ([Tag.NUMBER, Tag.IN, Tag.RELATIVE], [Tag.NUMBER, Tag.IN, Tag.PRONOUN])
        if counted and any(token.tag is Tag.KIND for token in tokens[at + 4 :]):
            return [*tokens[:at], *tokens[at + 1 :]]
    return tokens


def _them(token: Token) -> Token:
    """ "Of which" as "of them": what follows is a sentence of its own."""
    return replace(token, tag=Tag.PRONOUN, plural=True, words=("them",)) if token.tag is Tag.RELATIVE else token


def _counted_off(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the sign stands before ", of which one is registered and one has applied", and where that ends."""
    if not any(token.tag is Tag.RELATIVE for token in tokens):
        return None
    for at in range(_FEWEST, len(tokens) - _FEWEST):
        if tokens[at].tag not in (*_SIGNS, Tag.OPEN):
            continue
        begin = at + 1 + (tokens[at + 1].tag is Tag.ONLY)
        tags = [token.tag for token in tokens[begin : begin + 3]]
        if tags not in ([Tag.IN, Tag.RELATIVE, Tag.NUMBER], [Tag.NUMBER, Tag.IN, Tag.RELATIVE]):
            continue
        end = next((n for n in range(begin, len(tokens)) if tokens[n].tag not in (*_SAYING, *_OF_THEM)), len(tokens))
        while end < len(tokens) and end > begin and tokens[end - 1].tag in (*_JOINS, Tag.ARTICLE, Tag.NUMBER):
            end -= 1
        said = tokens[begin:end]
        counts = sum(token.tag is Tag.NUMBER or token.tag is Tag.OTHER for token in said)
        whole = end == len(tokens) or tokens[end].tag in (*_JOINS, Tag.CLOSE)
        return (at, end) if whole and counts >= _FEWEST and any(t.tag is Tag.ECCP for t in said) else None
    return None


def _cut(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[int, int] | None:
    """Where the sign stands before what is said of all, and where that ends."""
    first = next((at for at, token in enumerate(tokens) if token.tag is Tag.ECCP), None)
    if first is None:
        return None
    begin = next((at for at in range(first, 0, -1) if tokens[at].tag in _SIGNS), 0)
    while begin > 1 and tokens[begin - 1].tag in _SIGNS:
        begin -= 1
    end = _end(tokens, begin + 1, lexicon.raw["existing"])
    if not (begin and end) or not _says_only(tokens[begin + 1 : end], lexicon) or not _lists(tokens[:begin]):
        return None
    return (begin, end) if _points(tokens[begin + 1 : end], tokens[:begin]) else None


def _end(tokens: Sequence[Token], at: int, there: Sequence[str]) -> int:
    """Where a further partner begins behind the statement that begins at `at`; 0 where something else follows it."""
    said = False
    for here in range(at, len(tokens)):
        said = said or tokens[here].tag is Tag.ECCP
        if not said or tokens[here].tag not in _JOINS:
            continue
        after = here
        while after < len(tokens) and tokens[after].tag in _JOINS:
            after += 1
        if after < len(tokens) and (tokens[after].tag in _BEGINS_PARTNER or tokens[after].is_one_of(there)):
            return here
        if after < len(tokens) and tokens[after].tag not in _GOES_ON:
            return 0
    return len(tokens)


def _says_only(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether tokens say nothing but whether somebody is registered."""
    beside = lexicon.raw["beside_platform"]
    return all(
        token.tag in _SAYING or (token.tag is Tag.WORD and all(word in beside for word in token.words))
        for token in tokens
    )


def _lists(tokens: Sequence[Token]) -> bool:
    """Whether tokens list clusters, two places or names at least, and deny nothing."""
    named = sum(token.tag in _NAMED for token in tokens)
    clusters = any(token.tag is Tag.KIND and token.value in CLUSTERS for token in tokens)
    turned = any(token.tag in _TURNING or token.value == "not" for token in tokens)
    return named >= _FEWEST and clusters and not turned


def _points(said: Sequence[Token], before: Sequence[Token]) -> bool:
    """Whether the statement points at all who were listed before, or at them one after the other."""
    if not said:
        return False
    if said[0].tag is Tag.DEFINITE:
        return len(said) > 1 and said[1].tag is Tag.ORDINAL
    said = _pointing_first(said)
    if said[0].tag not in _SCOPES:
        return False
    counted = any(token.tag is Tag.NUMBER for token in said)
    kinds = [token for token in before if token.tag is Tag.KIND]
    # "Our cluster in A, with clusters in B and C, all registered": whether we are is not sure.
    grouped = any(token.plural for token in kinds) and (len(kinds) > 1 or _of_us(before))
    return counted or said[0].tag is Tag.BOTH or not grouped


def _of_us(tokens: Sequence[Token]) -> bool:
    return any(token.tag in (Tag.WE, Tag.OWN) for token in tokens)


def _pointing_first(tokens: Sequence[Token]) -> list[Token]:
    """ "Registered on the ECCP each" as "each registered on the ECCP"."""
    begins = tokens and tokens[0].tag is Tag.ECCP
    at = next((n for n, token in enumerate(tokens) if token.tag in _SCOPES), len(tokens)) if begins else 0
    alone = begins and all(token.tag in _POINTING for token in tokens[at:])
    return [*tokens[at:], *tokens[:at]] if alone else list(tokens)
