"""One place said as country and seat side by side: "ES-Extremadura", "Bari - Italy", "Berlin/Germany"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import PlaceMention, find_places
from assistant.gazetteer.names import How

_CODE_BEFORE = re.compile(r"(?<![\w-])([A-Z]{2})[-–]([A-Z][^\W\d_]+)")
_BESIDE = re.compile(r"[ ]?[-–—/][ ]?|[ ]")
_WIDE = (How.NAME, How.CODE, How.NATIONAL_NAME)


def parted(text: str, gazetteer: Gazetteer, language: str) -> str:
    """The text with a sign that is no part of a word between country code and place; as long as before."""

    def sign(match: re.Match[str]) -> str:
        country = gazetteer.country_code(match[1])
        inside = country and any(
            mention.start == 0 and any(code == country and region for code, region in mention.candidates)
            for mention in find_places(match[2], gazetteer, language)
        )
        return f"{match[1]}/{match[2]}" if inside else match[0]

    return _CODE_BEFORE.sub(sign, text)


def joined(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens with one place for two, one of which is the country of the other."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        after = at + 1
        while after < len(tokens) and tokens[after].tag in (Tag.DASH, Tag.OR) and after == at + 1:
            after += 1
        place = _one(token, tokens[after], text) if after < len(tokens) else None
        if place is not None:
            words = (*token.words, *tokens[after].words)
            found.append(replace(token, end=tokens[after].end, value=place, words=words))
            at = after + 1
            continue
        found.append(token)
        at += 1
    return found


def on_islands(tokens: Sequence[Token], prepositions: frozenset[str]) -> list[Token]:
    """ "Willemstad on Curaçao", "Palma on Mallorca" as the town alone."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        found.append(tokens[at])
        tags = [token.tag for token in tokens[at : at + 3]]
        on = tags[:1] == [Tag.PLACE] and tags[2:] == [Tag.PLACE] and " ".join(tokens[at + 1].words) in prepositions
        if on and _inside(tokens[at].value, tokens[at + 2].value):
            at += 2
        at += 1
    return found


def _inside(narrow: PlaceMention, wide: PlaceMention) -> bool:
    """Whether both mentions may mean one place."""
    return bool(set(narrow.candidates) & set(wide.candidates)) or wide.country == narrow.country is not None


def _one(token: Token, other: Token, text: str) -> PlaceMention | None:
    """The one place that two tokens name side by side, if they do."""
    return one_place(token, other) if _BESIDE.fullmatch(text[token.end : other.start]) else None


def one_place(token: Token, other: Token) -> PlaceMention | None:
    """The one place of two tokens, one of which names the country of the other; None where they name two."""
    if token.tag is not Tag.PLACE or other.tag is not Tag.PLACE:
        return None
    one: PlaceMention = token.value
    two: PlaceMention = other.value
    wide, narrow = (one, two) if _is_country(one) else (two, one)
    if not _is_country(wide) or narrow.excluded or wide.excluded:
        return None
    inside = tuple((code, region) for code, region in narrow.candidates if code == wide.country and region)
    if not inside or narrow.how in _WIDE:
        # Luxembourg is a country beside Belgium, and a province of it.
        return None
    region = inside[0][1] if len(inside) == 1 else None
    return replace(narrow, start=one.start, end=two.end, country=wide.country, region=region, candidates=inside)


def _is_country(place: PlaceMention) -> bool:
    whole = place.how in _WIDE and place.region is None and place.country is not None
    return whole and all(region is None for _, region in place.candidates)
