"""Several candidates for one seat: "Porto and Lisbon, whichever signs first", "one of these two: …".

They are one partner whose place is open, never as many partners as there are candidates.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.checks.candidates import Candidates
from assistant.eligibility.reader.checks.newcomers import Newcomers
from assistant.eligibility.reader.grammar.introductions import either
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.departures import leave_open
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Phrases, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_PAIR = 2
_MOST = 3


class Alternatives:
    """Watches a first description for candidates of whom only one takes part."""

    def __init__(self, drafts: Drafts, status: Status, lexicon: Lexicon, *, describing: bool) -> None:
        self._drafts = drafts
        self._text = status.text
        self._describing = describing
        raw = lexicon.raw["alternatives"]
        self._project = frozenset(lexicon.raw["project_words"])
        self._ahead, self._after = phrases(raw["ahead"]), phrases(raw["afterwards"])
        self._newcomers = Newcomers(drafts, status, lexicon, describing=describing)
        self._candidates = Candidates(drafts, lexicon, describing=describing)
        self._mark = drafts.mark()
        self._told: list[Draft] = []

    def before(self) -> None:
        """Notes who is there."""
        self._mark = self._drafts.mark()
        self._newcomers.before()
        self._candidates.before()

    def choose(self, sentence: Sequence[Token]) -> bool:
        """Makes one partner of the candidates of whom the sentence tells; whether it tells of any."""
        return self._candidates.after(sentence)

    def after(self, sentence: Sequence[Token], *, question: bool) -> None:
        """Makes one partner of the candidates that the sentence, or else the one before it, has introduced."""
        if not self._describing:
            return
        self._newcomers.after(sentence, question=question)
        new = self._drafts.since(self._mark)
        before, after = _where(self._ahead, sentence), _where(self._after, sentence)
        if any(" ".join(token.words[:1]) in self._project for token in sentence):
            before = after = None  # "either strand 1 or strand 2, not both"
        here = sentence[before].start if before is not None else 0
        named = any(token.tag is Tag.OR for token in sentence[:before])  # "Ulm or Bonn, one of the two, with Graz"
        listed = [d for d in new if self._starts(d, sentence) >= here] if before is not None and not named else []
        if listed:
            self._join(listed, sentence)
        elif after is not None:
            here = sentence[after].start
            named = any(token.tag in (Tag.KIND, Tag.PLACE, Tag.NAME) for token in sentence[after:])
            told = [d for d in new if self._starts(d, sentence) < here]
            self._join(told or ([] if named or new else self._told), sentence)
        self._told = new or self._told

    def _starts(self, draft: Draft, sentence: Sequence[Token]) -> int:
        """Where in the text the words of a partner begin."""
        return self._text.find(draft.source, sentence[0].start, sentence[-1].end) if draft.source else -1

    def _join(self, candidates: Sequence[Draft], sentence: Sequence[Token]) -> None:
        """Makes one partner of the last candidates where they are alike; else nobody is sure of them."""
        there = [d for d in candidates if d in self._drafts.all and not d.writer]
        if any(_is_open(d) for d in there):
            alike = [d for d in there if _is_open(d)]
            gone = {id(d) for d in alike[1:] if d.place == alike[0].place and d.source == alike[0].source}
            self._drafts.keep([d for d in self._drafts.all if id(d) not in gone])
            return
        if len(there) < _PAIR or (len(there) > _PAIR and any(token.tag is Tag.OR for token in sentence)):
            return  # what "or" joins has been read as one
        if len(there) > _PAIR:
            same = [d for d in there if d.source == there[-1].source]
            there = same if _PAIR <= len(same) <= _MOST else there[-_PAIR:]
        places = [d.place for d in there if d.place is not None and not d.place.empty]
        if len(places) < len(there) or len({d.kind for d in there}) > 1:
            leave_open(there)
            return
        first = there[0]
        first.place = either(places)
        first.name = None
        if len({d.eccp for d in there}) > 1:
            first.eccp = None
        gone = {id(d) for d in there[1:]}
        self._drafts.keep([d for d in self._drafts.all if id(d) not in gone])


def _is_open(draft: Draft) -> bool:
    """Whether a partner already is one of several possible places."""
    return draft.place is not None and (len(draft.place.countries) > 1 or len(draft.place.regions) > 1)


def _where(cues: Phrases, sentence: Sequence[Token]) -> int | None:
    """The token at which one of the cues begins; None if none does."""
    words: list[str] = []
    owner: list[int] = []
    for at, token in enumerate(sentence):
        words.extend(token.words)
        owner.extend([at] * len(token.words))
    return next((owner[n] for n in range(len(words)) if cues.at(words, n)[1]), None)
