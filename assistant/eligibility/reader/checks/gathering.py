"""Places and organisations that a text lists apart although they are the same partners.

"Gdańsk, Malmö, Rostock. Three clusters." first leaves three places without a kind and three clusters without a place;
as many of the one as of the other, in the whole description, can only be the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.context import Context
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SEVERAL = 2
_CLOSEST = 2


def gather(drafts: Drafts, context: Context, sentence: Sequence[Token], lexicon: Lexicon) -> None:
    """Makes one of each place and the organisation that a number, or "one in each", gives it."""
    places = [draft for draft in drafts.all if _only_placed(draft)]
    if len(places) < _SEVERAL:
        return
    unplaced = [draft for draft in drafts.all if _only_kind(draft)]
    for _, same in groupby(unplaced, key=lambda draft: draft.source):
        group = list(same)
        each = len(group) == 1 and group[0] is unplaced[-1] and _of_each(sentence, lexicon)
        some = len(places) < len(group) == len(unplaced) and _side_by_side(drafts.all, places, group)
        if len(group) == len(places) == len(unplaced) or (each and len(unplaced) == 1) or some:
            # Where a place of the list is not known, its partner stays without one.
            _join(places, group * len(places) if each else group[: len(places)])
            gone = {id(draft) for draft in (group if not some else group[: len(places)])}
            drafts.keep([draft for draft in drafts.all if id(draft) not in gone])
            for named in (context.last, context.sentence, context.slots):
                if any(id(draft) in gone for draft in named):
                    named[:] = places
            context.slots = []
            return


def _join(places: Sequence[Draft], group: Sequence[Draft]) -> None:
    for draft, other in zip(places, group, strict=True):
        draft.kind, draft.legal = other.kind, draft.legal if other.legal is None else other.legal
        draft.roles = draft.roles or list(other.roles)
        if other.eccp is not None and draft.eccp not in (None, other.eccp):
            draft.eccp = Eccp.UNKNOWN
        else:
            draft.eccp = draft.eccp or other.eccp


def _side_by_side(everybody: Sequence[Draft], places: Sequence[Draft], group: Sequence[Draft]) -> bool:
    """Whether a counted group is told right before or after a list of places."""
    order = {id(draft): at for at, draft in enumerate(everybody)}
    first, last = order[id(places[0])], order[id(places[-1])]
    near = order[id(group[0])] - last if order[id(group[0])] > last else first - order[id(group[-1])]
    return last - first + 1 <= len(group) and 0 < near <= len(group) - len(places) + 1


def _only_placed(draft: Draft) -> bool:
    placed = draft.place is not None and bool(draft.place.countries)
    return placed and draft.kind is None and not (draft.kind_open or draft.name or draft.writer)


def _only_kind(draft: Draft) -> bool:
    placed = draft.place is not None and not draft.place.empty
    return draft.kind is not None and not (placed or draft.name or draft.writer)


def _of_each(sentence: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the sentence gives one to each: "one cluster in each", "in every city a cluster"."""
    for at, token in enumerate(sentence):
        if token.tag is not Tag.KIND or token.plural:
            continue
        around = sentence[at + 1 : at + 1 + _CLOSEST]
        if any(t.tag is Tag.EACH or " ".join(t.words) in lexicon.raw["uniform"]["each"] for t in around):
            return True
        before = sentence[:at]
        if any(t.tag is Tag.ALL and lexicon.particles.every & set(t.words) for t in before):
            return True
    return False
