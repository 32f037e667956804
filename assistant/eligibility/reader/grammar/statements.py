"""What sentences say: lists of partners, headings, brackets, and the words that stand between."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from assistant.eligibility.consortium import Eccp, Role
from assistant.eligibility.reader.grammar.apposition import (
    belongs,
    described_together,
    is_apposition,
    is_bare_role,
    kindless,
    sums_up,
)
from assistant.eligibility.reader.grammar.context import Context
from assistant.eligibility.reader.grammar.elements import (
    Bracket,
    Element,
    announced,
    clauses_of,
    elements_of,
    is_verb,
    parts_of,
    speaks_of_unknown,
    words_before_colon,
)
from assistant.eligibility.reader.grammar.introductions import MANY, either
from assistant.eligibility.reader.grammar.own import OwnDescription
from assistant.eligibility.reader.grammar.references import stands_alone
from assistant.eligibility.reader.grammar.row import TEAM, Row
from assistant.eligibility.reader.grammar.subject import subject_of
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun, Scope
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_BESIDE = ([Tag.COMMA], [Tag.DASH])


class Statements(OwnDescription, ABC):
    """Reads sentences one after the other into `drafts`."""

    def forget(self, *, keep_writer: bool = False) -> None:
        """Takes back everything read so far, the writer's own organisation on demand not."""
        writer = self.writer if keep_writer else None
        self.drafts.clear()
        self.context, self.writer, self.partial = Context(), writer, []
        if writer is not None:
            self.drafts.add(writer)

    def speaks_of_registration(self, tokens: Sequence[Token]) -> bool:
        return self._status.speaks(tokens)

    def sentence(self, tokens: Sequence[Token], *, item: bool = False, question: bool = False) -> None:
        """Reads one sentence or list item. `question`: it introduces nobody unless it describes a consortium."""
        if self.drafts.all and self._sums_up(tokens):
            self.accounted = True
            return
        if any(token.tag is Tag.OTHER for token in tokens) and self._status.uncertain(tokens):
            self.others_open = True  # "one of them is registered; about the others I know nothing"
        elements = announced(elements_of(tokens, self._status, item))
        if item and elements and isinstance(elements[0], Bracket):
            # "Partner A (FI, cluster)": the label alone stands before the bracket.
            elements = [*elements[0].elements, *elements[1:]]
        context = self.context
        context.sentence, context.forward, context.denied, context.eccp_heading = [], [], [], False
        context.excepted = []
        if not item:
            context.place, context.listing, context.roles, context.registered = None, False, [], None
        if self._roster(elements, question):
            return
        before = len(self.drafts.all)
        for part in parts_of(elements):
            context.forward = []
            for clause in [] if self._roster(part, question) else clauses_of(part):
                self._clause(self._without_self_description(clause), item, question)
        if len(self.drafts.all) > before:
            context.last = context.sentence or context.last

    def _sums_up(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence only draws a sum: "so that gives three profiles among five partners", "to sum up, two
        clusters (Bari, Granada)" of those described before."""
        words = [word for token in tokens for word in token.words]
        places = [token.value for token in tokens if token.tag is Tag.PLACE]
        known = len(self.drafts.all) > 1 and all(any(is_at(d, place) for d in self.drafts.all) for place in places)
        named = any(token.tag is Tag.NAME for token in tokens) or (bool(places) and not known)
        return bool(words) and not named and self._lexicon.conclusions.at(words, 0)[1] > 0

    def _clause(self, clause: Sequence[Element], item: bool, question: bool) -> None:
        if self.context.denied and self._instead(clause):
            return
        first = next((at for at, e in enumerate(clause) if isinstance(e, NounPhrase)), len(clause))
        verb = next((at for at, e in enumerate(clause[first:], first) if is_verb(e)), None)
        if first == len(clause) and not item and speaks_of_unknown(clause):
            return
        if verb is None or item:
            self._list(clause, item, question)
            return
        subject = subject_of(clause[:verb])
        self._statement(clause, verb, subject, question)

    def _instead(self, clause: Sequence[Element]) -> bool:
        """ "… is not a cluster but an SME", "… but from Grenoble": what is true instead."""
        denied, self.context.denied = self.context.denied, []
        phrases = [e for e in clause if isinstance(e, NounPhrase)]
        if len(phrases) != 1 or any(is_verb(e) for e in clause) or phrases[0].definite:
            return False
        for draft in denied:
            draft.kind = phrases[0].kind or draft.kind
        self._fill(denied, phrases[0], [*phrases[0].places, *phrases[0].attributive], corrects=True)
        return True

    def _list(self, elements: Sequence[Element], item: bool, question: bool) -> None:
        """Phrases in a row: each introduces partners or means some already known; what stands between is theirs."""
        row = Row(elements, item, question)
        for row.at, element in enumerate(elements):
            if isinstance(element, Bracket):
                self._attach(row.loose, self.context.last)
                row.loose = []
                self._bracket(element, self.context.last, question)
            elif isinstance(element, Token):
                self._between(row, element)
            else:
                opening = list(row.loose) if self._opens_on_registration(row, element) else []
                if not opening:
                    self._attach(row.loose, self._trailing(row, self.context.last), doubt=row.doubt, part=row.part)
                row.named = [*row.named[-1:], row.at]
                row.skip = row.skip and not element.group
                if self._is_heading(element, elements, row.at):
                    self._heading(element)
                elif not row.denies(element):
                    self._in_row(row, element)
                    self._listed_there(row, opening)
                row.loose = []
        self._attach(row.loose, self._trailing(row, self.context.last), doubt=row.doubt, part=row.part)
        if row.named and row.loose and self.context.eccp_topic and all(t.tag is Tag.NOT for t in row.loose):
            for draft in self.context.last:
                draft.eccp = Eccp.NO

    def _opens_on_registration(self, row: Row, phrase: NounPhrase) -> bool:
        """Whether a sentence goes from the platform to partners known: "the ECCP lists the French one"."""
        known = phrase.definite and not phrase.own and bool(self.drafts.all)
        colon = any(token.tag is Tag.COLON for token in row.loose)
        return known and not (row.item or row.named or colon) and self._status.speaks(row.loose)

    def _listed_there(self, row: Row, opening: Sequence[Token]) -> None:
        """Registers those named after such a beginning; with "only" beside them the others are not registered."""
        if not opening or not row.own:
            return
        self._attach(opening, row.own)
        phrase = row.elements[row.at]
        beside = row.elements[row.at + 1] if row.at + 1 < len(row.elements) else None
        only = isinstance(beside, Token) and beside.tag is Tag.ONLY
        if only or (isinstance(phrase, NounPhrase) and phrase.scope is Scope.ONLY):
            for draft in self.drafts.all:
                if all(draft is not own for own in row.own):
                    draft.eccp = Eccp.NO

    def _between(self, row: Row, token: Token) -> None:
        """A word or sign between two phrases."""
        if token.tag is Tag.NOT_PARTNERS:
            row.skip = True
        elif token.tag in (Tag.COMMA, Tag.AND, Tag.COLON, Tag.DASH):
            row.skip = False
        if token.tag is Tag.COLON:
            before = row.elements[row.at - 1] if row.at else None
            told = row.item and len(row.named) > 1 and isinstance(before, NounPhrase) and before.bare_place
            # "Cluster Mare, Modena: registered" heads nothing.
            self._heading(before if isinstance(before, NounPhrase) and not told else None)
            if not told and isinstance(before, NounPhrase) and before.bare_place:
                row.own = []
            row.first = not row.named
            # "Our 120 members: 80 SMEs, …": those are served, however many of them are listed.
            row.served = row.served or (isinstance(before, NounPhrase) and before.group and (before.count or 0) > TEAM)
            self.context.eccp_heading = self._status.speaks(row.loose)
            self.context.eccp_topic = self.context.eccp_topic or self.context.eccp_heading
        if token.tag is Tag.LEGAL:
            for draft in self.context.last:
                draft.legal = token.value
        following = row.elements[row.at + 1] if row.at + 1 < len(row.elements) else None
        if token.tag is Tag.COLON and self.context.eccp_heading and isinstance(following, NounPhrase):
            row.loose = []
        row.loose.append(token)

    def _in_row(self, row: Row, phrase: NounPhrase) -> None:
        """A phrase of a row: a further word on the partner before it, or the next one."""
        before = row.loose[-1] if row.loose else None
        if phrase.pronoun is Pronoun.OURS and self._is_ours(row):
            return
        if row.item and row.own and belongs(phrase, row.loose, row.own):
            self._describe(row.own, phrase)
        elif before is not None and before.tag is Tag.AS and (phrase.count is None or phrase.article):
            self._takes_part_as(row, phrase)
        elif before is not None and before.small == "choice" and self._alternative(phrase, row.own):
            pass
        elif self._apposed(phrase, row.loose, row.own):
            self._describe(row.own, phrase)
        elif is_bare_role(phrase, row.loose, row.own):
            row.own[0].take_role(phrase.roles[0], phrase.roles)
        elif self._summed_up(row, phrase):
            pass
        elif row.seats(phrase):
            self._fill(row.own, NounPhrase(0, 0), phrase.attributive)
        else:
            self._next(row, phrase)
        self.context.eccp_topic = self.context.eccp_topic or phrase.eccp is not None

    def _takes_part_as(self, row: Row, phrase: NounPhrase) -> None:
        """The role after "as"; one that opens a sentence is that of those who follow ("As associated partners …")."""
        if phrase.role_head and len(row.named) == 1 and not self.context.sentence and row.loose == row.elements[:1]:
            self._heading(phrase)
            return
        either = any(token.tag is Tag.OR for token in row.loose)
        for draft in self.context.last if phrase.role_head else ():
            draft.take_role(phrase.roles[0], [*draft.roles, *phrase.roles] if either else phrase.roles)

    def _summed_up(self, row: Row, phrase: NounPhrase) -> bool:
        """Takes what a phrase says of all those named before it ("…, all of them clusters")."""
        following = row.elements[row.at + 1] if row.at + 1 < len(row.elements) else None
        sentence = self.context.sentence
        together = sums_up(phrase, row.loose, following, sentence)
        if not together and (phrase.scope in (Scope.ALL, Scope.BOTH) or not phrase.definite) and not row.question:
            together = described_together(phrase, sentence, self.drafts.all)
        for draft in together:
            draft.fill(phrase, None)
        if together:
            row.own = self.context.last = together
            self.context.kind, self.context.forward = phrase.kind, []
        return bool(together)

    def _next(self, row: Row, phrase: NounPhrase) -> None:
        """The next partners of a row, with what the words before the phrase say of them."""
        context, known = self.context, len(self.drafts.all)
        context.headed = bool(row.loose) and row.loose[-1].tag is Tag.COLON
        context.joined = bool(row.loose) and row.loose[-1].tag is Tag.AND
        row.doubt = self._status.uncertain(row.loose)
        row.maybe = row.maybe or (phrase.pronoun is Pronoun.WE and phrase.perhaps)
        if row.maybe and phrase.pronoun is None and not phrase.definite:
            phrase.perhaps = True
        if not phrase.definite and any(token.tag in (Tag.PERHAPS, Tag.SEEKING) for token in row.loose):
            phrase.perhaps = True
        following = row.elements[row.at + 1] if row.at + 1 < len(row.elements) else None
        if isinstance(following, Bracket):
            self._count_from(phrase, following)
        found = self._phrase(phrase, row.loose, row.question)
        row.own, row.part = found or row.own, phrase.part
        if len(found) == len(phrase.places):
            for at, remark in phrase.remarks:
                self._bracket(remark, [found[at]], row.question)
            if phrase.remarks:
                # A bracket after the last place is on that place alone, like those before it.
                context.last = found[-1:]
        if phrase.roles_shared:
            for draft in context.sentence:
                draft.roles = draft.roles or list(phrase.roles)
        if phrase.scope is Scope.EXCEPT and self._status.speaks(row.loose, context.eccp_topic):
            context.excepted = context.last = found
            for draft in found:
                draft.eccp = Eccp.REGISTERED if draft.eccp is Eccp.NO else Eccp.NO
            return
        if context.eccp_heading and (row.first or len(self.drafts.all) == known):
            for draft in found:
                draft.eccp = Eccp.REGISTERED
        elif phrase.scope and stands_alone(phrase) and found:
            self._attach(row.loose, found, none=phrase.scope is Scope.NONE)
        if found and any(token.tag is Tag.ROLE_BY for token in row.loose):
            found[0].take_role(Role.COORDINATOR, [Role.COORDINATOR])

    def _apposed(self, phrase: NounPhrase, loose: Sequence[Token], own: Sequence[Draft]) -> bool:
        """ ", a cluster from Belgium,": what a bare name or place before it is."""
        signed = not loose or (len(loose) == 1 and loose[0].tag in (Tag.COMMA, Tag.DASH))
        # "Spain sends a cluster".
        sends = len(loose) in (1, 2) and all(t.tag in (Tag.WORD, Tag.FUNCTION) for t in loose) and phrase.article
        signed = signed or (sends and len(own) == 1 and own[0].name is None)
        return signed and len(own) == 1 and self._fresh(own) and is_apposition(phrase, own[0])

    def _is_ours(self, row: Row) -> bool:
        """ "A third cluster, ours,": the writer's own."""
        if self.writer is not None or len(row.own) != 1 or [t.tag for t in row.loose] not in _BESIDE:
            return False
        self.writer = row.own[0]
        self.writer.writer = True
        return True

    def _fresh(self, own: Sequence[Draft]) -> bool:
        """Whether the partner is the last that the sentence introduced, or one of whom nothing but a name is known."""
        new = own[0] in self.drafts.all[-1:] and own[0] in self.context.sentence
        return new or (own[0].name is not None and own[0].kind is None)

    def _count_from(self, phrase: NounPhrase, bracket: Bracket) -> None:
        """ "Clusters (EL, FR)": as many as the bracket lists."""
        listed = sum(1 for e in bracket.elements if isinstance(e, NounPhrase) and (e.bare_place or e.name))
        if phrase.plural and phrase.kind and phrase.count is None and not phrase.definite and not phrase.places:
            phrase.count = listed or None

    def _alternative(self, phrase: NounPhrase, own: Sequence[Draft]) -> bool:
        """ "An Estonian or a Lithuanian cluster": one partner with a choice left open."""
        one = phrase.definite and phrase.elliptic and bool(phrase.places)
        if len(own) != 1 or phrase.quantity != 1 or (phrase.definite and not one) or own[0] is not self.drafts.all[-1]:
            return False
        draft, places = own[0], self._places(phrase)
        kind = phrase.kind or phrase.name_kind
        if draft.kind is None:
            draft.kind = kind
        elif kind is not None and kind is not draft.kind:
            draft.kind, draft.kind_open = None, True
        draft.name = None
        draft.place = either([draft.place, *places]) if draft.place is not None and places else None
        self.context.forward = []
        return True

    def _trailing(self, row: Row, last: list[Draft]) -> list[Draft]:
        """Whom the words after a phrase are about: the last one, or all of "a, b and c, registered"."""
        context = self.context
        if context.eccp_heading and not row.named:
            clusters = [d for d in self.drafts.all if d.kind in CLUSTERS]
            return clusters or list(self.drafts.all)
        if len(row.named) < MANY or len(context.sentence) < MANY or not row.loose:
            return last
        comma = row.loose[0].tag in (Tag.COMMA, Tag.DASH)
        joined = any(isinstance(e, Token) and e.tag is Tag.AND for e in row.elements[row.named[-2] + 1 : row.named[-1]])
        if not (comma and joined and self._status.speaks(row.loose, context.eccp_topic)):
            return last
        same = len({d.kind for d in context.sentence}) == 1 and not any(d.eccp for d in context.sentence)
        return list(context.sentence) if same else last

    def _is_heading(self, phrase: NounPhrase, elements: Sequence[Element], at: int) -> bool:
        """Whether a phrase only announces what follows its colon: "Coordinator: …", "Clusters: …", "Lead – …"."""
        at += words_before_colon(elements[at + 1 :]) if phrase.plural else 0
        sign = elements[at + 1] if at + 1 < len(elements) else None
        signs = (Tag.COLON, Tag.DASH) if phrase.role_head and not phrase.article else (Tag.COLON,)
        if not isinstance(sign, Token) or sign.tag not in signs:
            return False
        if phrase.name or phrase.places or phrase.attributive or phrase.pronoun or (phrase.count or 1) > 1:
            return False
        last = at + 2 == len(elements) and sign.tag is Tag.COLON
        return not phrase.elliptic and (last or any(isinstance(e, NounPhrase) for e in elements[at + 2 : at + 8]))

    def _heading(self, phrase: NounPhrase | None) -> None:
        """What stands before a colon holds for what follows: "Clusters:", "Italy:", "three clusters:"."""
        context = self.context
        context.listing = True
        if phrase is None:
            return
        if phrase.bare_place:
            if len(kindless(context.sentence)) > 1:
                return
            context.place = phrase.attributive[0]
            fresh = self.drafts.all[-1:] == context.last[-1:] and len(context.last) == 1
            if fresh and context.last[0].source == self._source(phrase):
                self.drafts.all.pop()
                context.last = []
            return
        context.kind, context.roles, context.registered = phrase.kind, list(phrase.roles), phrase.eccp
        context.one_role = not phrase.plural

    @abstractmethod
    def _roster(self, elements: Sequence[Element], question: bool) -> bool:
        """Reads a sentence that only says who is registered; False if it is no such sentence."""

    @abstractmethod
    def _statement(self, clause: Sequence[Element], verb: int, subject: int, question: bool) -> None:
        """What a clause with a verb says of its subject."""
