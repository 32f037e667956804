"""Of whom a sentence on registrations goes on to speak: "of the two clusters only the latter is registered"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_HEADS = (Tag.KIND, Tag.GENERIC)
_GOES_ON = (Tag.ONLY, Tag.DEFINITE, Tag.PLACE, Tag.NAME, Tag.OWN, Tag.WE)
_FEWEST = 2


def scope(
    tokens: Sequence[Token], drafts: Sequence[Draft], last: Sequence[Draft], lexicon: Lexicon
) -> tuple[list[Draft], int] | None:
    """Among whom the partners of the sentence are to be found, and where it goes on; None if it does not begin so, or
    if it is not certain who they are. `last`: of whom the sentence before spoke."""
    tags = [token.tag for token in tokens]
    opening = tokens[0].words if tokens else ()
    if tags[:1] not in ([Tag.IN], [Tag.NOT_PARTNERS]) or not opening or opening[0] not in lexicon.raw["scopes"]["of"]:
        return None
    at = 1
    pointed = False
    if len(tags) > at and tags[at] in (Tag.DEFINITE, Tag.PRONOUN, Tag.OWN):
        pointed = " ".join(tokens[at].words) in lexicon.raw["scopes"]["these"]
        at += 1
    number = tokens[at].value if len(tags) > at and tags[at] is Tag.NUMBER else None
    at += number is not None
    head = tokens[at] if len(tags) > at and tags[at] in _HEADS else None
    at += head is not None
    if (head is None and number is None) or (head is not None and not head.plural):
        return None
    at += len(tags) > at and tags[at] is Tag.COMMA
    if len(tags) <= at or tags[at] not in _GOES_ON:
        return None
    group = _group(head, number, pointed, drafts, last)
    return (group, at) if len(group) >= _FEWEST else None


def _group(
    head: Token | None, number: object, pointed: bool, drafts: Sequence[Draft], last: Sequence[Draft]
) -> list[Draft]:
    """Those of a kind, or of everybody, who are so many; or those spoken of last."""
    kinds = CLUSTERS if head is not None and head.tag is Tag.KIND else (None, *CLUSTERS)
    if head is not None and head.tag is Tag.KIND and head.value not in CLUSTERS:
        return []
    everybody = [draft for draft in drafts if draft.kind in kinds]
    spoken = [draft for draft in last if draft.kind in kinds]
    together = [draft for draft in everybody if draft.source == everybody[-1].source] if everybody else []
    groups = [spoken, together, everybody] if pointed else [everybody, spoken]
    return next((group for group in groups if number in (None, len(group))), [])
