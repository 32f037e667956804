"""The turns of a conversation -> what is asked now: parts, each with its nearest points and what it mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.reading.cores import Core, cores
from assistant.reading.focus import Demand, Focus
from assistant.reading.follow_ups import same_of_place, varied_by
from assistant.reading.forms import Forms
from assistant.reading.guards import DECLINED, INSTRUCTIONS, OTHER_PROGRAMME, Guards
from assistant.reading.lexicon import Lexicon
from assistant.reading.likelihood import Likelihood
from assistant.reading.matching import Match, Matcher
from assistant.reading.mentions import MentionFinder, Mentions, TopicMention
from assistant.reading.openings import is_yes_no, pointing_back
from assistant.reading.points import Point, Reply, Tool
from assistant.reading.spelling import Speller
from assistant.reading.split import Question, asks, content_words, split_questions, strip_lead_in
from assistant.reading.subjects import Subjects
from assistant.reading.text import fold, sentences, squeeze, without_markup, words
from assistant.reading.weighing import ANSWERING, Weigher
from index.tokenizer import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_PARTS = 10
WORD_FOR_WORD = 0.9  # from here on a question stands as an example does, whatever was asked before
SETTLED = 0.7  # a match from here on needs neither the sentences around it nor the question before it
UNSETTLED = 0.55
NEARLY = 0.44  # from which on a question that points back is read with the sentences around it
LEANS_BELOW = 0.8
LEANING = 0.2  # how much worse the joint reading of a follow-up may match than the question alone
GAIN = 0.05  # how much better a question must match with the sentences around it
CONTEXT_READ = 300  # characters of them
TOLD_READ = 500  # characters of a question with all sentences around it
FEW_WORDS = 3
_BESIDE = re.compile(r"\s*[;:]\s+|\s+[-–—]\s+|\s*,\s*(?:and |but |plus |also |then )?|\s+(?:and|plus|but)\s+")
PREMISE = 0.62  # from here on what a question takes for granted is held against the rule it is about
FEWEST_TOLD = 3  # content words of a question that may say nothing without the sentences around it ("Strand 1 or 2?")


@dataclass(frozen=True, slots=True)
class Part:
    """One question of the message. `query` stands for itself, also where `text` leans on what was asked before.
    `refusal`: key of the words that decline it, where its wording is one to be declined; `refused`: that wording.
    `premise`: it is not asked, but taken for granted by the question behind it. `demands`: what an answer must know.
    `told`: the question with the sentences around it, empty if there are none. `near`: how near it comes to any passage
    of documents for which no points are made; None where there are."""

    number: int
    text: str
    query: str
    matches: tuple[Match, ...]
    mentions: Mentions
    yes_no: bool
    turned: bool
    refusal: str | None = None
    refused: str = ""
    premise: bool = False
    demands: tuple[Demand, ...] = ()
    told: str = ""
    near: float | None = None

    @property
    def best(self) -> Match | None:
        return self.matches[0] if self.matches else None


@dataclass(frozen=True, slots=True)
class Reading:
    """The last turn as understood."""

    message: str
    parts: tuple[Part, ...]


class Reader:
    """Reads turns with the data of one call and language. Deterministic; holds no conversation."""

    def __init__(
        self,
        lexicon: Lexicon,
        matcher: Matcher,
        likelihood: Likelihood,
        mention_finder: MentionFinder,
        subjects: Subjects,
        speller: Speller,
        encode: Callable[[list[str]], NDArray[np.float32]],
        own_texts: Callable[[Point], tuple[str, ...]],
        points: Sequence[Point],
        guards: Guards,
        focus: Focus,
        names: Sequence[str] = (),
        nearness: Callable[[NDArray[np.float32]], float] | None = None,
    ) -> None:
        """`own_texts`: a point's examples and the words that answer it. `names`: what the call is called; such words
        tell nothing about what is asked. `nearness`: how near the nearest passage is to any of some vectors, where the
        points are not made for the documents."""
        self._lexicon = lexicon
        self._mention_finder = mention_finder
        self._forms = Forms(lexicon, mention_finder, speller, names)
        self._subjects = subjects
        self._encode = encode
        self._weigher = Weigher(lexicon, matcher, likelihood, self._forms, focus, encode, own_texts, points, names)
        self._matches = self._weigher.matches
        self._guards, self._nearness = guards, nearness

    def read(self, turns: Sequence[str]) -> Reading:
        """The last of `turns`, in the light of those before it."""
        previous: Part | None = None
        parts: list[Part] = []
        for turn in turns:
            parts, questions = [], self._questions(turn)
            if len(questions) > 1:  # at once they take little longer than one
                self._encode(self._texts(questions))
            for question in questions:
                part = self._part(len(parts) + 1, question, previous)
                parts.append(part)
                off_topic = part.best is None or part.best.point.reply in (Reply.CANNED, Reply.OFF_TOPIC)
                if not off_topic or part.refusal == OTHER_PROGRAMME:
                    previous = part
            parts = self._with_premises(self._with_honest(self._with_refused(turn, parts)))
        return Reading(turns[-1] if turns else "", tuple(parts))

    def texts(self, turns: Sequence[str]) -> list[str]:
        """What `read` gives to `encode` for each question of `turns` by itself, so that many can be read at once."""
        return [text for turn in turns for text in self._texts(self._questions(turn))]

    def _questions(self, turn: str) -> list[Question]:
        return split_questions(without_markup(turn), self._lexicon)[:MOST_PARTS]

    def _texts(self, questions: Sequence[Question]) -> list[str]:
        mended = [self._forms.mended(question.text) for question in questions]
        return [
            form for text, found in mended for form in (*self._forms.compared(text, found), self._forms.searched(text))
        ]

    def _with_refused(self, turn: str, parts: list[Part]) -> list[Part]:
        """The parts, and behind them what stands beside the questions and is declined by itself."""
        if not parts or any(part.refusal for part in parts):
            return parts
        for sentence in sentences(without_markup(turn)):
            refusal, refused = self._guards.refusal(sentence)
            asked = any(part.text in squeeze(sentence) or squeeze(sentence) in part.text for part in parts)
            if refusal and refusal not in (INSTRUCTIONS, OTHER_PROGRAMME) and not asked:
                said = squeeze(sentence)
                empty = Part(len(parts) + 1, said, fold(said), (), Mentions(), False, False, refusal, refused)
                return [*parts, empty]
        return parts

    def _with_honest(self, parts: list[Part]) -> list[Part]:
        """Behind a part that is refused what the same sentence asks honestly, if it is understood well by itself."""
        found: list[Part] = []
        for part in parts:
            found.append(part)
            if part.refusal not in DECLINED or any(each is not part and not each.refusal for each in parts):
                continue
            for piece in _BESIDE.split(part.text)[:MOST_PARTS]:
                if piece == part.text or not (asks(piece.rstrip(" ?"), self._lexicon) or self._wants(piece)):
                    continue
                honest = self._part(0, Question(squeeze(piece)), None)
                best = honest.best
                if honest.refusal or pointing_back(piece, self._lexicon):  # "and whom would I give it to"
                    continue
                if best and best.score >= SETTLED and best.point.reply in ANSWERING:
                    found.append(honest)
        return [replace(part, number=number) for number, part in enumerate(found, 1)]

    def _wants(self, piece: str) -> bool:
        """Whether somebody says that they want to have something: "I also need the deadline"."""
        said = fold(piece)
        return any(self._lexicon.wants.match(each) for each in (said, strip_lead_in(said, self._lexicon)))

    def _with_premises(self, parts: list[Part]) -> list[Part]:
        """Before each question that takes something for granted ("as two are enough, may …"), that as a question of
        its own, if there is a rule that may deny it."""
        found: list[Part] = []
        for part in parts:
            if told := self._lexicon.premise.match(fold(part.text)):
                clause = told.group("premise")
                matches = self._matches(clause, self._mention_finder.find(clause))
                best = matches[0] if matches else None
                denies = best is not None and (best.point.reply is Reply.NO or best.point.limit is not None)
                other = part.best is None or best is None or best.point.id != part.best.point.id
                if best and denies and other and not part.refusal and best.score >= PREMISE:
                    turned = self._is_turned(clause, best)
                    premise = Part(0, clause, clause, tuple(matches), Mentions(), True, turned, premise=True)
                    found.append(premise)
            found.append(part)
        return [replace(part, number=number) for number, part in enumerate(found, 1)]

    def _part(self, number: int, question: Question, previous: Part | None) -> Part:
        spoken, mentions = self._forms.mended(question.text)
        query, matches = self._by_itself(spoken, mentions)
        best = matches[0].score if matches else 0.0
        told: str | None = None
        around = self._mention_finder.find(question.context) if question.context else Mentions()
        terse = len(content_words(fold(spoken), self._lexicon)) <= FEWEST_TOLD
        elsewhere = bool(around.places) and not mentions.places and pointing_back(spoken, self._lexicon)
        bare = len(content_words(fold(spoken), self._lexicon)) <= 1  # "Are we in or out?", "In time or not?"
        if question.context and (best < SETTLED or terse or elsewhere):
            told = f"{self._forms.mended(question.context)[0][-CONTEXT_READ:]} {spoken}"
            together = self._matches(told, self._mention_finder.find(told), as_written=False)
            if terse and not around.topics:
                together = self._with_subject(told, together)
            joint = together[0].score if together else 0.0
            looks_up = terse and bool(together) and together[0].point.tool is Tool.STRAND_TOPIC
            # "Is that something the call wants?" says by itself neither what nor less than it seems to.
            about = terse and pointing_back(spoken, self._lexicon) and joint > max(NEARLY, best - GAIN)
            about = about or (bare and joint > max(NEARLY, best)) or self._of_place(spoken, mentions, around, together)
            about = about or (joint > NEARLY and self._says_nothing(spoken))
            about = about or (terse and joint > NEARLY and same_of_place(matches, around, together))
            if joint > best + GAIN or (looks_up and joint > UNSETTLED) or about:
                query, matches = told, together
        if (
            not mentions.topics
            and not mentions.places
            and best < UNSETTLED
            and self._may_ask_for_strand(query, matches)
        ):
            matches = self._with_subject(query, matches)
        if previous is not None and self._leans(spoken, best):
            query, matches = self._with_previous(spoken, mentions, (query, matches), previous)
        folded = strip_lead_in(fold(spoken), self._lexicon)
        leaning = previous if self._nearness and previous is not None and self._leans(spoken, best) else None
        around_it = squeeze(f"{leaning.text if leaning else ''} {question.context} {question.text}")
        leans = bool(question.context) and (terse or pointing_back(spoken, self._lexicon))
        if leaning or (self._nearness and leans):
            matches = self._matches(around_it, mentions, as_written=False)  # "Are there rules for this?"
        query, by_itself = strip_lead_in(fold(query), self._lexicon), query is not told
        near = self._nearness(self._encode([query, fold(around_it)])) if self._nearness else None
        refusal, refused = self._refusal(question, matches, previous)
        return Part(
            number=number,
            text=question.text,
            query=query,
            matches=tuple(matches),
            mentions=Mentions(
                mentions.places or around.places,
                mentions.topics or around.topics or self._topic_around(question, matches),
            ),
            yes_no=is_yes_no(folded, self._lexicon) and by_itself,
            turned=self._is_turned(folded, matches[0] if matches else None),
            refusal=refusal,
            refused=refused,
            demands=self._weigher.demands(query),
            told=fold(around_it)[-TOLD_READ:] if around_it != squeeze(question.text) else "",
            near=near,
        )

    def _refusal(self, question: Question, matches: Sequence[Match], previous: Part | None) -> tuple[str | None, str]:
        """By which words a question is declined, and for what; those beside it count as well."""
        pointing = pointing_back(question.text, self._lexicon)
        if previous is not None and previous.refusal == OTHER_PROGRAMME and pointing:
            return previous.refusal, previous.refused
        refusal, refused = self._guards.refusal(question.text)
        if refusal is None:
            refusal, refused = self._guards.refusal(question.context)
            # What is declined beside a question that is understood is left alone, and the question is answered.
            alone = refusal == INSTRUCTIONS or not pointing
            if refusal != OTHER_PROGRAMME and matches and matches[0].score >= SETTLED and alone:
                return None, ""
        return refusal, refused

    def _by_itself(self, spoken: str, mentions: Mentions) -> tuple[str, list[Match]]:
        """A question as it stands, or without what is only told in its sentence where that is understood better."""
        query, matches = spoken, self._matches(spoken, mentions)
        best = matches[0].score if matches else 0.0
        if best >= UNSETTLED:
            return query, matches
        for core in cores(spoken, self._lexicon):
            own = self._mention_finder.find(core.text)
            if len(own.places) != len(mentions.places) or len(own.topics) != len(mentions.topics):
                continue
            found = self._matches(core.text, own)
            if found and found[0].score > best + GAIN and not self._says_whom(core):
                query, matches, best = core.text, found, found[0].score
        return query, matches

    def _says_whom(self, core: Core) -> bool:
        """Whether what a sentence tells beside its question says about whom or what that is."""
        if any(word in self._lexicon.persons for word in words(core.text)) or self._weigher.roles(core.told):
            return True
        guess = self._subjects.guess(core.told)
        return guess is not None and guess.near

    def _says_nothing(self, spoken: str) -> bool:
        """Whether a question only asks about what stands beside it: "Who is right?", "Any chance?"."""
        said = content_words(fold(spoken), self._lexicon)
        return len(said) <= FEWEST_TOLD and all(word in self._lexicon.empty_words for word in said)

    def _of_place(self, spoken: str, own: Mentions, around: Mentions, together: Sequence[Match]) -> bool:
        """Whether a question points back to a place named beside it: "It is in Debrecen. Is this a poor region?", or
        is little understood without it and on those who sit there: "I am from Tromsø. Can we be paid?"."""
        if own.places or not around.places or not together:
            return False
        best = together[0]
        ours = not self._lexicon.first_persons.isdisjoint(words(spoken)) and best.score > UNSETTLED
        near = pointing_back(spoken, self._lexicon) and best.score > NEARLY
        return best.point.tool in (Tool.REGION, Tool.COUNTRY) and (ours or near)

    def _topic_around(self, question: Question, matches: Sequence[Match]) -> tuple[TopicMention, ...]:
        """What the sentences around a question on a strand are about by their meaning, where it names nothing itself:
        "We repair windmills. Where do we belong?"."""
        asks = bool(matches) and matches[0].point.tool is Tool.STRAND_TOPIC
        if not asks or not question.context or self._subjects.subject(question.text):
            return ()
        guesses = [self._subjects.guess(sentence) for sentence in sentences(question.context)]
        near = [guess for guess in guesses if guess is not None and guess.near]
        best = max(near, key=lambda guess: guess.cosine, default=None)
        return (TopicMention(0, 0, best.name, best.topic),) if best is not None and best.topic is not None else ()

    def _may_ask_for_strand(self, text: str, matches: Sequence[Match]) -> bool:
        """Whether a question is anywhere near one for a topic's strand, or is none but a bare topic: looking for its
        subject among all topics costs as much as reading the question did."""
        near = any(match.point.tool is Tool.STRAND_TOPIC for match in matches)
        return near or not (text.endswith("?") or asks(text, self._lexicon))

    def _with_subject(self, text: str, matches: list[Match]) -> list[Match]:
        """Read with the stand-in for a topic where the subject of the question is near one, or near a field that is
        none, and asks for its strand then."""
        guess = self._subjects.guess(text)
        if guess is None or not guess.named:
            return matches
        said, held = set(guess.subject.split()), []
        for word in text.split():
            named = bool(said & set(words(word)))
            if not named or self._lexicon.stand_ins["strand_topic"] not in held:
                held.append(self._lexicon.stand_ins["strand_topic"] if named else word)
        read = [m for m in self._matches(" ".join(held), Mentions()) if m.point.tool is Tool.STRAND_TOPIC]
        best = matches[0].score if matches else 0.0
        return [*read[:1], *matches] if read and read[0].score > best + GAIN else matches

    def _with_previous(
        self, spoken: str, mentions: Mentions, alone: tuple[str, list[Match]], previous: Part
    ) -> tuple[str, list[Match]]:
        """A question that leans on the one before it, read together with it where that makes better sense."""
        if varied := varied_by(spoken, previous.query, self._lexicon):
            return varied, self._matches(varied, self._mention_finder.find(varied))
        own = alone[1][0] if alone[1] else None
        before = previous.best
        if before is None or (own and own.point.reply is Reply.CANNED and own.score > SETTLED):
            return alone
        if own and own.score >= WORD_FOR_WORD:
            return alone
        if before.point.reply is Reply.TOOL and (own is None or own.score < SETTLED):
            same = before.point.tool is Tool.STRAND_TOPIC or mentions.places
            if same and len(content_words(fold(spoken), self._lexicon)) <= FEW_WORDS:
                return spoken, [replace(before, score=1.0), *alone[1]]
        merged = f"{previous.query.rstrip(' .?!')}? {spoken}"
        together = self._matches(merged, self._mention_finder.find(merged))
        if not together:
            return alone
        joint = together[0]
        if own is None:
            return merged, together
        related = joint.score > own.score - LEANING
        if related and before.point.reply is Reply.SILENT and pointing_back(spoken, self._lexicon):
            return merged, together  # "is there one from Spain among them?": of those nothing is known
        if own.point.tool is not None and (mentions.places or mentions.topics):
            return alone
        follows = bool(self._lexicon.follow_up.match(strip_lead_in(fold(spoken), self._lexicon)))
        silent = own.point.reply is Reply.SILENT and own.score < LEANS_BELOW
        if follows and silent and joint.point.id == before.point.id:
            asked = {term for word in content_words(fold(spoken), self._lexicon) for term in terms(word)}
            if asked <= self._weigher.own_terms(before.point.id):  # "and for third parties?": the old answer says it
                return merged, together
        # Read together it must say something new on the old subject, not the old question again.
        new = joint.point.id != before.point.id and joint.point.topic == before.point.topic
        if (new and related) or (own.score < UNSETTLED and joint.score > own.score):
            return merged, together
        return alone

    def _leans(self, text: str, best: float) -> bool:
        """Whether a question leans on what was asked before: it opens so, or is short, or points back."""
        folded = strip_lead_in(fold(text), self._lexicon)
        if any(self._lexicon.follow_up.match(said) for said in (folded, fold(text))):
            return True
        content = content_words(folded, self._lexicon)
        pointing = pointing_back(text, self._lexicon)
        return len(content) <= 2 or (pointing and len(content) <= 5 and best < LEANS_BELOW)

    def _is_turned(self, folded: str, match: Match | None) -> bool:
        """Whether the question holds a word that turns yes into no, which the example it resembles does not."""
        if match is None:
            return False
        asked = {m.group() for m in self._lexicon.reversal.finditer(folded)}
        return bool(asked - {m.group() for m in self._lexicon.reversal.finditer(fold(match.example))})
