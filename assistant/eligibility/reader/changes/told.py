"""Takes what a sentence tells of one change: who leaves, comes, comes for whom, has which role; or supposes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Eccp, Role
from assistant.eligibility.reader.changes.asked import answered, writer_last
from assistant.eligibility.reader.changes.forms import Form, forms_of, number_of
from assistant.eligibility.reader.changes.heads import with_articles, without_mention
from assistant.eligibility.reader.changes.kinds import Kinds
from assistant.eligibility.reader.changes.meant import Meant
from assistant.eligibility.reader.changes.news import News
from assistant.eligibility.reader.changes.restated import RESTATING, Restated
from assistant.eligibility.reader.changes.seat_pairs import SeatPairs
from assistant.eligibility.reader.changes.slots import Anyone, Reader, Seated, Slots, plain
from assistant.eligibility.reader.changes.stated import Stated
from assistant.eligibility.reader.changes.vacancies import Vacancies
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.rewriting.first.bracketed_places import without_countries_inside
from assistant.eligibility.reader.rewriting.on_the_list import without_list
from assistant.eligibility.reader.tokens.lexicon import Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_LONGEST = 50
_MOST_PARTNERS = 200
_OF_SOMEBODY = ("drop", "remain", "remain_since", "replace", "role", "choose", "likewise", "vacate")
_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_ON_ROLES = (Tag.ROLE, Tag.ROLE_VERB, Tag.ROLE_BY)
_APART = (*RESTATING, "status", "waiting", "kind", "arrive")  # read by others
_NUMBERED = re.compile(r"[WNRLK](\d+)")


class ToldChanges:
    """Reads sentences of a later message that tell of nothing but one change.

    Every word must be accounted for by a form of the language; else nothing is taken and the grammar reads on.
    `supposed`: a change was supposed; `plain`: one was told as a fact.
    """

    of_registrations = False  # whether the talk before was of registrations, so that "withdrawn" may mean one

    def __init__(
        self, statements: Editor, status: Status, heard: Callable[[Sequence[Draft]], None], *, known: bool
    ) -> None:
        """`heard` is given whom a sentence told of; `known`: whether an earlier message described the consortium."""
        self._statements, self._lexicon, self._text, self._heard = statements, status.lexicon, status.text, heard
        self._known = known
        self._leading = phrases(self._lexicon.raw["lead_words"])
        self._there: list[Draft] = []  # before the message
        self._before: list[Draft] = []  # before the last change
        self._carried: Role | None = None  # the role that the sentence before gave to one partner
        self._dropped = False  # whether it told that somebody leaves
        self._vacancies = Vacancies(statements, TalkWords.load(self._lexicon.language))
        self._restated = Restated(statements, self._lexicon.language)
        self._news = News(statements, self._text, self._lexicon)
        self._meant = Meant(statements, self._lexicon)
        self._kinds = Kinds(statements, self._lexicon.language)
        self._of_one = Stated(statements, status)
        self._pairs = SeatPairs(statements, status)
        self.supposed = self.plain = False

    def untold(self, sentences: Iterable[tuple[list[Token], bool]]) -> Iterator[tuple[list[Token], bool]]:
        """The sentences, with whether each is a question, of which nothing was taken. In a first description roles and
        seats are all that is taken."""
        sentences = answered(sentences, self._lexicon)
        if not self._known:
            for sentence, question in sentences:
                introduced = self._statements.writer is not None
                plain_sentence = without_countries_inside(without_list(sentence, self._lexicon))
                plain_sentence = writer_last(plain_sentence, introduced=introduced)
                if question or not (self._of_one.tell(plain_sentence) or self._tell_first(plain_sentence)):
                    yield plain_sentence, question
            return
        waiting = list(sentences)
        self._there = list(self._statements.drafts.all)
        at = 0
        while at < len(waiting):
            sentence, question = waiting[at]
            following, asks = waiting[at + 1] if at + 1 < len(waiting) else ([], False)
            used = self._tell(sentence, question, following if asks else [])
            if not used:
                there = list(self._statements.drafts.all)
                roles = [list(draft.roles) for draft in there]
                yield sentence, question
                self._vacancies.after(sentence, there)
                given = [draft.roles for draft, had in zip(there, roles, strict=True) if draft.roles != had]
                self._dropped = False
                self._carried = given[0][0] if len(given) == 1 and len(given[0]) == 1 and not question else None
            at += max(1, used)

    def _tell(self, sentence: Sequence[Token], question: bool, asked: Sequence[Token]) -> int:
        """Takes the change that the sentence tells of, or supposes, perhaps together with what is asked after it; how
        many sentences were used: 0, and nothing changed, if it holds anything else."""
        partners = self._statements.drafts.all
        if not 1 < len(sentence) <= _LONGEST or not 0 < len(partners) <= _MOST_PARTNERS:
            return 0
        if self._stated(self._news.tell(sentence, question=question, spoken=self.of_registrations)):
            self.supposed = self.supposed or self._news.supposed
            self.plain = self.plain or not self._news.supposed
            return 1
        if not question and (self._arrives(sentence) or self._stated(self._meant.tell(sentence))):
            self.plain = True
            return 1
        slots = self._line(sentence, Slots())
        if not question and self._idles(slots):
            return 1
        ours = self._statements.writer is not None and bool(slots.roles or any(t.tag is Tag.WE for t in sentence))
        if not (slots.who or slots.new or slots.places or slots.many or slots.kinds or ours):
            return 0
        if not question and (self._restates(sentence, slots) or self._stated(self._kinds.tell(slots))):
            self.plain = True
            return 1
        told = [] if question else [(slots.line, 1)]
        supposed = [(slots.line + (" ?" if question else " ."), 1)]
        if asked and len(asked) <= _LONGEST and not question:
            slots.line += " ."
            supposed.insert(0, (self._line(asked, slots).line + " ?", 2))
        for form in forms_of(self._lexicon.language):
            if form.operation in _APART or (form.operation == "fill" and self._vacancies.free is None):
                continue
            for line, used in supposed if form.supposed else told:
                parts = form.parts(line)
                if parts is not None and self._take(self._as_before(form), parts, slots, sentence):
                    self.supposed = self.supposed or form.supposed
                    self.plain = self.plain or not form.supposed
                    if form.operation == "fill":
                        self._vacancies.after(sentence, self._before)
                    self._vacancies.told(slots.who)
                    return used
        return 0

    def _arrives(self, sentence: Sequence[Token]) -> bool:
        """Takes one more partner whose registration is told with it: "a Greek cluster has joined, but is not on it"."""
        if not any(token.tag is Tag.ECCP for token in sentence):
            return False
        slots = self._news.line(sentence, Anyone)
        for form in forms_of(self._lexicon.language):
            parts = form.parts(slots.line) if form.operation == "arrive" else None
            if parts is not None and self._make("add", (), self._coming(parts, slots, ()), None):
                added = self._statements.drafts.all[-1]
                added.eccp = self._statements.context.eccp = Eccp(form.role or "")
                self._statements.context.last = [added]
                return True
        return False

    def _tell_first(self, sentence: Sequence[Token]) -> bool:
        """Takes the registration of one partner, or a role, from a sentence of a first description."""
        if not 1 < len(sentence) <= _LONGEST or not 1 < len(self._statements.drafts.all) <= _MOST_PARTNERS:
            return False
        return bool(self._news.tell(sentence)) or bool(self._pairs.tell(sentence)) or self._gives_role(sentence)

    def _gives_role(self, sentence: Sequence[Token]) -> bool:
        """Takes the role that a sentence of a first description gives to one whom it has named before."""
        if not any(token.tag in _ON_ROLES or self._leading.within(token.words) for token in sentence):
            return False
        slots = self._line(sentence, Slots())
        for form in forms_of(self._lexicon.language):
            if form.operation == "role" and not form.supposed:
                parts = form.parts(slots.line)
                if parts is not None and self._take(form, parts, slots, sentence):
                    return True
        return False

    def _as_before(self, form: Form) -> Form:
        """The form; "so does Brno" after somebody has left is one of leaving."""
        return replace(form, operation="drop") if form.operation == "likewise" and self._dropped else form

    def _restates(self, sentence: Sequence[Token], slots: Slots) -> bool:
        """Takes where a partner sits after all, or how many of a kind there are."""
        seated = self._line(sentence, Slots(), Seated) if any(t.tag is Tag.PLACE for t in sentence) else None
        return self._stated(self._restated.tell(slots, seated) or self._pairs.tell(sentence))

    def _stated(self, named: Sequence[Draft]) -> bool:
        """Notes of whom something was stated, if of anybody."""
        if named:
            self._heard(named)
            self._vacancies.told(named)
        return bool(named)

    def _idles(self, slots: Slots) -> bool:
        """Whether a sentence only says that nothing is new: "the rest stays as it is"."""
        idle = (form for form in forms_of(self._lexicon.language) if form.operation == "idle")
        return any(form.parts(slots.line) is not None for form in idle)

    def _line(self, sentence: Sequence[Token], slots: Slots, finds: type[Anyone] = Anyone) -> Slots:
        statements = self._statements
        sentence = plain(with_articles(without_mention(sentence, self._lexicon)), self._text, self._lexicon)
        finder = finds(
            sentence, self._text, self._lexicon, statements.drafts, statements.writer, statements.context.last
        )
        Reader(sentence, finder, statements.drafts.all).into(slots)
        return slots

    def _take(self, form: Form, parts: dict[str, str], slots: Slots, sentence: Sequence[Token]) -> bool:
        """Makes the change of a form that fits; False, and nothing changed, where it cannot be meant."""
        everybody = self._statements.drafts.all
        spoken = self.of_registrations or self._statements.context.eccp_topic
        # "Removed from the consortium" is no word of the platform.
        within = form.operation == "drop" and any(token.tag is Tag.GROUP for token in sentence)
        told_of_it = not within and any(token.tag is Tag.ECCP for token in sentence)
        if spoken and (form.operation == "remain" or told_of_it):
            return False
        if any(number > len(everybody) for number in slots.numbers):
            return False
        leavers, kept = self._who(parts.get("who", ""), slots), self._who(parts.get("kept", ""), slots)
        if "late" in parts:  # only who came with this message
            leavers = [draft for draft in self._who(parts["late"], slots) if all(draft is not d for d in self._there)]
        if "group" in parts:
            leavers = slots.of_many(everybody)
        if form.operation in ("remain", "remain_since"):
            rest = [draft for draft in everybody if all(draft is not other for other in kept)]
            if not kept or (form.operation == "remain_since" and not _same(leavers, rest)):
                return False
            leavers = rest
        if form.operation in _OF_SOMEBODY and not 0 < len(leavers) < len(everybody):
            return False
        if any(draft is other for draft in kept for other in leavers):
            return False
        role = Role(form.role) if form.role else self._carried if form.operation == "likewise" else None
        if "role" in parts:
            role = slots.roles[number_of(parts["role"])]
            if form.role and role is not Role(form.role):
                return False
        if form.operation == "choose" and role not in _COUNTED_OUT:
            return False  # a wish to lead is none of the others'
        return self._make(form.operation, leavers, self._coming(parts, slots, leavers), role)

    def _who(self, part: str, slots: Slots) -> list[Draft]:
        """The partners that a part of the line means; "we" are the writer's organisation. Nobody where it is not
        certain."""
        here = {id(draft) for draft in self._statements.drafts.all}
        found: list[Draft] = []
        for word in part.split():
            numbered = _NUMBERED.fullmatch(word)
            if numbered is not None and word.startswith("W"):
                found.append(slots.who[int(numbered.group(1))])
            elif word in self._lexicon.raw["writers_own"]:
                found += [self._statements.writer] if self._statements.writer is not None else []
        found = list({id(draft): draft for draft in found}.values())
        return found if all(id(draft) in here for draft in found) else []

    def _coming(self, parts: dict[str, str], slots: Slots, leavers: Sequence[Draft]) -> list[Token]:
        """The tokens that tell of who comes; none where nobody does, or it cannot be said who."""
        if "place" in parts and "kind" in parts:
            place, kind = slots.places[number_of(parts["place"])], slots.kinds[number_of(parts["kind"])]
            article = Token(kind.start, kind.start, Tag.ARTICLE, words=("a",))
            return [article, kind, Token(kind.end, kind.end, Tag.IN, words=("in",)), place]
        if "new" not in parts:
            return []
        told = slots.new[number_of(parts["new"])]
        one = next((at for at, token in enumerate(told) if token.tag is Tag.NUMBER), None)
        if one is None:
            return told
        kind_of = leavers[0].kind if len(leavers) == 1 else None
        if kind_of is None:
            return []
        return [*told[:one], replace(told[one], tag=Tag.KIND, value=kind_of, small=""), *told[one + 1 :]]

    def _make(self, operation: str, who: Sequence[Draft], new: Sequence[Token], role: Role | None) -> bool:
        statements = self._statements
        self._before = before = list(statements.drafts.all)
        if operation in ("role", "choose", "likewise"):
            return self._give(who, role)
        if operation == "vacate":
            self._vacancies.open(who[0])
            self._heard(who)
            return len(who) == 1
        if operation in ("add", "fill", "replace") and not new:
            return False
        if operation == "replace":
            statements.put_for(who, new)
        elif operation in ("add", "fill"):
            statements.context.slots, statements.context.listing = [], False
            statements.sentence(new)
        else:
            statements.remove(who)
            self._carried, self._dropped = None, True
            statements.drafts.news = True
            return True
        known = {id(draft) for draft in before}
        added = [draft for draft in statements.drafts.all if id(draft) not in known]
        left = len(before) - (len(who) if operation == "replace" else 0)
        if len(added) != 1 or len(statements.drafts.all) != left + 1:
            statements.drafts.keep(before)
            return False
        if role is not None:
            self._give(added, role)
        self._heard(added)
        return True

    def _give(self, who: Sequence[Draft], role: Role | None) -> bool:
        """Gives one partner a role; whoever led before does so no longer where it is the lead."""
        if role is None or len(who) != 1:
            return False
        statements = self._statements
        led = [draft for draft in statements.drafts.all if draft.roles == [Role.COORDINATOR]]
        who[0].roles = [role]
        self._carried, self._dropped = role, False
        statements.only_one_leads(who, role)
        statements.context.last = list(who)
        statements.drafts.news = True
        self._heard([*who, *led])
        return True


def _same(some: Sequence[Draft], others: Sequence[Draft]) -> bool:
    return len(some) == len(others) and all(any(draft is other for other in others) for draft in some)
