"""Who is "in" and who "stays out" where the talk is of the platform: a registration denied, not a partner that leaves.

"The Estonians are not in and prefer to stay out" says so of the ECCP. Words that may mean the consortium as well ("Graz
is not interested") leave both open.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.elements import elements_of
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.departures import leave_open
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.tokens.cutting import cut_at
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_SIGNS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH)
_LONGEST = 60


class Outside:
    """Reads such sentences of a later message. `before`: the message before spoke of registrations alone."""

    def __init__(self, statements: Editor, status: Status, talk: TalkWords, *, before: bool) -> None:
        self._statements = statements
        self._status = status
        self._talk = talk
        self._before = before

    def read(self, sentence: Sequence[Token]) -> bool:
        """Takes what the sentence says of the platform; False, and nothing changed, if it says nothing of it."""
        words = [word for token in sentence for word in token.words]
        spoken = self._statements.context.eccp_topic or self._status.speaks(sentence)
        if not (spoken or self._before) or len(sentence) > _LONGEST:
            return False
        if self._each(sentence, spoken):
            return True
        if self._talk.of_consortium.within(words):
            return False
        off, doubtful = self._talk.off_platform.within(words), self._talk.off_something.within(words)
        if not (off or doubtful):
            return False
        who = _clusters(self._statements.named(sentence) or self._last(sentence))
        if not who or len(who) == len(self._statements.drafts.all) > 1:
            return False
        if not off and any(draft.eccp is not None or draft.kind not in (None, *CLUSTERS) for draft in who):
            return False  # of whose registration all is said, or none is needed
        if not off:
            leave_open(who)
        for draft in who:
            draft.eccp = Eccp.NO if off else Eccp.UNKNOWN
        self._statements.context.last = who
        self._statements.context.eccp_topic = True
        return True

    def _last(self, sentence: Sequence[Token]) -> list[Draft]:
        naming = [e for e in elements_of(sentence, self._status) if isinstance(e, NounPhrase)]
        if naming and all(phrase.pronoun is Pronoun.THEY for phrase in naming):
            return list(self._statements.context.last)
        return self._only(naming[0]) if len(naming) == 1 else []

    def _only(self, phrase: NounPhrase) -> list[Draft]:
        """The only partner of a kind: "SME: out"."""
        found = self._statements.drafts.matching(phrase) if phrase.kind else []
        return found if len(found) == 1 else []

    def _short(self, said: str) -> Eccp | None:
        """What "in" and "out" say of a registration."""
        return Eccp.REGISTERED if said in self._talk.on_it else Eccp.NO if said in self._talk.off_it else None

    def _each(self, sentence: Sequence[Token], spoken: bool) -> bool:
        """ "ECCP: Linz in, Graz out, Pécs pending": a word for each."""
        told: list[tuple[list[Draft], Eccp]] = []
        bare = False
        for part in cut_at(_without_heading(sentence, self._status), _SIGNS):
            elements = elements_of(part, self._status)
            first = elements[0] if elements else None
            rest = [e for e in elements[1:] if isinstance(e, Token)]
            if not isinstance(first, NounPhrase) or len(rest) != len(elements) - 1 or not rest:
                return False
            named = self._statements.named(part[first.first : first.last])
            who = _clusters(named or self._only(first))
            said = [word for token in rest for word in token.words if token.tag not in (Tag.BE, Tag.COLON)]
            short = self._short(" ".join(said))
            status = short or self._status.beside(rest)
            if not who or status is None:
                return False
            bare = bare or short is not None
            told.append((who, status))
        if not bare or not (spoken or len(told) > 1) or (len(told) == 1 and not self._status.speaks(sentence)):
            return False
        for who, status in told:
            for draft in who:
                draft.eccp = status
        self._statements.context.eccp_topic = True
        return True


def _clusters(drafts: list[Draft]) -> list[Draft]:
    """The clusters of those meant, where there are any: only they need a registration."""
    return [draft for draft in drafts if draft.kind in CLUSTERS] or drafts


def _without_heading(sentence: Sequence[Token], status: Status) -> Sequence[Token]:
    """The sentence after "On the ECCP:"."""
    colon = next((at for at, token in enumerate(sentence) if token.tag is Tag.COLON), None)
    return sentence[colon + 1 :] if colon is not None and status.speaks(sentence[:colon]) else sentence
