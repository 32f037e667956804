"""Words in capitals and countries named again that look like partners: "the General Assembly", "we count France".

A name of which nothing else is said, alone in its sentence beside partners that are described, is no partner. Nor are
countries that a later sentence only counts once more.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_FEWEST_DESCRIBED = 2
_SAYING = (Tag.GENERIC, Tag.ROLE, Tag.ROLE_VERB, Tag.GROUP, Tag.WE, Tag.KIND, Tag.LEGAL)
_KNOWN = (Tag.KIND, Tag.NAME, Tag.OTHER, Tag.ORDINAL, Tag.NUMBER, Tag.ALL, Tag.BOTH, Tag.EACH, Tag.ECCP, Tag.LEGAL)
_BEHIND_NOUN = (Tag.IN, Tag.RELATIVE, Tag.CALLED, Tag.HAVE, Tag.BE, Tag.COMMA, Tag.FUNCTION, Tag.AS)
_COUNTING = (Tag.PLACE, Tag.COMMA, Tag.AND, Tag.NUMBER, Tag.CROWD, Tag.BE, Tag.DASH, Tag.COLON, Tag.BREAK, Tag.EUROPEAN)


class Spurious:
    """Watches in which sentences of a first description partners are named."""

    def __init__(self, drafts: Drafts, *, describing: bool) -> None:
        self._drafts = drafts
        self._describing = describing
        self._before = drafts.mark()
        self._alone: list[list[Draft]] = []

    def before(self) -> None:
        """Notes who is there."""
        self._before = self._drafts.mark()

    def after(self, sentence: Sequence[Token], *, listed: bool) -> None:
        """Notes whom the sentence named and takes countries out that it counts again. `listed`: it is one of a list."""
        new = self._drafts.since(self._before) if self._describing else []
        if not new:
            return
        if not listed and _is_of_unknown_kind(sentence):
            for draft in new:
                draft.kind, draft.kind_open = None, True
        if self._counts_again(new) or (_sums_up(sentence) and self._there(new)):
            drafts, count = self._before
            self._drafts.keep(drafts[:count])
        elif not listed and not any(token.tag in _SAYING for token in sentence):
            self._alone.append(new)

    def settle(self) -> None:
        """Takes the names out of which no sentence has said anything."""
        described = [d for d in self._drafts.all if d.place is not None and (d.kind is not None or d.kind_open)]
        if len(described) < _FEWEST_DESCRIBED:
            return
        gone = {id(d) for named in self._alone if all(_is_bare(d) for d in named) for d in named}
        self._drafts.keep([draft for draft in self._drafts.all if id(draft) not in gone])

    def _counts_again(self, new: Sequence[Draft]) -> bool:
        """Whether all new ones are but countries of partners already named, or their Member States."""
        return len(new) > 1 and all(_is_word(d) for d in new) and self._there(new)

    def _there(self, new: Sequence[Draft]) -> bool:
        """Whether partners of all these countries, or of overseas territories of theirs, have been named before."""
        drafts, count = self._before
        said = [d.place.countries for d in new if d.place is not None and not d.name]
        if count <= 1 or len(said) != len(new):
            return False
        there = {c for d in drafts[:count] if d.place is not None for c in d.place.countries}
        there |= {state for country, state in self._drafts.owners.items() if country in there}
        return all(set(codes) <= there for codes in said)


def _is_of_unknown_kind(sentence: Sequence[Token]) -> bool:
    """Whether a sentence names one thing whose word is not known: "a foobar in Ghent joins" is no cluster, although
    clusters were named before."""
    if any(token.tag in _KNOWN or token.small in ("one", "ones") for token in sentence):
        return False
    for at, token in enumerate(sentence):
        end = at + 1
        while end < len(sentence) and (sentence[end].tag is Tag.WORD or _is_some_body(sentence[end])):
            end += 1
        noun = end > at + 1 and (end == len(sentence) or sentence[end].tag in _BEHIND_NOUN)
        if token.tag in (Tag.ARTICLE, Tag.DEFINITE) and noun:
            return True
    return False


def _is_some_body(token: Token) -> bool:
    """Whether a word tells an organisation of no kind: "an organisation", no "partner"."""
    return token.tag is Tag.GENERIC and not token.plural and token.small != "partner"


def _sums_up(sentence: Sequence[Token]) -> bool:
    """Whether a sentence only counts countries: "Poland, Germany, Netherlands = three Member States"."""
    return all(token.tag in _COUNTING for token in sentence) and any(token.tag is Tag.CROWD for token in sentence)


def _is_bare(draft: Draft) -> bool:
    """Whether nothing but a name is known; a registration may be that of everybody."""
    unknown = (
        draft.kind is None and not draft.kind_open and draft.legal is None and not draft.roles and not draft.writer
    )
    return unknown and draft.name is not None and (draft.place is None or draft.place.empty)


def _is_word(draft: Draft) -> bool:
    """Whether a partner was read from a single word, as that of a country."""
    return len(draft.source.split()) == 1
