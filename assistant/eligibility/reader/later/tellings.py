"""A sentence of a later message that tells different things of different partners, cut into one telling each.

"Graz is registered too, and the SME drops out": who leaves or takes another role is told in a clause of its own, beside
what is said of others. Read as one sentence, the words of leaving would take everybody with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from assistant.eligibility.reader.grammar.elements import VERBS, elements_of
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.later.operations import Operations
from assistant.eligibility.reader.later.reports import told_plainly
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_SIGNS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH)
_OPENING = (Tag.FUNCTION, Tag.WORD, Tag.PERHAPS)
_MOST_BEFORE = 2
_MOST_CUTS = 20
_MOST_PLACE = 6
_NEW = (Tag.ARTICLE, Tag.KIND, Tag.NUMBER, Tag.NAME, Tag.PLACE)


class _Telling(StrEnum):
    """What a clause tells of its subject. Closed list."""

    LEAVING = "leaving"
    ROLE = "role"
    STATUS = "status"
    COMING = "coming"


class Tellings:
    """Cuts sentences between somebody's leaving or role and what is told of somebody else."""

    def __init__(self, statements: Editor, status: Status, talk: TalkWords) -> None:
        self._statements = statements
        self._status = status
        self._talk = talk
        self._operations = Operations(talk)

    def of(self, sentence: Sequence[Token]) -> list[list[Token]]:
        """The sentence in its tellings; as it is where one partner is put for another or a change is supposed."""
        sentence = told_plainly(sentence, self._statements.named, self._talk)
        words = [word for token in sentence for word in token.words]
        if self._talk.unchanged.within(words) and not self._statements.named(sentence):
            return []
        whole = [list(sentence)]
        if not words or self._talk.what_if.at(words, 0)[1]:
            return whole
        exchanges = self._talk.exchanging.within(words) or any(
            self._exchanges(sentence, n) for n in range(len(sentence))
        )
        if exchanges:
            return self._after_exchange(sentence) or whole
        colon = next((at for at, token in enumerate(sentence) if token.tag is Tag.COLON), 0)
        if self._status.speaks(sentence[:colon]):
            return whole  # "ECCP: Linz in, Graz out"
        if filled := self._in_its_place(sentence):
            return [*self.of(filled[0]), filled[1]]
        parts: list[list[Token]] = []
        start = 0
        for sign, begin in _signs(sentence)[:_MOST_CUTS]:
            before, after = sentence[start:sign], sentence[begin : _end(sentence, begin)]
            told = self._tells(before)
            if told and self._begins(after) and (other := self._tells(after)) and _differ(told, other):
                parts.append(list(before))
                start = begin
        return [*parts, list(sentence[start:])]

    def _after_exchange(self, sentence: Sequence[Token]) -> list[list[Token]]:
        """ "Instead of the chamber we take an institute, and Bilbao is registered" in its two parts."""
        for sign, begin in _signs(sentence)[:_MOST_CUTS]:
            before, after = sentence[:sign], sentence[begin:]
            words = [word for token in before for word in token.words]
            cue = self._talk.exchanging.within(words) or any(self._exchanges(before, n) for n in range(len(before)))
            if not cue or not any(token.tag in (Tag.KIND, Tag.NAME, Tag.GENERIC) for token in before):
                continue
            speaks = self._status.speaks(after) and after[0].tag not in (Tag.PRONOUN, Tag.THEIR, Tag.RELATIVE)
            verb = any(token.tag in (Tag.BE, Tag.HAVE) for token in after)
            if speaks and verb and self._begins(after) and self._tells(after) is _Telling.STATUS:
                return [list(before), list(after)]
        return []

    def _in_its_place(self, sentence: Sequence[Token]) -> tuple[list[Token], list[Token]] | None:
        """ "The Latvian cluster is only associated, in its place comes a cluster from Tampere" in its two parts."""
        at = next((at for at, begin in _signs(sentence) if self._fills(sentence[begin:])), None)
        if at is None or self._tells(sentence[:at]) not in (_Telling.ROLE, _Telling.LEAVING):
            return None
        new = next((n for n in range(at, len(sentence)) if sentence[n].tag in _NEW), None)
        if new is None:
            return None
        return list(sentence[:at]), list(sentence[new:])

    def _fills(self, tokens: Sequence[Token]) -> bool:
        return bool(self._talk.in_place.at(_words(tokens) or [""], 0)[1])

    def _exchanges(self, tokens: Sequence[Token], at: int) -> bool:
        lists = (self._talk.replaced_by, self._talk.instead, self._talk.replace)
        return any(self._operations.length(phrases, tokens, at) for phrases in lists)

    def _tells(self, clause: Sequence[Token]) -> _Telling | None:
        """What a clause tells of a partner known; None if it is no whole clause."""
        if any(self._operations.leaving(clause, at) for at in range(len(clause))):
            return _Telling.LEAVING
        naming = [e for e in elements_of(clause, self._status) if isinstance(e, NounPhrase)]
        words = [word for token in clause for word in token.words]
        coming = [(self._operations.length(self._talk.coming, clause, e.last), len(clause) - e.last) for e in naming]
        comes = any(0 < length == rest for length, rest in coming)
        if naming and (comes or self._talk.add.within(words)):
            return _Telling.COMING
        if not any(self._known(phrase, clause) for phrase in naming):
            return None
        if any(token.tag is Tag.ROLE for token in clause):
            return _Telling.ROLE
        said = any(token.tag in (*VERBS, Tag.ECCP) or self._status.answers(token) for token in clause)
        return _Telling.STATUS if said else None

    def _begins(self, clause: Sequence[Token]) -> bool:
        """Whether a clause begins with a partner known as its subject and goes on."""
        elements = elements_of(clause, self._status)
        at = next((at for at, e in enumerate(elements[: _MOST_BEFORE + 1]) if isinstance(e, NounPhrase)), None)
        if at is None or not all(isinstance(e, Token) and e.tag in _OPENING for e in elements[:at]):
            return False
        phrase = elements[at]
        if not isinstance(phrase, NounPhrase) or at + 1 >= len(elements):
            return False
        somebody = (phrase.definite or phrase.bare_place) and self._tells(clause) is _Telling.LEAVING
        return somebody or self._known(phrase, clause)

    def _known(self, phrase: NounPhrase, clause: Sequence[Token]) -> bool:
        if phrase.pronoun in (Pronoun.THEY, Pronoun.WE):
            return True
        return bool(self._statements.named(clause[phrase.first : phrase.last]))


def _words(tokens: Sequence[Token]) -> list[str]:
    return [word for token in tokens[:_MOST_PLACE] for word in token.words]


def _differ(told: _Telling, other: _Telling) -> bool:
    """Whether two clauses tell different things; roles differ from one partner to the next."""
    return told is not other or told is _Telling.ROLE


def _signs(sentence: Sequence[Token]) -> list[tuple[int, int]]:
    """Where signs and joining words stand, and where what follows them begins."""
    found: list[tuple[int, int]] = []
    depth = 0
    for at, token in enumerate(sentence):
        depth += (token.tag is Tag.OPEN) - (token.tag is Tag.CLOSE)
        if token.tag not in _SIGNS or depth or not at:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return [(sign, begin) for sign, begin in found if begin < len(sentence)]


def _end(sentence: Sequence[Token], begin: int) -> int:
    """Where the clause that begins at `begin` ends: at the next sign."""
    depth = 0
    for at in range(begin, len(sentence)):
        depth += (sentence[at].tag is Tag.OPEN) - (sentence[at].tag is Tag.CLOSE)
        if sentence[at].tag in _SIGNS and not depth:
            return at
    return len(sentence)
