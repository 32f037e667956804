"""Which of the partners known fit a word: those who sit in a place, the clusters or the networks alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention


def is_there(place: PlaceMention, draft: Draft) -> bool:
    """Whether a partner sits where a place is: in its region if it has one, else in its country."""
    seat = draft.place
    if seat is None or place.country is None or place.excluded:
        return False
    if place.region is not None:
        return place.region in seat.regions
    return place.country in seat.countries


def of_size(group: list[Draft], number: int | None, head: Token | None = None) -> list[Draft]:
    """The group if it has that number; else those of it that are of the kind of `head`, if they have: "the two
    clusters" beside a network."""
    if number in (None, len(group)):
        return group
    kind = head.value if head is not None and head.tag is Tag.KIND else None
    alone = [draft for draft in group if draft.kind is kind] if kind is not None else []
    return alone if len(alone) == number else []


def sole_network(tokens: Sequence[Token], at: int, clusters: Sequence[Draft]) -> tuple[Draft, ...]:
    """The only cluster network, where the words at `at` are "the cluster network" and no place follows."""
    here = [token.tag for token in tokens[at : at + 2]] == [Tag.DEFINITE, Tag.KIND]
    if not here or tokens[at + 1].value is not Kind.CLUSTER_NETWORK or tokens[at + 1].plural:
        return ()
    after = [token.tag for token in tokens[at + 2 : at + 3]]
    found = [draft for draft in clusters if draft.kind is Kind.CLUSTER_NETWORK]
    return tuple(found) if len(found) == 1 and after not in ([Tag.IN], [Tag.PLACE], [Tag.NAME]) else ()
