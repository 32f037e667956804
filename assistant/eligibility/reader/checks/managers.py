"""A body that applies for the cluster it manages: one partner, not two."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_BODIES = (None, Kind.SME, Kind.LARGE_COMPANY, Kind.OTHER, Kind.NGO, Kind.PUBLIC_BODY, Kind.RESEARCH)
_ADJECTIVES = 6
_BETWEEN = (Tag.WORD, Tag.DEFINITE, Tag.OWN, Tag.THEIR, Tag.EUROPEAN, Tag.PLACE, Tag.FUNCTION, Tag.NAME, Tag.ARTICLE)


class Managers:
    """Joins the organisations of a sentence that manage a cluster with that cluster."""

    def __init__(self, drafts: Drafts, status: Status, lexicon: Lexicon) -> None:
        self._drafts = drafts
        self._text = status.text
        self._manages = phrases(lexicon.raw["manages"])
        self.joined: set[int] = set()
        self._manages_one = phrases(lexicon.raw["manages_one"])

    def after(self, sentence: Sequence[Token], before: int) -> None:
        """Looks at a sentence that was read. `before`: the number of partners before it."""
        self._one_by_one(sentence, before)
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
        self.joined.add(id(cluster[0]))
        for body in bodies:
            _join(cluster[0], body)
        gone = {id(d) for d in bodies}
        self._drafts.keep([d for d in everyone if id(d) not in gone])

    def _one_by_one(self, sentence: Sequence[Token], before: int) -> None:
        """ "X e.V., which runs the automotive cluster of Y; Z, the body behind the health cluster of W": each pair."""
        for at in range(len(sentence)):
            head = self._cluster_after(sentence, at)
            if head is None:
                continue
            new = [(self._text.find(d.source), d) for d in self._drafts.all[before:]]
            bodies = [(start, d) for start, d in new if 0 <= start < sentence[at].start and d.kind not in CLUSTERS]
            if not bodies:
                continue
            body = max(bodies, key=lambda found: found[0])[1]
            managed = [
                d for start, d in new if d is not body and d.kind in CLUSTERS
                and start <= sentence[head].start < start + len(d.source) and start >= sentence[at].start
            ]  # fmt: skip
            body.kind = Kind.CLUSTER
            self.joined.add(id(body))
            for cluster in managed[:1]:
                body.eccp = body.eccp or cluster.eccp
                if body.place is None or body.place.empty:
                    body.place = cluster.place
                body.roles = body.roles or cluster.roles
                self._drafts.keep([d for d in self._drafts.all if d is not cluster])

    def _cluster_after(self, sentence: Sequence[Token], at: int) -> int | None:
        """The token of the cluster that words at `at` say somebody manages; None if they say no such thing."""
        words = [word for token in sentence[at : at + _ADJECTIVES] for word in token.words]
        length = self._manages_one.at(words, 0)[1] if words else 0
        used = 0
        while length > 0 and at + used < len(sentence):
            length -= len(sentence[at + used].words)
            used += 1
        for head in range(at + used, min(at + used + _ADJECTIVES, len(sentence))) if used else ():
            token = sentence[head]
            if token.tag is Tag.KIND:
                return head if token.value in CLUSTERS and not token.plural else None
            if token.tag not in _BETWEEN:
                return None
        return None


def _join(cluster: Draft, body: Draft) -> None:
    cluster.name = body.name or cluster.name
    cluster.legal = body.legal
    cluster.locate(body.place)
    cluster.eccp = body.eccp or cluster.eccp
    if body.roles:
        cluster.roles = body.roles
