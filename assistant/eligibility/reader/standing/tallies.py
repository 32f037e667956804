"""How many are registered and how many have applied, one after the other: "two are registered, one has applied"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.grammar.statements import Statements
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.standing.words import Predicates
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_JOINS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH)
_WHOLES = (Tag.PRONOUN, Tag.RELATIVE, Tag.WE, Tag.KIND, Tag.GENERIC)
_POINTING = (Tag.PRONOUN, Tag.RELATIVE)
_SAID = (Eccp.REGISTERED, Eccp.SUBMITTED, Eccp.NO)
_FEWEST = 2


class Tallies:
    """Takes a sentence that counts off the registrations of some partners, and says nothing else."""

    def __init__(self, statements: Statements, predicates: Predicates, lexicon: Lexicon) -> None:
        self._statements, self._predicates, self._raw = statements, predicates, lexicon.raw["tallies"]

    def tell(self, sentence: Sequence[Token]) -> bool:
        """Notes how many of a group are what; False, and nothing changed, if the sentence says anything else."""
        clauses = self._clauses(sentence)
        if len(clauses) < _FEWEST or (len(clauses) == _FEWEST and any(t.tag is Tag.ORDINAL for t in sentence)):
            return False  # "two are, the third is not" says who it is
        try:
            said = [(count, self._status(clause)) for count, clause in clauses]
        except Unclear:
            return False
        told = sum(count for count, _ in said if count is not None)
        group = self._group(sentence, told)
        rests = sum(count is None for count, _ in said)
        if not group or rests > 1 or (rests and told >= len(group)) or any(each not in _SAID for _, each in said):
            return False
        if all(count == 1 for count, _ in said) and len(said) == len(group):
            return False  # "one is, one has applied, one is not" of three: in the order in which they were named
        for count, status in said:
            self._statements.partial.append((len(group) - told if count is None else count, list(group), status))
        self._statements.context.last, self._statements.context.eccp_topic = list(group), True
        self._statements.drafts.news = True
        return True

    def _clauses(self, tokens: Sequence[Token]) -> list[tuple[int | None, list[Token]]]:
        """Each clause with the number that it begins with, None for the others; none if any begins otherwise."""
        begins: list[tuple[int, int, int | None]] = []
        for at, (before, _) in enumerate(pairwise([None, *tokens])):
            if before is None or before.tag in _JOINS:
                counted = self._count(tokens, at, sum(count or 0 for _, _, count in begins))
                if counted is not None:
                    begins.append((at, *counted))
        if not begins or any(token.tag not in _JOINS for token in tokens[: begins[0][0]]):
            return []
        ends = [*(at for at, _, _ in begins[1:]), len(tokens)]
        found = [(count, list(tokens[after:end])) for (_, after, count), end in zip(begins, ends, strict=True)]
        return found if all(any(token.tag not in _JOINS for token in clause) for _, clause in found) else []

    def _count(self, tokens: Sequence[Token], at: int, told: int) -> tuple[int, int | None] | None:
        """Where "two", "one of them", "another one", "the third", "the others" at `at` ends, and how many that is."""
        of = at < len(tokens) and tokens[at].tag is Tag.IN and " ".join(tokens[at].words) in self._raw["of"]
        at += 2 * (of and at + 1 < len(tokens) and tokens[at + 1].tag in _POINTING)  # "of which one …"
        at += at < len(tokens) and tokens[at].tag is Tag.ONLY
        tags = [token.tag for token in tokens[at : at + 3]]
        words = [" ".join(token.words) for token in tokens[at : at + 2]]
        if tags[:1] == [Tag.NUMBER] and isinstance(tokens[at].value, int):
            whole = len(tags) > _FEWEST and words[1] in self._raw["of"] and tags[2] in _WHOLES
            return at + (3 if whole else 1), tokens[at].value
        if words[:1] and words[0] in self._raw["another"]:
            return at + 1 + (tags[1:2] == [Tag.NUMBER]), 1
        definite = tags[:1] == [Tag.DEFINITE]
        if definite and tags[1:2] == [Tag.ORDINAL] and tokens[at + 1].value in (told + 1, -1) and told:
            return at + 2 + (tags[2:] == [Tag.NUMBER]), 1
        if told and words[: 1 + definite] and words[definite : definite + 1] and words[definite] in self._raw["others"]:
            return at + 1 + definite, None
        return None

    def _status(self, clause: Sequence[Token]) -> Eccp:
        while clause and clause[-1].tag in _JOINS:
            clause = clause[:-1]
        return self._predicates.status(clause, None, spoken=True)

    def _group(self, sentence: Sequence[Token], told: int) -> list[Draft]:
        """Those whom the numbers are of: who was spoken of last, if they are enough; else all clusters."""
        everybody = [draft for draft in self._statements.drafts.all if draft.kind in CLUSTERS]
        last = [draft for draft in self._statements.context.last if draft.kind in CLUSTERS]
        pointing = any(token.tag in _POINTING for token in sentence)
        return next((group for group in ([last] if pointing else []) + [everybody] if len(group) >= told), [])
