"""Answers to the question who is registered: "1 yes, 2 no, the third has applied", "all but the Poles", "ours is not".

Only sentences that speak of nobody but partners already known, and of nothing but their registration, are answers;
all others are left to the grammar of statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.elements import Element, elements_of
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun, Scope
from assistant.eligibility.reader.registrations.roster import Roster
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_SEATED = [Tag.IN, Tag.PLACE, Tag.PRONOUN, Tag.BE]
_CUTS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.AND, Tag.COLON)
_FOREIGN = (Tag.ROLE_VERB, Tag.ROLE, Tag.LEGAL, Tag.SEEKING, Tag.LESS_DEVELOPED, Tag.PLACE, Tag.NAME, Tag.MORE)
_EMPTY = (
    Tag.BE, Tag.HAVE, Tag.NOT, Tag.NONE, Tag.FUNCTION, Tag.ONLY, Tag.ECCP, Tag.OR, Tag.CALLED, Tag.BOTH, Tag.ALL,
    Tag.NOT_PARTNERS, Tag.IN, Tag.AS, Tag.RELATIVE, Tag.EXCEPT, Tag.PRONOUN, Tag.WE, Tag.DEFINITE, Tag.PERHAPS,
)  # fmt: skip
_NAMING = (
    Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.NUMBER, Tag.ORDINAL, Tag.ALL, Tag.BOTH, Tag.NONE, Tag.ONLY, Tag.NOT,
    Tag.ROLE,
)  # fmt: skip
_OPPOSITE = {Eccp.REGISTERED: Eccp.NO, Eccp.SUBMITTED: Eccp.NO, Eccp.NO: Eccp.REGISTERED, Eccp.UNKNOWN: Eccp.UNKNOWN}
_STRONGER = {None: 0, Eccp.REGISTERED: 1, Eccp.NO: 2, Eccp.UNKNOWN: 3, Eccp.SUBMITTED: 4}


@dataclass
class _Clause:
    """Between two signs: partners, what is said, whether it was said first; `heads`: a colon follows."""

    meant: list[Draft] = field(default_factory=list)
    excepted: list[Draft] = field(default_factory=list)
    loose: list[Token] = field(default_factory=list)
    said_first: bool = False
    only: bool = False
    none: bool = False
    every: bool = False
    heads: bool = False
    status: Eccp | None = None


class NoAnswer(Exception):
    """The sentence says something else than who is registered."""


class NobodyMeant(NoAnswer):
    """It speaks of a partner as known that is not: "the SME has none" where no SME was described."""


class _Book:
    """What the clauses of an answer have said so far of whom. `waiting`: named, but nothing is said of them yet."""

    def __init__(self, members: list[Draft]) -> None:
        self.told: dict[int, tuple[Draft, Eccp]] = {}
        self.waiting: list[Draft] = []
        self.last: _Clause | None = None
        self.carried: Eccp | None = None
        self._targets: list[Draft] = []
        self._members = members
        self._only = False

    def enter(self, drafts: Sequence[Draft], status: Eccp) -> None:
        self.told.update({id(draft): (draft, status) for draft in drafts})

    def others(self, status: Eccp) -> None:
        """After "only": those not named have the opposite."""
        self.enter([draft for draft in self._members if id(draft) not in self.told], _OPPOSITE[status])

    def without(self, clause: _Clause) -> None:
        """ "All but the Poles are", "yes, except 2 and 5"."""
        before = self.last.status if self.last is not None else None
        status = clause.status or before
        if status is None:
            raise NoAnswer
        everyone = (clause.meant or self.waiting if clause.status else self._targets) or self._members
        out = {id(draft) for draft in clause.excepted}
        self.enter([draft for draft in everyone if id(draft) not in out], status)
        self.enter(clause.excepted, _OPPOSITE[status])
        clause.status, clause.said_first = _OPPOSITE[status], True
        self.waiting, self.last = [], clause

    def named(self, clause: _Clause) -> None:
        """Partners without a statement: of a list whose statement came before it, or is still to come."""
        self._only = self._only or clause.only
        if self.last is not None and self.last.said_first and self.last.status is not None:
            self.enter(clause.meant, self.last.status)
            self._targets = [*self._targets, *clause.meant]
        else:
            self.waiting += clause.meant

    def said(self, clause: _Clause, *, everybody: list[Draft]) -> None:
        """A statement on those of its clause and those waiting, on those before it, or on `everybody`."""
        status = clause.status
        assert status is not None
        if clause.meant and clause.said_first and self.waiting:
            raise NoAnswer
        if not clause.meant and not self.waiting and self._targets:
            known = [self.told[id(draft)][1] for draft in self._targets]
            self.enter(self._targets, max([status, *known], key=lambda each: _STRONGER[each]))
            return
        self._targets = [*self.waiting, *clause.meant] or ([] if self.told else everybody)
        if not self._targets:
            raise NoAnswer
        self.enter(self._targets, status)
        if clause.only or self._only:
            self.others(status)
        self.waiting, self._only, self.last, self.carried = [], False, clause, status


class Answers(Roster):
    """Reads answers on registration about the partners of a consortium at hand."""

    _asked = False  # whether a registration is open, so that a bare "both" answers a question
    spoken: Sequence[Draft] = ()  # those of whom the message has told just before
    told: Sequence[Draft] = ()  # all of whom it has told
    _named = False  # whether the sentence itself speaks of the platform

    def answer(self, sentence: Sequence[Token]) -> bool:
        """Takes the registrations that the sentence states; False, and nothing changed, if it is no such answer."""
        self._named = self._status.speaks(sentence)
        form = phrases(self._lexicon.raw["form_words"]).within([word for token in sentence for word in token.words])
        lead = any(t.words and t.words[-1] in self._lexicon.raw["lead_words"] for t in sentence)
        if lead and not (self._named or form):
            return False  # "the lead is now with the Finns"
        topic = self.context.eccp_topic or self._named or form
        if not topic and (self._tells_of_deeds(sentence) or [t.tag for t in sentence[: len(_SEATED)]] == _SEATED):
            return False
        sentence = self._without_preamble(sentence)
        self._asked = any(d.kind in CLUSTERS and d.eccp in (None, Eccp.UNKNOWN) for d in self.drafts.all)
        try:
            clauses = self._answer_clauses(elements_of(sentence, self._status))
            told = self._told(clauses, topic)
        except NobodyMeant:
            # Nothing is taken from it, and the second look opens what it may contradict.
            return topic
        except NoAnswer:
            return False
        if not told:
            return False
        wonders = bool(self.spoken) and not topic and all(status is Eccp.UNKNOWN for _, status in told.values())
        same = self._said_again(sentence, told) or all(draft.eccp is status for draft, status in told.values())
        self.accounted = self.accounted or same
        self.drafts.news = self.drafts.news or (same and not wonders)
        for draft, status in () if wonders or same else told.values():  # "for Poland I must ask" reopens nothing
            draft.eccp = status
        self.context.eccp_topic = self.drafts.news = True
        self.context.last = [draft for draft, _ in told.values()]
        return True

    def _tells_of_deeds(self, sentence: Sequence[Token]) -> bool:
        """Whether a sentence says what somebody did, or that they take part: "Graz has agreed", "Graz is in"."""
        deeds = set(self._lexicon.raw["deeds"])
        done = any(token.tag in (Tag.FUNCTION, Tag.HAVE) and deeds & set(token.words) for token in sentence)
        return done or (bool(sentence) and sentence[-1].tag is Tag.IN)

    def _said_again(self, sentence: Sequence[Token], told: dict[int, tuple[Draft, Eccp]]) -> bool:
        """Whether "the others" are those of whom the message before has told the same: "the others are not", and then
        "and the others do not want to"."""
        last = [draft for draft in self.context.last if id(draft) not in told]
        others = any(token.tag is Tag.OTHER for token in sentence) and not self.told and bool(last)
        said = {status for _, status in told.values()}
        contrary = all(draft.eccp not in (None, Eccp.UNKNOWN, status) for draft, status in told.values())
        return others and contrary and len(said) == 1 and all(draft.eccp in said for draft in last)

    def _without_preamble(self, sentence: Sequence[Token]) -> Sequence[Token]:
        """Leaves out what only announces: "Now I have it: …"."""
        colon = next((at for at, token in enumerate(sentence) if token.tag is Tag.COLON), None)
        before = sentence[:colon] if colon is not None else []
        unknown = [t for t in before if t.tag is Tag.NAME and self.drafts.named(self.text[t.start : t.end]) is None]
        naming = any(token.tag in _NAMING and token not in unknown for token in before)
        naming = naming or [token.tag for token in before] == [Tag.WE]
        names = naming or self._status.speaks(before)
        return sentence if names or colon is None else sentence[colon + 1 :]

    def _answer_clauses(self, elements: Sequence[Element]) -> list[_Clause]:
        clauses = [_Clause()]
        spoken: list[Draft] = []
        for element in elements:
            clause = clauses[-1]
            if isinstance(element, Token):
                if element.tag in _CUTS and not self._wonders(element, clause):
                    clause.heads = element.tag is Tag.COLON
                    clauses.append(_Clause())
                elif element.tag in _FOREIGN:
                    raise NoAnswer
                else:
                    clause.loose.append(element)
            elif isinstance(element, NounPhrase):
                self._mention(element, clause, spoken)
                fresh = {id(d) for d in clause.meant}
                spoken = [*(d for d in spoken if id(d) not in fresh), *clause.meant]
            elif all(token.tag is not Tag.PLACE for token in element.tokens):
                raise NoAnswer
        clauses = [clause for clause in clauses if clause.meant or clause.excepted or clause.loose]
        if len(clauses) > 1 and any(clause.meant for clause in clauses[1:]) and self._exclaims(clauses[0]):
            del clauses[0]
        return clauses

    def _wonders(self, token: Token, clause: _Clause) -> bool:
        """Whether an "if" only begins what the writer does not know: "I don't know if the Polish one is"."""
        said = [word for other in clause.loose for word in other.words]
        return (
            token.is_one_of(self._lexicon.particles.condition)
            and not clause.meant
            and self._lexicon.dont_know.within(said)
        )

    def _exclaims(self, clause: _Clause) -> bool:
        """Whether a clause is but "yes" or "no" before the answer itself."""
        words = [word for token in clause.loose for word in token.words]
        return not clause.meant and not clause.heads and len(words) == 1 and self._is_answer(words)

    def _mention(self, phrase: NounPhrase, clause: _Clause, spoken: Sequence[Draft]) -> None:
        """Adds the partners that a phrase stands for."""
        if self._fills(phrase, clause):
            return
        if phrase.bare_place and clause.meant and _is_seat(clause.loose):
            raise NoAnswer  # "the French one is in Guadeloupe"
        if phrase.roles and clause.meant and clause.loose and clause.loose[-1].tag is Tag.BE:
            raise NoAnswer  # "the French one is the coordinator"
        if phrase.eccp is not None or (phrase.roles and not phrase.definite):
            raise NoAnswer
        meant = self._spoken_of(phrase, spoken)
        if not meant:
            known = phrase.definite or phrase.scope is Scope.EXCEPT
            named = phrase.places or phrase.name or phrase.ordinals
            plain = not (named or phrase.group or phrase.own or phrase.part is not None)
            raise NobodyMeant if known and plain and not phrase.other else NoAnswer
        if phrase.scope is Scope.EXCEPT or clause.excepted:
            clause.excepted.extend(meant)
            return
        clause.only = clause.only or phrase.scope is Scope.ONLY
        clause.none = clause.none or phrase.scope is Scope.NONE
        clause.every = clause.every or phrase.scope in (Scope.ALL, Scope.BOTH, Scope.NONE)
        clause.said_first = clause.said_first or (not clause.meant and bool(clause.loose))
        before = clause.loose[-1].tag if clause.loose else None
        clause.only = clause.only or (not clause.meant and before is Tag.ONLY)
        (clause.excepted if before is Tag.EXCEPT else clause.meant).extend(meant)

    def _fills(self, phrase: NounPhrase, clause: _Clause) -> bool:
        """Whether a phrase stands for no partner: "has one", "has none", "sent its application", "becomes it soon"."""
        if phrase.elliptic and not phrase.pronoun and clause.meant and not (phrase.attributive or phrase.places):
            alone = phrase.count == 1 and not (phrase.ordinals or phrase.other or phrase.scope)
            if phrase.scope is Scope.NONE or alone:
                tag, word = (Tag.FUNCTION, "yes") if alone else (Tag.NOT, "none")
                clause.loose.append(Token(phrase.start, phrase.end, tag, words=(word,)))
                return True
        if phrase.group and not (phrase.kind or phrase.name):
            return True
        verb = any(token.tag in (Tag.BE, Tag.HAVE) for token in clause.loose)
        if phrase.scope in (Scope.BOTH, Scope.ALL) and verb and clause.meant and not (phrase.kind or phrase.places):
            return True  # "the one in Graz and the one in Linz are both on it"
        if phrase.ordinals and phrase.elliptic and clause.meant and not (phrase.definite or phrase.count):
            return True  # "must ask them first"
        if phrase.perhaps and phrase.pronoun is Pronoun.THEY and clause.meant:
            # "is only thinking about it"
            clause.loose.append(Token(phrase.start, phrase.end, Tag.PERHAPS, words=("perhaps",)))
            return True
        if phrase.pronoun is Pronoun.WE and self._source(phrase).lower() in self._lexicon.raw["speaker"]:
            return True
        return phrase.pronoun is Pronoun.THEY and not phrase.scope and phrase.part is None and bool(clause.meant)

    def _spoken_of(self, phrase: NounPhrase, spoken: Sequence[Draft]) -> list[Draft]:
        """The partners that a phrase stands for, `spoken` being those named before it in the sentence."""
        plain = not phrase.scope and phrase.part is None
        if phrase.pronoun is Pronoun.THEIRS:
            return [d for d in self._cluster_members() if d is not self.writer] if self.writer else []
        if phrase.pronoun is Pronoun.WE and plain and self.writer is None:
            return []
        if phrase.pronoun is Pronoun.THEY and plain:
            last = list(spoken or self.context.last)
            return last if phrase.plural or len(last) == 1 else []
        if phrase.part is not None and phrase.scope in (Scope.ALL, Scope.BOTH):
            everyone = self._everybody(replace(phrase, count=phrase.part, part=None))
            return everyone if len(everyone) == phrase.part else []
        if phrase.part is not None or (phrase.other and not (phrase.definite or phrase.plural)):
            return []
        if phrase.other:
            return self._left_over(phrase, spoken)
        meant = self._meant(phrase) if phrase.bare_place or self._refers(phrase) else []
        everybody = phrase.scope in (Scope.ALL, Scope.BOTH, Scope.NONE)
        return meant or (self._everybody(phrase) if everybody else [])

    def _left_over(self, phrase: NounPhrase, spoken: Sequence[Draft]) -> list[Draft]:
        """ "The others", "the other two": those of whom nothing was said just before, if they are so many."""
        out = {id(draft) for draft in (spoken or self.told or self.context.last)}
        groups = ([d for d in pool if id(d) not in out] for pool in (self._cluster_members(), self.drafts.all))
        fitting = [group for group in groups if phrase.count is None or len(group) == phrase.count]
        fitting = [[d for d in group if phrase.kind is None or d.kind is phrase.kind] for group in fitting]
        return fitting[0] if fitting and len(out) < len(self.drafts.all) else []

    def _told(self, clauses: Sequence[_Clause], topic: bool) -> dict[int, tuple[Draft, Eccp]]:
        """Each partner spoken of with its registration."""
        book = _Book(self._cluster_members())
        for at, clause in enumerate(clauses):
            clause.status = self._said_of(clause, topic, book.carried)
            if clause.none and clause.status in (Eccp.REGISTERED, Eccp.SUBMITTED):
                clause.status = Eccp.NO
            following = clauses[at + 1] if at + 1 < len(clauses) else None
            if clause.heads and not clause.meant:
                heads_answers = following is None or self._said_of(following, True, None) is not None
                book.last = None if heads_answers else clause
                clause.said_first = True
            elif clause.excepted:
                book.without(clause)
            elif clause.status is None:
                book.named(clause)
            else:
                book.said(clause, everybody=list(self.spoken or self._cluster_members()) if self._named else [])
        if book.waiting and not clauses[-1].heads:
            whole = clauses[0]
            bare = self._asked and not any(clause.status or clause.heads for clause in clauses)
            if not bare or not (whole.only or whole.every):
                raise NoAnswer
            whole.status = Eccp.NO if whole.none else Eccp.REGISTERED
            book.enter(book.waiting, whole.status)
            if whole.only:
                book.others(whole.status)
        return book.told

    def _cluster_members(self) -> list[Draft]:
        return [d for d in self.drafts.all if d.kind in CLUSTERS] or list(self.drafts.all)

    def _said_of(self, clause: _Clause, topic: bool, carried: Eccp | None) -> Eccp | None:
        """What the words of a clause say of a registration; None if they say nothing, error if something else."""
        loose = [token for token in clause.loose if token.tag not in (Tag.EXCEPT,)]
        words = [word for token in loose for word in token.words]
        if not words:
            return None
        lexicon = self._lexicon
        said = [token.value for token in loose if token.tag is Tag.ECCP]
        also = [word for token in loose if token.tag not in (Tag.BE, Tag.HAVE) for word in token.words]
        if clause.meant and also and phrases(lexicon.raw["likewise"]).at(also, 0)[1] == len(also):
            return carried or self._known_status()
        plain = self._plain(loose)
        if not plain and not topic and not said:
            raise NoAnswer
        if lexicon.dont_know.within(words):
            return Eccp.UNKNOWN
        if any(value is not EccpWord.TOPIC for value in said):
            return self._status.of(loose, topic=True)
        if lexicon.no_plan.within(words):
            return Eccp.NO
        if lexicon.hedges.within(words):
            return Eccp.UNKNOWN
        nothing = set(words) & set(lexicon.raw["nothing_words"])
        denied = bool(nothing) or any(token.tag in (Tag.NOT, Tag.NONE) or token.value == "not" for token in loose)
        if not plain:
            if denied or any(lexicon.yes.at([token.words[0]], 0)[1] for token in loose if token.words):
                raise NoAnswer
            return self._status.of(loose, topic=True) if EccpWord.TOPIC in said else None
        if denied or lexicon.no.within(words):
            return Eccp.NO
        if lexicon.yes.within(words) or EccpWord.TOPIC in said:
            return Eccp.REGISTERED
        verb = any(token.tag in (Tag.BE, Tag.HAVE) or lexicon.particles.doing & set(token.words[:1]) for token in loose)
        if verb and (topic or self._asked) and clause.meant and not set(words) & set(lexicon.raw["asking"]):
            return Eccp.SUBMITTED if carried is Eccp.SUBMITTED else Eccp.REGISTERED
        return None

    def _known_status(self) -> Eccp:
        """What "Lyon too" says where nothing was said before it: what is known of all others, if it is the same."""
        known = {draft.eccp for draft in self._cluster_members() if draft.eccp not in (None, Eccp.UNKNOWN)}
        return known.pop() if len(known) == 1 else Eccp.UNKNOWN

    def _plain(self, loose: Sequence[Token]) -> bool:
        """Whether the words are nothing but an answer."""
        words = [(word, token) for token in loose for word in token.words]
        said = [word for word, _ in words]
        at = 0
        while at < len(words):
            length = self._answering(said, at)
            token = words[at][1]
            if not length and not (token.tag in _EMPTY or token.small):
                return False
            at += max(1, length)
        return True

    def _is_answer(self, words: Sequence[str]) -> bool:
        return self._answering(words, 0) > 0

    def _answering(self, words: Sequence[str], at: int) -> int:
        """How many words at `at` are those of an answer."""
        lexicon = self._lexicon
        lists = (lexicon.yes, lexicon.no, lexicon.hedges, lexicon.no_plan, lexicon.dont_know, lexicon.beside)
        return max(found.at(words, at)[1] for found in lists)


def _is_seat(loose: Sequence[Token]) -> bool:
    """Whether the words before a place say that somebody sits there: "is in", "is based in"."""
    tags = [token.tag for token in loose]
    return bool(tags) and tags[-1] is Tag.IN and Tag.BE in tags
