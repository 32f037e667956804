"""What stands before a list and its colon and is no partner: "Ceramics: cluster of …, cluster of …", "a project for the
Greater Region: a cluster in …"; and what a group wants to do: "three registered clusters want to apply: one from …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.rewriting.first.peers import as_members
from assistant.eligibility.reader.rewriting.first.seats_first import seats_behind
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_FEWEST = 2
_MOST_BEFORE = 9
# With any of these before the colon, or a second name or colon behind it, the words before it may tell of somebody.
_TELLING = (
    Tag.KIND, Tag.PLACE, Tag.WE, Tag.OWN, Tag.ECCP, Tag.NUMBER, Tag.ROLE, Tag.ROLE_VERB, Tag.GENERIC, Tag.OPEN,
    Tag.CALLED, Tag.ORDINAL, Tag.COMMA, Tag.NOT, Tag.PERHAPS, Tag.PRONOUN,
)  # fmt: skip
_BEFORE_KIND = (Tag.ARTICLE, Tag.NUMBER, Tag.WORD)
_INTENT = (Tag.HAVE, Tag.FUNCTION, Tag.BE)


def first_put(sentence: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> list[Token]:
    """A sentence of a first description with what it lists in plain words. `kinds`: those of the partners so far."""
    tokens = without_country_beside(without_heading(sentence, kinds))
    return seats_behind(as_members(tokens, lexicon), lexicon)


def without_heading(tokens: Sequence[Token], kinds: Sequence[Kind | None]) -> list[Token]:
    """The tokens without such words. `kinds`: those of the partners named so far; a name that is one's is none."""
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    if not 0 < colon <= _MOST_BEFORE:
        return list(tokens)
    head, after = tokens[:colon], tokens[colon + 1 :]
    many = sum(token.tag is Tag.KIND for token in after)
    places = sum(token.tag is Tag.PLACE for token in after)
    if any(token.tag in (Tag.COLON, Tag.NAME) for token in after) or not many or places < _FEWEST:
        return _without_intent(tokens, colon)
    names = [token for token in head if token.tag is Tag.NAME]
    plain = not any(t.tag in _TELLING and not (t.tag is Tag.PRONOUN and t is head[0]) for t in head)
    kind = next(at for at, token in enumerate(after) if token.tag is Tag.KIND)
    begins = all(token.tag in _BEFORE_KIND for token in after[:kind])
    if len(names) == 1 and not kinds and plain and begins and not names[0].value.sure and (many > 1 or places > many):
        return list(after)
    return _without_intent(tokens, colon)


def _without_intent(tokens: Sequence[Token], colon: int) -> list[Token]:
    """ "Three registered clusters want to apply: one from …" as "three registered clusters: one from …"."""
    kind = next((at for at, token in enumerate(tokens[:colon]) if token.tag is Tag.KIND and token.plural), colon)
    said = tokens[kind + 1 : colon]
    listed = colon + 1 < len(tokens) and tokens[colon + 1].tag in (Tag.NUMBER, Tag.WE)
    counted = any(token.tag is Tag.NUMBER for token in tokens[:kind])
    if not said or not (listed and counted) or any(token.tag not in _INTENT for token in said):
        return list(tokens)
    return [*tokens[: kind + 1], *tokens[colon:]]


def without_country_beside(tokens: Sequence[Token]) -> list[Token]:
    """ "Nova Ltd from Sheffield, UK (an SME)" without the country, which would be the company's in brackets."""
    found = list(tokens)
    for at in range(len(tokens) - 4, 1, -1):
        tags = [token.tag for token in tokens[at - 1 : at + 4]]
        if tags != [Tag.PLACE, Tag.COMMA, Tag.PLACE, Tag.OPEN, Tag.ARTICLE] or tokens[at - 2].tag is not Tag.IN:
            continue
        town, country = tokens[at - 1].value, tokens[at + 1].value
        if country.region is None and town.country is not None and town.country == country.country:
            del found[at : at + 2]
    return found
