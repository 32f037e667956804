"""Where a writer says to be: "Graz here, we are a cluster", "wood cluster in Graz here" as "our cluster in Graz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.DASH, Tag.BREAK, Tag.COLON)
_MOST_BEFORE = 7
_FEWEST = 3  # tokens before the place of "I write from Graz"
_GREETING = (Tag.FUNCTION, Tag.WORD, Tag.COMMA)


def written_here(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with "here" behind a place, or behind a kind and its place, as what the writer is."""
    if (from_there := _writing_from(tokens) or _letter_from(tokens, lexicon)) is not None:
        return from_there
    near = tokens[: _MOST_BEFORE + 1]
    at = next((n for n, t in enumerate(near) if n and t.is_one_of(lexicon.particles.pointing_here)), None)
    if at is None or tokens[at - 1].tag is not Tag.PLACE:
        return list(tokens)
    ends = at + 1 == len(tokens) or tokens[at + 1].tag in _SIGNS
    head = tokens[:at]
    kind = next((n for n, token in enumerate(head) if token.tag is Tag.KIND), None)
    if not ends or (kind is not None and [t.tag for t in head[kind + 1 :]] != [Tag.IN, Tag.PLACE]):
        return list(tokens)
    if kind is not None:
        return _organisation(tokens, at, kind)
    if any(token.tag not in _GREETING for token in head[:-1]):
        return list(tokens)
    return _seat(tokens, at)


def _writing_from(tokens: Sequence[Token]) -> list[Token] | None:
    """ "From Graz, wood cluster, we want to …", "from Graz (wood cluster) I send you …" as "our wood cluster in Graz"
    and a sentence of its own."""
    tags = [token.tag for token in tokens[:3]]
    if tags[:2] != [Tag.IN, Tag.PLACE] or tags[2:] not in ([Tag.COMMA], [Tag.OPEN]):
        return None
    end = next((n for n in range(3, len(tokens)) if tokens[n].tag in (Tag.COMMA, Tag.CLOSE, Tag.BREAK)), 0)
    inside = [token for token in tokens[3:end] if token.tag is not Tag.ARTICLE]
    kind = inside[-1] if inside else None
    after = next((n for n in range(end + 1, len(tokens)) if tokens[n].tag not in (Tag.FUNCTION, Tag.COMMA)), 0)
    if kind is None or kind.tag is not Tag.KIND or kind.plural or not after or tokens[after].tag is not Tag.WE:
        return None
    if any(token.tag is not Tag.WORD for token in inside[:-1]):
        return None
    own = Token(tokens[1].start, tokens[1].start, Tag.OWN, words=("our",))
    place = [replace(tokens[0], words=("in",), small="", definite=False), tokens[1]]
    stop = Token(tokens[end].start, tokens[end].end, Tag.STOP, value=".")
    return [own, *inside, *place, stop, *tokens[after:]]


def _letter_from(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token] | None:
    """ "I write you from Graz, I am manager of a cluster" with "we are in Graz" behind it, where no other place is
    named."""
    place = next((at for at, token in enumerate(tokens[:_MOST_BEFORE]) if token.tag is Tag.PLACE), 0)
    if place < _FEWEST or tokens[0].tag is not Tag.WE or tokens[place - 1].tag is not Tag.IN:
        return None
    if any(token.tag not in _GREETING for token in tokens[1 : place - 1]):
        return None
    rest = tokens[place + 1 :]
    after = next((at for at, token in enumerate(rest) if token.tag not in (Tag.FUNCTION, Tag.COMMA, Tag.AND)), None)
    if after is None or rest[after].tag is not Tag.WE or not after or any(t.tag is Tag.PLACE for t in rest):
        return None
    if not any(token.tag is Tag.NAME or (token.tag is Tag.KIND and not token.plural) for token in rest):
        return None
    if any(set(token.words) & set(lexicon.raw["advising"]) for token in rest):
        return None
    we, verb = tokens[0], Token(tokens[0].end, tokens[0].end, Tag.BE, words=("are",))
    inside = replace(tokens[place - 1], words=("in",), small="", definite=False)
    stop = replace(rest[0], tag=Tag.STOP, words=(), value=".", small="")
    return [*rest[after:], stop, we, verb, inside, tokens[place]]


def _organisation(tokens: Sequence[Token], at: int, kind: int) -> list[Token]:
    """ "Wood cluster in Graz here" as "our wood cluster in Graz"."""
    plain = all(token.tag in (*_GREETING, Tag.ARTICLE, Tag.DEFINITE) for token in tokens[:kind])
    if not plain or tokens[kind].plural:
        return list(tokens)
    begin = kind
    while begin and tokens[begin - 1].tag in (Tag.WORD, Tag.ARTICLE, Tag.DEFINITE):
        begin -= 1
    words = [token for token in tokens[begin:kind] if token.tag is Tag.WORD]
    start = (words or tokens[kind:])[0].start
    own = Token(start, start, Tag.OWN, words=("our",))
    return [own, *words, *tokens[kind:at], *tokens[at + 1 :]]


def _seat(tokens: Sequence[Token], at: int) -> list[Token]:
    """ "Graz here, a wood cluster" as "our wood cluster in Graz"; "Graz here" alone as "we are in Graz"."""
    place = tokens[at - 1]
    inside = Token(place.start, place.start, Tag.IN, words=("in",))
    rest = list(tokens[at + 2 :])
    while rest and rest[0].tag is Tag.ARTICLE:
        rest.pop(0)
    kind = next((n for n, token in enumerate(rest) if token.tag is not Tag.WORD), len(rest))
    named = kind < len(rest) and rest[kind].tag is Tag.KIND and not rest[kind].plural
    placed = [token.tag for token in rest[kind + 1 : kind + 3]] == [Tag.IN, Tag.PLACE]
    if named and not placed:
        own = Token(place.start, place.start, Tag.OWN, words=("our",))
        return [own, *rest[: kind + 1], inside, place, *rest[kind + 1 :]]
    we = Token(place.start, place.end, Tag.WE, words=("we",))
    verb = Token(place.end, place.end, Tag.BE, words=("are",))
    said = [we, verb, inside, place]
    stop = replace(tokens[at], tag=Tag.STOP, value=".", words=(), small="")
    return [*said, stop, *tokens[at + 2 :]] if at + 2 < len(tokens) else said
