"""A body that applies for the cluster it manages: one partner, not two (DESIGN 5, Organisations)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.lexicon import phrases
from assistant.eligibility.reader.scan import Token

_BODIES = (None, Kind.SME, Kind.LARGE_COMPANY, Kind.OTHER, Kind.NGO, Kind.PUBLIC_BODY, Kind.RESEARCH)


class Managers:
    """Joins the organisations of a sentence that manage a cluster with that cluster."""

    def __init__(self, drafts: Drafts, raw: Sequence[str]) -> None:
        self._drafts = drafts
        self._manages = phrases(raw)

    def after(self, sentence: Sequence[Token], before: int) -> None:
        """Looks at a sentence that was read. `before`: the number of partners before it."""
        if not self._manages.within([word for token in sentence for word in token.words]):
            return
        everyone = self._drafts.all
        bodies = [d for d in everyone[before:] if d.kind in _BODIES and not d.writer]
        named = [d for d in bodies if d.name]
        clusters = [d for d in everyone if d.kind in CLUSTERS and (d.legal is False or d not in everyone[before:])]
        unincorporated = [d for d in clusters if d.legal is False]
        if not bodies and unincorporated:
            # Somebody acts for it who was not read as a partner of its own.
            unincorporated[-1].legal = None
        cluster = (unincorporated or clusters)[-1:]
        if not cluster or not bodies or len(named) > 1:
            return
        for body in bodies:
            _join(cluster[0], body)
        gone = {id(d) for d in bodies}
        self._drafts.keep([d for d in everyone if id(d) not in gone])


def _join(cluster: Draft, body: Draft) -> None:
    cluster.name = body.name or cluster.name
    cluster.legal = body.legal
    cluster.locate(body.place)
    cluster.eccp = body.eccp or cluster.eccp
    if body.roles:
        cluster.roles = body.roles
