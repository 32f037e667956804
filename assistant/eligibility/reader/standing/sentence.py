"""A sentence on registrations of partners known, read whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.grammar.statements import Statements
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.rewriting.first.kinds_behind import tells_kinds
from assistant.eligibility.reader.rewriting.registrations.around_statement import headed_parts, put_plainly
from assistant.eligibility.reader.rewriting.registrations.no_others import no_others
from assistant.eligibility.reader.rewriting.registrations.refused import prepared
from assistant.eligibility.reader.standing.clauses import Clauses
from assistant.eligibility.reader.standing.comments import without_comments
from assistant.eligibility.reader.standing.excepted_last import excepted_last
from assistant.eligibility.reader.standing.kinds import StandingKinds
from assistant.eligibility.reader.standing.scopes import scope
from assistant.eligibility.reader.standing.tallies import Tallies
from assistant.eligibility.reader.standing.who import Finder
from assistant.eligibility.reader.standing.words import Predicates
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 70
_FEWEST = 2
_MOST_PARTNERS = 200
_OPEN = (None, Eccp.UNKNOWN)


class Standing:
    """Takes what sentences say of the registrations of partners known."""

    def __init__(
        self, statements: Statements, status: Status, lexicon: Lexicon, known: bool,
        heard: Callable[[Sequence[Draft]], None],
    ) -> None:  # fmt: skip
        """`known`: whether an earlier message described the consortium; `heard` is given whom a sentence told of."""
        self._statements, self._lexicon, self._text, self._known = statements, lexicon, status.text, known
        self._heard = heard
        self._predicates = Predicates(status, lexicon)
        self._tallies = Tallies(statements, self._predicates, lexicon)
        self._kinds = StandingKinds(statements, lexicon, status.text)

    def tell(self, sentence: Sequence[Token]) -> bool:
        """Gives partners the registrations, or the kinds, that the sentence states. False, and nothing changed, if it
        holds anything else, or a word that is not accounted for."""
        context, drafts = self._statements.context, self._statements.drafts
        if not self._known and self._kinds.tell(sentence):
            return True
        if not self._known and any(t.tag is Tag.ECCP for t in sentence) and self._tallies.tell(sentence):
            return True
        if parts := headed_parts(sentence):
            return self._tell_parts(parts)
        sentence = without_comments(sentence, self._lexicon)
        sentence = prepared(put_plainly(sentence, self._lexicon), self._lexicon)
        sentence = excepted_last(no_others(sentence), self._lexicon)
        if not _FEWEST <= len(sentence) <= _LONGEST or not _FEWEST <= len(drafts.all) <= _MOST_PARTNERS:
            return False
        spoken = any(token.tag is Tag.ECCP and token.value is not EccpWord.GONE for token in sentence)
        asked = self._known and any(d.eccp in _OPEN for d in drafts.all)
        asked = asked and sentence[-1].tag is not Tag.IN  # "Graz is in" may mean the consortium
        asked = asked and (Tag.IN, Tag.PLACE) not in pairwise(token.tag for token in sentence)  # a seat
        if not (spoken or context.eccp_topic or asked) or tells_kinds(sentence, [d.kind for d in drafts.all]):
            return False
        writer = self._statements.writer
        ours = writer is not None or any(draft.writer for draft in drafts.all)
        if not ours and spoken and _only_us(sentence):
            # Who "we" are among the partners is not said; to take it for all of them would register everybody.
            for draft in drafts.all:
                draft.eccp = Eccp.UNKNOWN
            return True
        among = scope(sentence, drafts.all, context.last, self._lexicon)
        sentence = sentence[among[1] :] if among is not None else sentence
        finder = Finder(sentence, self._text, self._lexicon, drafts, writer, context.last)
        if among is not None:
            finder.keep_to(among[0])
        try:
            carried = context.eccp if context.eccp_topic else None
            told = Clauses(sentence, finder, self._predicates, self._lexicon, spoken=spoken, carried=carried).read()
        except Unclear:
            return False
        for draft, status in told.values():
            draft.eccp = context.eccp = status
        context.eccp_topic = drafts.news = True
        context.last = [draft for draft, _ in told.values()]
        self._heard(context.last)
        return True

    def _tell_parts(self, parts: Sequence[Sequence[Token]]) -> bool:
        """Takes all parts of a sentence, or none."""
        before = [(draft, draft.eccp) for draft in self._statements.drafts.all]
        if all(self.tell(part) for part in parts):
            return True
        for draft, status in before:
            draft.eccp = status
        return False


def _only_us(sentence: Sequence[Token]) -> bool:
    """Whether something is said of "only us"."""
    pairs = list(pairwise(token.tag for token in sentence))
    return (Tag.ONLY, Tag.WE) in pairs
