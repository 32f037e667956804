"""Free text to consortium: layout, sentences, statements, and the partners they leave."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.eligibility.consortium import Consortium, Strand
from assistant.eligibility.reader import build
from assistant.eligibility.reader.changes import ToldChanges
from assistant.eligibility.reader.checks.absent import Absent
from assistant.eligibility.reader.checks.alternatives import Alternatives
from assistant.eligibility.reader.checks.asides import without_asides
from assistant.eligibility.reader.checks.circumstances import Circumstances
from assistant.eligibility.reader.checks.corrections import Corrections
from assistant.eligibility.reader.checks.doubtful import Doubtful
from assistant.eligibility.reader.checks.doubts import Doubts
from assistant.eligibility.reader.checks.gathering import gather
from assistant.eligibility.reader.checks.kind_votes import KindVotes
from assistant.eligibility.reader.checks.managers import Managers
from assistant.eligibility.reader.checks.nobody import (
    closes,
    judges,
    may_describe,
    names_nobody,
    names_one,
    without_places_described,
    without_preface,
    without_which,
    without_whole,
)
from assistant.eligibility.reader.checks.one_each import spread
from assistant.eligibility.reader.checks.pleasantries import serious
from assistant.eligibility.reader.checks.role_votes import RoleVotes
from assistant.eligibility.reader.checks.roles_said import RolesSaid
from assistant.eligibility.reader.checks.rules_asked import asks_of_rule
from assistant.eligibility.reader.checks.second_look import SecondLook
from assistant.eligibility.reader.checks.spurious import Spurious
from assistant.eligibility.reader.checks.summaries import Summaries
from assistant.eligibility.reader.grammar.ellipsis import completed
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.bystanders import Bystanders
from assistant.eligibility.reader.later.choices import settled
from assistant.eligibility.reader.later.declined import without_declined
from assistant.eligibility.reader.later.departures import Departures
from assistant.eligibility.reader.later.edits import Editor
from assistant.eligibility.reader.later.later_look import LaterLook
from assistant.eligibility.reader.later.outside import Outside
from assistant.eligibility.reader.later.reconsidered import reconsidered
from assistant.eligibility.reader.later.seats import seated
from assistant.eligibility.reader.later.supposed import asked_modally, supposes, without_modals
from assistant.eligibility.reader.later.tellings import Tellings
from assistant.eligibility.reader.later.wording import owned, without_fillers
from assistant.eligibility.reader.layout.card_reading import CardReading
from assistant.eligibility.reader.layout.forms import as_table
from assistant.eligibility.reader.layout.list_references import ListReferences
from assistant.eligibility.reader.layout.segments import Form, Layout, Segment
from assistant.eligibility.reader.layout.sentences import sentences_of, stated_apart, unasked
from assistant.eligibility.reader.layout.vacant import vacancies
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.marks import Marks
from assistant.eligibility.reader.partners.positions import Positions, as_names, masked
from assistant.eligibility.reader.partners.recall import recalled
from assistant.eligibility.reader.profiles import described, quoted
from assistant.eligibility.reader.project import Project, project_reader
from assistant.eligibility.reader.registrations.shares import Shares
from assistant.eligibility.reader.registrations.uniform import uniform
from assistant.eligibility.reader.registrations.votes import Votes
from assistant.eligibility.reader.rewriting.beginnings import heads_list
from assistant.eligibility.reader.rewriting.equated import with_colons
from assistant.eligibility.reader.rewriting.registrations.neither import plainly_denied
from assistant.eligibility.reader.rewriting.registrations.twice_denied import affirmed_twice
from assistant.eligibility.reader.rewriting.sentence import rewritten, without_project
from assistant.eligibility.reader.standing import Standing
from assistant.eligibility.reader.tokens import compound_places, native_places
from assistant.eligibility.reader.tokens.labels import LabelFinder
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.numbering import without_numbers_after
from assistant.eligibility.reader.tokens.scan import Scanner, Token, chained
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer import Gazetteer

_SEVERAL, _OPENING = 2, 3
_WHOLE = 3  # partners from which on "can A, B and C apply together" asks for a consortium
_ASKING = (Tag.BE, Tag.HAVE, Tag.PERHAPS, Tag.FUNCTION, Tag.WORD, Tag.ROLE_VERB)


@dataclass
class Reading:
    """What a text says: the drafts it leaves, the writer's own among them, strand and duration. `told`: a change was
    told as a fact, whatever else its words may sound like."""

    drafts: Drafts
    writer: Draft | None
    project: Project
    supposed: bool = False
    last: Sequence[Draft] = ()
    told: bool = False

    def consortium(self, gazetteer: Gazetteer) -> Consortium:
        return build.consortium(self.drafts, self.project, gazetteer)


def read_text(text: str, gazetteer: Gazetteer, language: str = "en") -> Reading:
    """Reads a description. Deterministic; never invents: what the text does not say stays open."""
    return Listener(text, gazetteer, language).listen()


class Listener:
    """Reads one message into drafts, new ones or those of the conversation so far."""

    def __init__(
        self,
        text: str,
        gazetteer: Gazetteer,
        language: str,
        drafts: Drafts | None = None,
        writer: Draft | None = None,
        focus: Sequence[Draft] = (),
    ) -> None:
        self._gazetteer = gazetteer
        self._lexicon = Lexicon.load(language)
        self._told = text
        self._described = described(as_table(text, self._lexicon), gazetteer, self._lexicon, drafts)
        self._text = text = self._described.text
        self._talk = TalkWords.load(language)
        self._nobody_else = phrases(self._lexicon.raw["nobody_else"])
        self._which = phrases(self._lexicon.raw["which_unknown"])
        self._judging = phrases(self._lexicon.raw["judging"])
        self._served = phrases(self._lexicon.raw["served"])
        self._together = phrases(self._lexicon.raw["together"])
        self.drafts = drafts if drafts is not None else Drafts()
        self.drafts.owners = gazetteer.states_of_territories
        self._known = self.drafts.told = bool(self.drafts.all)
        self.drafts.union = gazetteer.member_states
        self.drafts.region_countries = gazetteer.countries_of_regions
        self.statements = Editor(text, self._lexicon, self._talk, self.drafts)
        self.statements.writer = writer
        self.statements.context.last = list(focus)
        self.statements.context.kind = self.drafts.only_kind()  # "add one from Calabria": a cluster
        self.asked_of_registration = self.supposed = False
        self.strand: Strand | None = None
        self.months: int | None = None
        self._status = Status(text, self._lexicon)

    def listen(self) -> Reading:
        """Reads the whole message."""
        self._outside = Outside(self.statements, self._status, self._talk, before=self.asked_of_registration)
        scanner = Scanner(self._lexicon, self._gazetteer)
        positions = Positions(self._lexicon, self._talk).find(self._text, self.drafts.all) if self._known else []
        text = without_fillers(self._text, self._talk) if self._known else without_numbers_after(self._text)
        plain = with_colons(chained(masked(text, positions), self._gazetteer), self._lexicon)
        plain = native_places.as_known(plain, self._gazetteer, self._lexicon)
        labels = LabelFinder.of(self._lexicon).find(plain)
        marks = Marks(self._text, self._lexicon, known=self._known)
        cards = CardReading(plain, self._lexicon, self._gazetteer, self.statements, marks, self._told)
        segments = cards.of(Layout(self._lexicon).segments(plain, labels), known=self._known)
        references = ListReferences(self._lexicon, segments)
        plain, labels = references.raised(plain), references.labels(plain, labels)
        scanned = scanner.scan(plain, labels, self.drafts.known_as(), self._described.names)
        tokens = as_names(compound_places.joined(scanned, plain), self._text, positions)
        self.drafts.recalled = {self._text[x.start : x.end]: self.drafts.all[x.number - 1] for x in positions}
        if self._known:
            tokens = owned(recalled(tokens, self._text, self.drafts, self._lexicon), self.drafts.all)
        elif not may_describe(tokens) and not vacancies(plain, self._lexicon):  # as most questions; the rest costs most
            return Reading(self.drafts, None, Project(), False, self.statements.context.last)
        starts = [token.start for token in tokens]
        about_project, aside = list[str](), list[str]()
        absent = Absent(self.statements, self._status, self._lexicon.raw["absent"])
        circumstances = Circumstances(self._lexicon)
        managers = Managers(self.drafts, self._status, self._lexicon)
        roles = RolesSaid(self.statements, self._status, self._lexicon)
        look = SecondLook(self.drafts, self._status, self._lexicon, placing=not self._known)
        later = LaterLook(self.drafts, self._lexicon, self._talk, self._text)
        summaries = Summaries(self.drafts, self._lexicon, describing=not self._known)
        departures = Departures(self.drafts, self._talk, self._text)
        bystanders = Bystanders(self.statements, self._status, self._talk, known=self._known)
        self._standing = Standing(self.statements, self._status, self._lexicon, self._known, bystanders.told)
        self._changes = ToldChanges(self.statements, self._status, bystanders.told, known=self._known)
        self._changes.of_registrations = self.asked_of_registration
        doubtful = Doubtful(self.drafts, self._status, self._lexicon, describing=not self._known)
        alternatives = Alternatives(self.drafts, self._status, self._lexicon, describing=not self._known)
        spurious = Spurious(self.drafts, describing=not self._known)
        shares = Shares(self.drafts, self._lexicon)
        votes = Votes(self.drafts, self._status, self._lexicon)
        doubts = Doubts(self.drafts, self._lexicon, self._text, later=self._known)
        role_votes = RoleVotes(self.drafts, self._lexicon, self._text)
        kind_votes = KindVotes(self.drafts, self._text)
        self._corrections = Corrections(self.statements, votes, self._status, describing=not self._known)
        for segment in segments:
            if cards.takes(segment):
                continue
            assert isinstance(segment, Segment)
            known = len(self.drafts.all)
            inside = tokens[bisect_left(starts, segment.start) : bisect_left(starts, segment.end)]
            for whole, question in self._statements_in(inside):
                sentence = without_which(without_asides(circumstances.without(whole), self._lexicon), self._which)
                sentence = without_project(sentence, self._lexicon)
                sentence = list(self.statements.turned(reconsidered(sentence, self._talk))) if self._known else sentence
                if not sentence:
                    continue
                # A length of time may stand in front of the part of a sentence.
                begins = max(self._text.rfind(sign, 0, whole[0].start) for sign in ".!?;\n") + 1
                said = self._text[begins : whole[-1].end]
                words = sentence
                if closes(sentence, self._nobody_else) and not self.statements.context.eccp_topic:
                    continue
                if not self._known:
                    words = without_places_described(without_preface(without_whole(sentence)))
                    if segment.form is Form.PROSE and names_nobody(words):
                        continue
                    words = uniform(absent.cut(words), self._status, self._lexicon, self.drafts.all)
                before = len(self.drafts.all)
                asked = question and segment.form is Form.ITEM and not self._known and names_one(words)
                question = question and not asked
                look.before(len(self.statements.partial))
                later.before(self.statements.named(sentence) if self._known else [])
                for watch in (departures, bystanders, doubtful, spurious, alternatives):
                    watch.before()
                doubts.before(() if self._known and self._supposes(words, question) else words)
                shares.before(words)
                self.statements.accounted = False
                item = segment.form is Form.ITEM and not heads_list(words)
                read = bool(words) and self._sentence(words, question, item)
                if read:
                    if self._known and (not question or self._supposes(words, question)):
                        bystanders.hear(words)
                        later.after(words)
                    departures.after(words, supposed=self._supposes(words, question))
                    managers.after(words, before)
                    if not self._known:
                        gather(self.drafts, self.statements.context, words, self._lexicon)
                        spread(words, self.drafts, before, self._lexicon)
                        roles.after(words, before)
                    self.statements.context.last = summaries.after() or self.statements.context.last
                    chosen, accounted = alternatives.choose(words), self.statements.accounted
                    look.after(words, len(self.statements.partial), accounted=accounted, choice=chosen)
                    if not question:
                        votes.hear(sentence)
                        role_votes.hear(sentence)
                        kind_votes.hear(sentence if not self._known else ())
                about_project += [said] if read or (not question and self._tells(sentence, of_us=True)) else []
                aside += [said] if self._tells(sentence, of_us=question) and not (question and self._known) else []
                self.drafts.leave_asked(self.drafts.all[before:] if asked else ())  # "- cluster in Oulu; on the ECCP?"
                doubts.after()
                shares.after(words, writer=self.statements.writer is not None)
                absent.after()
                spurious.after(words, listed=segment.form is Form.ITEM)
                alternatives.after(whole, question=question)
                doubtful.after(whole if self._known else words, question=question)
                bystanders.after(whole)
            cards.under(self.drafts.all[known:])
            self.drafts.give(segment.label, self.drafts.all[known:])
            marks.item(segment.label, segment.start, self.drafts.all[known:])
        self._leave_room(plain)
        self.statements.settle()
        away = [] if self._known else absent.settle()
        spurious.settle()
        self._corrections.settle()
        summaries.after()
        self.drafts.complete()
        look.settle(away)
        votes.settle()
        role_votes.settle()
        kind_votes.settle(managers.joined)
        departures.settle()
        bystanders.settle()
        marks.settle(self.drafts.all)
        reader = project_reader(self._lexicon.language)
        project = reader.told(self._told, about_project, aside, self.strand, self.months if self._known else None)
        supposed, last = self.supposed or self._changes.supposed, self.statements.context.last
        drafts = quoted(self.drafts, self._described, self._told)
        return Reading(drafts, self.statements.writer, project, supposed, last, self._changes.plain)

    def _leave_room(self, text: str) -> None:
        """Adds the partners of a first description that nobody is yet: "Partner 4: tbc"."""
        for vacancy in [] if self._known else vacancies(text, self._lexicon):
            self.drafts.add(Draft(vacancy))

    def _tells(self, sentence: Sequence[Token], *, of_us: bool) -> bool:
        """Whether "we need three and a half years" tells of the project, although it sounds like a rule."""
        words = [word for token in sentence for word in token.words]
        ours = not of_us or any(token.tag in (Tag.WE, Tag.OWN) for token in sentence)
        return ours and not any(self._talk.indirect.at(words, at)[1] for at in range(min(len(words), _OPENING)))

    def _statements_in(self, tokens: Sequence[Token]) -> Iterator[tuple[list[Token], bool]]:
        """Sentences, with short statements in them completed."""
        tellings = Tellings(self.statements, self._status, self._talk)
        for sentence, question in self._changes.untold(serious(stated_apart(tokens), self.statements, self._lexicon)):
            for spoken in self._corrections.spoken(sentence, question):
                told = spoken if question else affirmed_twice(spoken, self._lexicon)
                if not question and self._standing.tell(told):
                    continue
                kinds = [draft.kind for draft in self.drafts.all]
                plain = rewritten(plainly_denied(told), self._lexicon, kinds, later=self._known)
                for part, _ in sentences_of(plain):
                    for statement in completed(part, self._status, self._lexicon):
                        for telling in tellings.of(statement) if self._known and not question else (statement,):
                            yield telling, question

    def _sentence(self, sentence: Sequence[Token], question: bool, item: bool) -> bool:
        """Reads one sentence by its mood; whether it is about the consortium at all."""
        words = [word for token in sentence for word in token.words]
        placed = any(token.tag is Tag.PLACE for token in sentence)
        question = question or (not placed and bool(self._talk.question_openings.at(words or [""], 0)[1]))
        if self._known and judges(sentence, self._judging) and self.statements.speaks_of_registration(sentence):
            return False
        elsewhere = self._talk.elsewhere.within(words) and not self.statements.speaks_of_registration(sentence)
        if elsewhere or (self._talk.rules.within(words) and not placed and (question or not self._named(sentence))):
            return False
        if not self._known and asks_of_rule(sentence, words, self._talk, self._lexicon):
            return False
        if self._known and any(self._talk.indirect.at(words, at)[1] for at in range(min(len(words), _OPENING))):
            return False
        if self._known and (not question or self._supposes(sentence, question)) and self._placed(sentence):
            self.supposed = self.supposed or self._supposes(sentence, question)
            return True
        if self._known and self._supposes(sentence, question):
            self.supposed = self.statements.edit(without_modals(sentence, self._talk)) or self.supposed
            return True
        if question and not (self._known and sentence[-1].tag is Tag.COLON):
            return self._question(sentence, words)
        if self._known and self._outside.read(sentence):
            return True
        if (self._known and self.statements.answer(sentence)) or self.statements.numbered(sentence):
            return True
        if self._known and (self.statements.fact(sentence) if item else self.statements.edit(sentence)):
            return True
        here = len(self.drafts.all)
        self.statements.sentence(sentence, item=item)
        if self._known and self.statements.leaves(sentence):
            without_declined(self.drafts, here, sentence, self._talk)
        return True

    def _placed(self, sentence: Sequence[Token]) -> bool:
        """Takes a place that settles a choice ("it will be Ulm; they are …"), or that answers where partners sit."""
        cut = next((at for at, token in enumerate(sentence) if token.words == (";",)), len(sentence))
        chosen = settled(sentence[:cut], self.drafts, self._lexicon, self._talk)
        if chosen is not None and sentence[cut + 1 :]:
            self.statements.context.last = [chosen]
            self._sentence(sentence[cut + 1 :], False, False)
            return True
        found = [chosen] if chosen is not None else seated(sentence, self.drafts, self._talk)
        self.statements.context.last = found or self.statements.context.last
        return bool(found)

    def _supposes(self, sentence: Sequence[Token], question: bool) -> bool:
        """Whether a sentence begins as a supposition, or asks what a change would do."""
        words = [word for token in sentence for word in token.words]
        if (question and self._talk.what_if.within(words)) or supposes(words, self._talk):
            return True
        adds = any(self._talk.supposed_addition.at(words, at)[1] for at in range(min(len(words), _OPENING)))
        if question and adds and self._talk.helping.within(words):
            return True
        role = asked_modally(sentence, self._lexicon, self._talk, self.statements.named)
        return question and (role or (self._talk.conditional.within(words) and self.statements.changes(sentence)))

    def _named(self, sentence: Sequence[Token]) -> bool:
        """Whether some partners known, not all, are said to be registered or not: no rule, although it "must" be."""
        if not self._known or not self.statements.speaks_of_registration(sentence):
            return False
        return 0 < len(self.statements.named(sentence)) < len(self.drafts.all)

    def _question(self, sentence: Sequence[Token], words: Sequence[str]) -> bool:
        """A question describes a consortium where it lists several partners and none were described before; a fact
        inside it is taken as one ("is it a problem that the Polish one is not registered?")."""
        for at, token in enumerate(sentence):
            if token.words and self._talk.factive.within(token.words):
                self.statements.sentence(sentence[at + 1 :], question=not self._introduces(sentence))
                return True
            two = [*token.words, *(sentence[at + 1].words if at + 1 < len(sentence) else ())]
            if self._talk.factive.at(two or [""], 0)[1] > 1:
                self.statements.sentence(sentence[at + 2 :], question=not self._introduces(sentence))
                return True
        asked_of = self.statements.named(sentence) if self._known else []
        if len(asked_of) == 1:
            self.statements.context.last = asked_of  # "The Polish one? It sits in Gdańsk."
        ours = any(token.tag in (Tag.WE, Tag.OWN, Tag.GROUP) for token in sentence)
        if self._served.within(words) and not any(token.tag in (Tag.WE, Tag.OWN) for token in sentence):
            return False
        if self.drafts.all or self.drafts.further or self._lexicon.asking.at(words or [""], 0)[1]:
            return False
        self.statements.sentence(unasked(sentence))
        drafts = self.drafts.all
        placed = [d for d in drafts if (d.place is not None and d.place.countries) or d.name]
        counted = any(token.tag is Tag.NUMBER for token in sentence)
        groups = {(d.source, d.kind) for d in drafts}
        named = any(d.kind or d.roles for d in drafts)
        together = self._together.within(words) or self.statements.speaks_of_registration(sentence)
        whole = len(placed) >= _WHOLE and together
        listed = ours or counted or whole or sentence[0].tag not in _ASKING
        if named and ((len(placed) >= _SEVERAL and listed) or (len(groups) >= _SEVERAL and ours)):
            return True
        self.statements.forget(keep_writer=drafts == [self.statements.writer])
        return False

    def _introduces(self, sentence: Sequence[Token]) -> bool:
        """Whether a fact inside a question is the first that is said of the writer's consortium."""
        return any(t.tag in (Tag.WE, Tag.OWN) for t in sentence) and not (self.drafts.all or self._known)
