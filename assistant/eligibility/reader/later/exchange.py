"""One partner for another, in whatever words: "a Polish cluster in place of the Lithuanian one", "the place of the
Bern cluster will be taken by …".

The words of exchange need not be parsed. Where they stand beside a partner already known and the sentence introduces
somebody new, the known one goes and the new one comes: nobody is replaced by a partner whom the consortium has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.eligibility.reader.grammar.elements import elements_of
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.operations import Operations
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.rewriting.registrations.refused import there
from assistant.eligibility.reader.tokens.articles import parted
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_BEHIND_WHO = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON, Tag.BE, Tag.HAVE, Tag.ARTICLE, Tag.WE)
_MOST_BESIDE = 5
_PAIR = 2
_NAMING = (None, Pronoun.ONE)
# What may stand between the words of exchange and the partner who goes or comes.
_LINKS = (
    Tag.WORD, Tag.FUNCTION, Tag.IN, Tag.DEFINITE, Tag.NOT_PARTNERS, Tag.BE, Tag.HAVE, Tag.THEIR, Tag.AS, Tag.ARTICLE,
    Tag.WE, Tag.COLON, Tag.COMMA,
)  # fmt: skip
_JOINTS = (Tag.AND, Tag.COMMA)


@dataclass(frozen=True)
class Exchange:
    """Those who go, and the tokens that tell of those who come."""

    gone: list[Draft]
    new: list[Token]


class Exchanges:
    """Finds exchanges in the sentences of a later message."""

    def __init__(self, lexicon: Lexicon, talk: TalkWords, status: Status) -> None:
        self._lexicon = lexicon
        self._talk = talk
        self._status = status
        self._operations = Operations(talk)

    def said(self, tokens: Sequence[Token]) -> bool:
        """Whether words of exchange stand in the tokens."""
        return bool(self._cues(tokens))

    def find(self, sentence: Sequence[Token], known_by: Callable[[NounPhrase], list[Draft]]) -> Exchange | None:
        """The exchange that a sentence tells of; None where it is not plain who goes or who comes."""
        tokens = self._split(sentence)
        cues = self._cues(tokens)
        if not cues:
            return None
        tokens = _seated(tokens, cues)
        phrases = [e for e in elements_of(tokens, self._status) if isinstance(e, NounPhrase)]
        phrases = [e for e in phrases if e.pronoun in _NAMING and not e.group]
        known = [(e, known_by(e)) for e in phrases]
        new = [e for e, drafts in known if not drafts and _introduces(e)]
        old = [(e, drafts) for e, drafts in known if drafts]
        if not new or not old or any(drafts != old[0][1] for _, drafts in old):
            return None
        if not _together(new, tokens) and not _described_after(new, old[-1][0]):
            return None
        gone, phrase = old[0][1], next((e for e, _ in old if self._beside(e, cues, tokens)), None)
        between = any(_between(cue, old[0][0], new[0]) for cue in cues)
        if phrase is None and not between:
            return None
        phrase = phrase or old[0][0]
        if len(gone) > 1 and not (phrase.plural or phrase.count == len(gone)):
            return None
        told = _told(tokens, phrase, new, cues)
        return Exchange(gone, told) if told else None

    def _cues(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Where words of exchange stand: from token, to token; a "place" or "seat" only where it is taken."""
        words = [word for token in tokens for word in token.words]
        taken = self._talk.seat_taking.within(words)
        particles = self._lexicon.particles
        rather = not particles.rather.isdisjoint(words)
        found = []
        for at, token in enumerate(tokens):
            length = self._operations.length(self._talk.exchanging, tokens, at)
            if not length and taken:
                length = self._operations.length(self._talk.seats, tokens, at)
            denied = token.small == "but" and any(
                other.tag is Tag.NOT for other in tokens[max(0, at - _MOST_BESIDE) : at]
            )
            if not length and denied and [other.tag for other in tokens[at + 1 : at + 2]] == [Tag.ARTICLE]:
                length = 1
            if not length and rather and at and token.is_one_of(particles.comparison):
                length = 1
            if length:
                found.append((at, at + length))
        return found

    def _split(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with "of the" as two."""
        return [
            part
            for token in tokens
            for part in (parted(token, self._lexicon) if token.small == "of_the" and token.definite else (token,))
        ]

    def _beside(self, phrase: NounPhrase, cues: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> bool:
        """Whether words of exchange stand right before a phrase, or right after it."""
        for first, last in cues:
            before, after = tokens[last : phrase.first], tokens[phrase.last : first]
            if last <= phrase.first and len(before) <= _MOST_BESIDE and _links(before):
                return True
            if phrase.last <= first and len(after) <= _MOST_BESIDE and _links(after):
                return True
        return False


def _seated(tokens: list[Token], cues: Sequence[tuple[int, int]]) -> list[Token]:
    """The tokens with the place behind "instead of the cluster from" as the seat of who goes, not as one denied."""
    found = list(tokens)
    for _, last in cues:
        end = next((at for at in range(last, len(tokens)) if tokens[at].tag in _BEHIND_WHO), len(tokens))
        found[last:end] = [there(token) for token in tokens[last:end]]
    return found


def _introduces(phrase: NounPhrase) -> bool:
    """Whether a phrase may stand for somebody new."""
    if phrase.scope or phrase.other or phrase.ordinals or phrase.position or phrase.own:
        return False
    if phrase.pronoun is Pronoun.ONE or phrase.elliptic:
        return bool(phrase.attributive or phrase.places or phrase.name)
    return bool(phrase.kind or phrase.name or phrase.generic)


def _together(phrases: Sequence[NounPhrase], tokens: Sequence[Token]) -> bool:
    """Whether nothing but signs stands between new partners, or only words that say what they are."""
    return all(
        all(token.tag in (*_JOINTS, Tag.COLON, Tag.IN) for token in tokens[one.last : other.first])
        for one, other in pairwise(phrases)
    )


def _described_after(new: Sequence[NounPhrase], known: NounPhrase) -> bool:
    """ "Riga takes the place of Kaunas: a cluster, registered": what somebody new is, after the exchange."""
    if len(new) != _PAIR or new[0].kind or not new[0].last <= known.first <= known.last <= new[1].first:
        return False
    return bool(new[1].kind) and not (new[1].places or new[1].attributive or new[1].name)


def _between(cue: tuple[int, int], known: NounPhrase, new: NounPhrase) -> bool:
    return known.last <= cue[0] and cue[1] <= new.first


def _links(tokens: Sequence[Token]) -> bool:
    return all(token.tag in _LINKS and token.small != "range" for token in tokens)


def _told(
    tokens: Sequence[Token], phrase: NounPhrase, new: Sequence[NounPhrase], cues: Sequence[tuple[int, int]]
) -> list[Token]:
    """What is said of the new partners: from the first of them on, without the words of exchange and who goes."""
    first = new[0].first
    if phrase.first < first:
        first += tokens[first].tag is Tag.DEFINITE  # "the Slovak cluster" that nobody has heard of
        spans = {at for cue in cues for at in range(*cue) if cue[0] >= new[0].last}
        if any(tokens[cue[0] - 1].tag is Tag.BE for cue in cues if cue[0] >= new[0].last):
            spans |= {min(spans) - 1}
        return [token for at, token in enumerate(tokens) if at >= first and at not in spans]
    end = min((cue[0] for cue in cues if cue[0] >= new[0].last), default=phrase.first)
    end = min(end, phrase.first)
    while end > first and _links([tokens[end - 1]]) and end > new[0].last:
        end -= 1
    first += tokens[first].tag is Tag.DEFINITE
    return [*tokens[first:end], *tokens[phrase.last :]]


def with_kind(old: Sequence[Token], new: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """ "We had Zvolen" and "Ostrava as cluster": who goes alone, who comes with its kind ("Zvolen, a cluster")."""
    cut = next((at for at, token in enumerate(old) if token.tag is Tag.AS), None)
    kind = next((token for token in old[cut:] if token.tag is Tag.KIND), None) if cut is not None else None
    if cut is None or kind is None or any(token.tag is Tag.KIND for token in new):
        return list(old), list(new)
    start = next((at for at, token in enumerate(new) if token.tag in (Tag.PLACE, Tag.NAME)), 0)
    comma = Token(kind.start, kind.start, Tag.COMMA, words=(",",))
    article = Token(kind.start, kind.start, Tag.ARTICLE, words=("a",))
    the = Token(kind.start, kind.start, Tag.DEFINITE, words=("the",))
    plain = [token for token in old[:cut] if token.tag in (Tag.PLACE, Tag.NAME)]
    gone = [the, *plain, kind] if [token.tag for token in plain] == [Tag.PLACE] else list(old[:cut])
    return gone, [*new[start:], comma, article, kind]
