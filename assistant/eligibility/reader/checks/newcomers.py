"""Partners that a description only announces: "two more clusters will join", "a third one will follow".

They are open ends, as many as are counted. A description that says that somebody comes is never read without them.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import FurtherPartners, Kind
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_HEADS = (Tag.KIND, Tag.GENERIC)
_BESIDE = 5


class Newcomers:
    """Watches a first description for announcements that left nobody."""

    def __init__(self, drafts: Drafts, status: Status, lexicon: Lexicon, *, describing: bool) -> None:
        self._drafts = drafts
        self._status = status
        self._describing = describing
        self._coming = phrases(lexicon.raw["announced"])
        self._before = drafts.mark()
        self._further = 0

    def before(self) -> None:
        """Notes who is there."""
        self._before = self._drafts.mark()
        self._further = len(self._drafts.further)

    def after(self, sentence: Sequence[Token], *, question: bool) -> None:
        """Adds those whom the sentence announces without naming them."""
        drafts = self._drafts
        words = [word for token in sentence for word in token.words]
        if not self._describing or question or not drafts.all or not self._coming.within(words):
            return
        if len(drafts.further) > self._further or any(_is_described(d) for d in drafts.since(self._before)):
            return
        said = self._announced(sentence)
        denied = any(t.tag in (Tag.NOT, Tag.NONE) or t.value == "not" for t in sentence)
        if said is None or denied or self._status.speaks(sentence):
            return
        drafts.keep([d for d in drafts.all if all(d is not new for new in drafts.since(self._before))])
        drafts.further.append(said)

    def _announced(self, sentence: Sequence[Token]) -> FurtherPartners | None:
        """The open end that "two more clusters", "a third one", "the rest" stand for; None if nobody new is meant."""
        for at, token in enumerate(sentence):
            ordinal = token.tag is Tag.ORDINAL and token.value > len(self._drafts.all)
            if not (token.tag in (Tag.MORE, Tag.OTHER) or ordinal):
                continue
            near = sentence[max(0, at - _BESIDE) : at + _BESIDE]
            count = next((t.value for t in near if t.tag is Tag.NUMBER), None)
            head = next((t for t in sentence[at + 1 : at + _BESIDE] if t.tag in _HEADS or t.small == "one"), None)
            kind: Kind | None = head.value if head is not None and head.tag is Tag.KIND else None
            if kind is None and (head is None or head.tag is not Tag.GENERIC) and self._all_clusters():
                kind = Kind.CLUSTER if count or ordinal else None
            single = ordinal or (head is not None and not head.plural and token.tag is Tag.OTHER)
            least = count or (1 if single else 0)
            most = count or (1 if single else None)
            union = any(t.tag is Tag.EUROPEAN for t in sentence)
            places = [t.value for t in sentence if t.tag is Tag.PLACE and not t.value.excluded]
            countries = sorted({country for place in places for country, _ in place.candidates})
            return FurtherPartners(kind=kind, country_in=countries or ("EU" if union else None), least=least, most=most)
        return None

    def _all_clusters(self) -> bool:
        return all(draft.kind in CLUSTERS for draft in self._drafts.all)


def _is_described(draft: Draft) -> bool:
    return draft.place is not None and not draft.place.empty
