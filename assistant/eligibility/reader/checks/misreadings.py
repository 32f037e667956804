"""Signs that a description has not been understood as a whole: then how many partners there are is left open.

None of these says what is wrong. A partner of whom nothing but a word is known beside others that are placed, or fewer
clusters than the text counts, only show that the sentences meant something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import FurtherPartners, Kind, Role
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key
from assistant.eligibility.reader.tokens.scan import Token

_COMPANIES = (Kind.SME, Kind.LARGE_COMPANY)
_BETWEEN = (Tag.WORD, Tag.EUROPEAN, Tag.ECCP, Tag.PLACE)
_NOT_COUNTED = (Tag.AT_LEAST, Tag.UP_TO, Tag.PERHAPS, Tag.SEEKING, Tag.OR)
_MOST_BETWEEN = 2
_LARGEST = 15  # "150 SMEs" benefit; they are no partners
_OTHERS = 2  # placed partners beside which one without a place stands out

ANYBODY = FurtherPartners(least=0, most=None)


class Counted:
    """The numbers of partners that the sentences of a description state."""

    def __init__(self) -> None:
        self._stated: list[tuple[int, Kind | None]] = []

    def note(self, sentence: Sequence[Token]) -> None:
        """Takes "four clusters", "three Baltic partners", "seven of us" from a sentence."""
        for at, token in enumerate(sentence):
            before = sentence[at - 1].tag if at else None
            if token.tag is not Tag.NUMBER or before in _NOT_COUNTED or token.value > _LARGEST:
                continue
            head = _head(sentence[at + 1 :]) or _said_of(sentence[at + 1 :])
            if head is not None and head.tag is Tag.KIND and head.plural:
                self._stated.append((token.value, head.value))
            elif head is not None and head.tag is Tag.GENERIC and head.plural:
                self._stated.append((token.value, None))

    def exceed(self, drafts: Sequence[Draft]) -> bool:
        """Whether more partners of a kind, or at all, are stated than were understood."""
        return any(count > sum(_is(draft, kind) for draft in drafts) for count, kind in self._stated)


def is_misread(drafts: Drafts, counted: Counted, lexicon: Lexicon) -> bool:
    """Whether the partners understood cannot be what a first description says."""
    described = [draft for draft in drafts.all if not drafts.total or draft.source != drafts.total_source]
    return counted.exceed(drafts.all) or any(
        _stands_out(draft, drafts.all) and not _called(draft, lexicon) for draft in described
    )


def unexplained(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Partners of whom only a role or only a place was read, beside more of whom the kind is known too.

    Such a word may as well belong to one of the others; "a partner from Lyon" is meant as it stands.
    """
    weak = [d for d in drafts if _is_word(d) and not _calls_partner(d, lexicon)]
    whole = [d for d in drafts if (d.kind is not None or d.kind_open) and (d.place is not None or d.name)]
    return weak if len(whole) >= _OTHERS and len(weak) < len(whole) else []


def _is_word(draft: Draft) -> bool:
    described = draft.kind or draft.kind_open or draft.name or draft.writer or draft.legal is not None
    return not described and bool(draft.roles or draft.place)


def _calls_partner(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the words that a partner was read from call it one, or "an affiliated entity" that sits somewhere."""
    words = key(draft.source)
    senses = [sense for at in range(len(words)) if (sense := lexicon.senses.at(words, at)[0]) is not None]
    seated = draft.place is not None and any(sense.value is Role.AFFILIATED for sense in senses)
    return seated or any(sense.tag is Tag.GENERIC for sense in senses)


def _called(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the text says what a name is the name of: "the cluster Nova"."""
    words = key(draft.source.replace(draft.name, " ") if draft.name else "")
    senses = [lexicon.senses.at(words, at)[0] for at in range(len(words))]
    return any(sense is not None and sense.tag is Tag.KIND for sense in senses)


def _head(following: Sequence[Token]) -> Token | None:
    """The noun that a number counts, up to two adjectives away."""
    for token in following[: _MOST_BETWEEN + 1]:
        if token.tag not in _BETWEEN:
            return token
    return None


def _said_of(following: Sequence[Token]) -> Token | None:
    """What "three of us are" says that they are."""
    tags = [token.tag for token in following[:4]]
    of_us = tags[1:2] and tags[1] in (Tag.WE, Tag.PRONOUN, Tag.RELATIVE) and following[0].small == "of"
    return following[3] if of_us and tags[2:3] == [Tag.BE] and len(tags) > 3 else None


def _is(draft: Draft, kind: Kind | None) -> bool:
    """Whether a partner is, or may turn out to be, of that kind."""
    if kind is None or draft.kind is None:
        return True
    families = (CLUSTERS, _COMPANIES)
    return draft.kind is kind or any(kind in family and draft.kind in family for family in families)


def _stands_out(draft: Draft, everybody: Sequence[Draft]) -> bool:
    """Whether hardly anything is known of a partner of whose like much more is said."""
    if draft.place is not None and not draft.place.empty:
        return False
    if draft.writer:
        return False
    if draft.kind is None and not (draft.kind_open or draft.roles):
        return True
    placed = [d for d in everybody if d is not draft and d.place is not None and not d.place.empty]
    return len(placed) >= _OTHERS and (draft.kind in CLUSTERS and sum(d.kind in CLUSTERS for d in placed) >= _OTHERS)
