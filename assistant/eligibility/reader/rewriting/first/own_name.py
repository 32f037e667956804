""" "Our cluster, the Wood Cluster from Belgrade, …": one partner, whose name comes second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_BODIES = (Kind.OTHER, Kind.NGO, Kind.SME)


def with_own_name(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the name of "our cluster" right behind the comma, and with an association that bears a cluster's
    name as that cluster."""
    found = list(tokens)
    for at in range(len(tokens) - 4):
        if tokens[at].tag is not Tag.OWN or tokens[at + 1].tag is not Tag.KIND or tokens[at + 1].plural:
            continue
        the = tokens[at + 3].tag is Tag.DEFINITE
        name = tokens[at + 3 + the]
        if tokens[at + 2].tag is not Tag.COMMA or name.tag is not Tag.NAME or name.value.kind is None:
            continue
        own = tokens[at + 1].value
        cluster = name.value.kind in CLUSTERS and own in (*CLUSTERS, *_BODIES)
        if cluster or own is name.value.kind:
            kind = replace(tokens[at + 1], value=name.value.kind if own not in CLUSTERS else own)
            return [*found[: at + 1], kind, tokens[at + 2], *found[at + 3 + the :]]
    return found
