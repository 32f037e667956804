""" "Two clusters (Lyon, France; Riga, Latvia)" as "(Lyon; Riga)": behind a comma a country only says where the town is,
where semicolons part the places."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_INSIDE = (Tag.PLACE, Tag.COMMA, Tag.BREAK, Tag.AND)


def without_countries_inside(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without such countries."""
    left_out: set[int] = set()
    opened: int | None = None
    for at, token in enumerate(tokens):
        if token.tag is Tag.OPEN:
            opened = at
        elif token.tag is Tag.CLOSE and opened is not None:
            inside = range(opened + 1, at)
            if all(tokens[n].tag in _INSIDE for n in inside) and any(tokens[n].tag is Tag.BREAK for n in inside):
                left_out |= {m for n in inside if _tells_country(tokens, n) for m in (n, n + 1)}
            opened = None
    return [token for at, token in enumerate(tokens) if at not in left_out]


def _tells_country(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma at `at` stands between a town, of which nothing else is said, and its country."""
    if tokens[at].tag is not Tag.COMMA or tokens[at - 1].tag is not Tag.PLACE or tokens[at + 1].tag is not Tag.PLACE:
        return False
    town, country = tokens[at - 1].value, tokens[at + 1].value
    around = tokens[at - 2].tag in (Tag.OPEN, Tag.BREAK) and tokens[at + 2].tag in (Tag.CLOSE, Tag.BREAK)
    wide = town.how is How.CITY and country.how not in (How.CITY, How.REGION)
    return around and wide and town.country is not None and town.country == country.country
