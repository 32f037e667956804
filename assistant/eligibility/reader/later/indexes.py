"""Partners meant by their number or letter in the list: "1 and 3 are registered on the ECCP, 2 is not"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Drafts
from assistant.eligibility.reader.tokens.cutting import cut_at
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_AFTER = (Tag.COMMA, Tag.AND, Tag.BE, Tag.HAVE, Tag.ECCP, Tag.NOT, Tag.COLON, Tag.OPEN, Tag.CLOSE, Tag.DASH, Tag.BREAK)

_NAMING = (Tag.KIND, Tag.PLACE, Tag.NAME, Tag.NUMBER, Tag.ALL, Tag.BOTH, Tag.NONE, Tag.ONLY, Tag.EXCEPT, Tag.ROLE)

_COUNTING = (Tag.ALL, Tag.DEFINITE, Tag.OTHER, Tag.OWN, Tag.ORDINAL)  # "all 3" is a number of partners, not a partner.
_LETTERS = "ABCDEFGH"


def read_numbered(tokens: Sequence[Token], text: str, drafts: Drafts, status: Status, numbering: Sequence[str]) -> bool:
    """Takes the registrations of numbered partners from a sentence; False if it does not speak of them by number."""
    places = _places_in_list(tokens, text)
    numbers = list(places)
    if not numbers or not status.speaks(tokens) or len(drafts.all) < 2:
        return False
    beside = [tokens[at + 1] for at in numbers if at + 1 < len(tokens)]
    if any(token.tag not in _AFTER and not status.answers(token) for token in beside):
        return False
    if max(places.values()) > len(drafts.all) or min(places.values()) < 1:
        return False
    meant: list[int] = []
    for at, following in zip(numbers, [*numbers[1:], len(tokens)], strict=True):
        meant.append(places[at])
        said = [token for token in tokens[at + 1 : following] if not set(token.words) & set(numbering)]
        stated = _stated(said, status) or (Eccp.REGISTERED if following == len(tokens) else None)
        if stated is not None:
            for number in meant:
                drafts.all[number - 1].eccp = stated
            meant = []
    return True


def read_in_order(tokens: Sequence[Token], text: str, drafts: Drafts, status: Status) -> bool:
    """Takes "ECCP status: registered, registered, submitted" as one registration each; False if it is no such list."""
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), None)
    if colon is None or not status.speaks(tokens[:colon]) or any(token.tag in _NAMING for token in tokens):
        return False
    parts = cut_at(tokens[colon + 1 :], (Tag.COMMA, Tag.AND, Tag.BREAK))
    clusters = [draft for draft in drafts.all if draft.kind in CLUSTERS]
    group = next((group for group in (drafts.all, clusters) if len(group) == len(parts) > 1), None)
    told = [status.cell(text[part[0].start : part[-1].end]) for part in parts if part]
    if group is None and len(set(told)) > 1 and len(drafts.all) > 1:
        for draft in drafts.all:  # Whom each of them is said of cannot be known.
            draft.eccp = Eccp.UNKNOWN
        return True
    if group is None or len(told) != len(group):
        return False
    for draft, stated in zip(group, told, strict=True):
        draft.eccp = stated
    return True


def _places_in_list(tokens: Sequence[Token], text: str) -> dict[int, int]:
    """Tokens that mean a partner by its place in the list, 1 for the first: "2", or "B" where nobody is described."""
    figures = {
        at: token.value
        for at, token in enumerate(tokens)
        if token.tag is Tag.NUMBER and text[token.start : token.end].isdigit()
    }
    if any(at and tokens[at - 1].tag in _COUNTING for at in figures):
        return {}
    if figures or any(token.tag in (Tag.KIND, Tag.PLACE, Tag.NAME) for token in tokens):
        return figures
    return {
        at: _LETTERS.index(said) + 1
        for at, token in enumerate(tokens[:-1])
        if len(said := text[token.start : token.end]) == 1 and said in _LETTERS and tokens[at + 1].tag in _AFTER
    }


def _stated(tokens: Sequence[Token], status: Status) -> Eccp | None:
    """The status in the words after a number; a bare "is not" denies, signs and "and" alone state nothing."""
    if all(token.tag in (Tag.COMMA, Tag.AND, Tag.BREAK) for token in tokens):
        return None
    stated = status.of(tokens, topic=True)
    if stated is not None:
        return stated
    return Eccp.NO if any(token.tag is Tag.NOT or token.value == "not" for token in tokens) else None
