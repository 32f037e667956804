"""An enquiry -> a reply draft: its questions answered one by one, its consortium judged by the tool."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from assistant.answer import Answer, Provenance, Timings
from assistant.calls import Call
from assistant.check import TOOL as CHECK_TOOL
from assistant.eligibility.findings import VerdictStatus
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places
from assistant.helpdesk.abroad import ForeignReader
from assistant.helpdesk.compose import Composer, Unjudged
from assistant.helpdesk.figures import quotations
from assistant.helpdesk.frame import FALLBACK, OwnWords, load_frame, officer_texts
from assistant.helpdesk.lines import Support, markdown
from assistant.helpdesk.mail import Mail
from assistant.helpdesk.naming import sure_name
from assistant.helpdesk.questions import Part, Run, runs
from assistant.helpdesk.reply import Asked, Drafted, ReplyDraft
from assistant.helpdesk.sections import Sections, sections, with_sender
from assistant.helpdesk.words import AskingWords, asking_words, frame_words, languages_with_frames
from assistant.language import detect_language
from assistant.reading.grasp import Grasp
from assistant.reading.lexicon import Lexicon
from assistant.reading.text import fold, squeeze
from assistant.settings import Settings
from assistant.statuses import Status, combined
from assistant.verification import find_run
from assistant.wording import Wording
from index import Document, Index

MOST_QUESTIONS = 30
MOST_BEFORE = 2  # earlier questions of the mail that one may lean on
LONGEST_IN_WARNING = 160
CLEAR, CLEARER = 0.6, 0.05  # how well a clause must be understood, and how much better than its sentence
LONGEST_LEAD = 8  # words before the colon behind which a question stands
MANY_PARTNERS = 3  # words of a consortium in one sentence that describe one, whatever places it names
MANY_PLACES = 3  # places in what is stated that describe one, in languages whose words are not known


class Answering(Protocol):
    """What a desk needs of the assistant."""

    @property
    def settings(self) -> Settings: ...
    @property
    def call(self) -> Call: ...
    @property
    def index(self) -> Index: ...
    def answer(self, turns: Sequence[str], *, id: str | None = None, as_of: date | None = None) -> Answer: ...
    def grasp(self, question: str) -> Grasp: ...


@dataclass(slots=True)
class _Work:
    """What is found out about one mail while its draft is made."""

    asked: list[Asked]
    warnings: list[str]
    check: Answer | None = None
    described: str = ""  # the words that the check was made from
    unjudged: bool = False  # a consortium is described in a language that the tool does not read
    by_hand: list[Answer] = field(default_factory=list)  # to questions about it
    english: list[str] = field(default_factory=list)  # as what questions in another language were read


class Desk:
    """Drafts replies with one assistant. Deterministic: the same mail, index and day give the same draft."""

    def __init__(self, assistant: Answering, today: Callable[[], date]) -> None:
        """`today`: the date that answers are dated with where no other is asked for."""
        self._assistant, self._today = assistant, today
        self._corpus = assistant.settings.corpus_dir
        self._frames = frame_words(self._corpus)
        self._lexicon = Lexicon.load(self._corpus, FALLBACK)
        self._own_words = OwnWords(self._corpus)
        self._gazetteer = Gazetteer.load(self._corpus)
        self._texts = officer_texts(self._corpus)["warnings"]

    def draft(self, mail: Mail, *, as_of: date | None = None) -> Drafted:
        """The draft of a reply to `mail`."""
        passed_on = bool(self._frames.forward_prefix.match(fold(mail.subject)))
        parts = with_sender(sections(mail.body, self._frames, passed_on=passed_on), mail.sender_name)
        if not parts.own.strip() and mail.subject:
            parts = replace(parts, own=self._frames.subject_prefix.sub("", mail.subject))
        language = detect_language(f"{parts.greeting}\n{parts.own}", self._lexicon)
        name = sure_name(mail, parts, self._corpus)
        work = _Work([], self._notes(mail, parts, language, name))
        self._read(parts.own, language, work, mail.id, as_of)
        framed = language if language in languages_with_frames(self._corpus) else FALLBACK
        composer = Composer(self._assistant.call, load_frame(self._corpus, framed), self._own_words)
        overlooked = self._overlooked(work)
        if overlooked:
            work.warnings.append(self._warn("overlooked", names=", ".join(overlooked)))
        doubtful = bool(overlooked) and work.check is not None and work.check.status is Status.ANSWERED
        unjudged = Unjudged(work.unjudged, tuple(work.by_hand), doubtful)
        lines, citations = composer.compose(work.asked, work.check, name, unjudged=unjudged)
        work.warnings += [self._warn("unsupported", text=line.text) for line in lines if line.support is Support.NONE]
        statuses = [entry.answer.status for entry in work.asked] + ([work.check.status] if work.check else [])
        reply = ReplyDraft(
            id=mail.id,
            status=combined(statuses) if statuses else Status.ANSWERED,
            language=language,
            questions=work.asked,
            consortium=work.check.consortium if work.check else None,
            verdict=work.check.verdict if work.check else None,
            draft=markdown(lines),
            warnings=work.warnings,
        )
        return Drafted(reply, mail, parts, lines, citations, self._assistant.index.digest)

    def _read(self, own: str, language: str, work: _Work, id: str, as_of: date | None) -> None:
        """Splits the enquirer's text, answers its questions, judges its consortium."""
        words = tuple(dict.fromkeys([asking_words(self._corpus, language), asking_words(self._corpus, FALLBACK)]))
        found = runs(own, words)
        work.warnings += [self._warn("instruction", text=run.text) for run in found if run.part is Part.INSTRUCTION]
        asked = [run for run in found if run.part in (Part.QUESTION, Part.CHECK)]
        if len(asked) > MOST_QUESTIONS:
            work.warnings.append(self._warn("too_many", found=len(asked), most=MOST_QUESTIONS))
            asked = asked[:MOST_QUESTIONS]
        if language == FALLBACK:
            work.check = self._described(found, work, as_of)
        elif self._describes(found, words[0]):
            work.unjudged = True
            work.warnings.append(self._warn("no_check"))
        for run in asked:
            self._take_up(run, found, work, language, f"{id}#{len(work.asked) + 1}", as_of)
        if not asked:
            work.warnings.append(self._warn("no_question"))
        silent = (Status.NOT_IN_DOCUMENTS,)
        work.warnings += [self._warn("not_in_documents", text=e.text) for e in work.asked if e.answer.status in silent]

    def _describes(self, found: Sequence[Run], words: AskingWords) -> bool:
        """Whether a mail in another language describes a consortium: its statements hold words of one, many or beside
        a place, or many places; or the question that asks for the check names partners' places. One cluster with its
        place is the writer's, unless the check is asked."""
        stated: set[str] = set()
        check_asked = any(run.part is Part.CHECK for run in found)
        for run in found:
            places = {fold(place.text) for place in find_places(run.text, self._gazetteer) if not place.fuzzy}
            if run.part is Part.CHECK and len(places) > 1:
                return True
            # A short mail without a question is one entry as a whole, whatever it says.
            whole = len(found) == 1 and "?" not in run.text and not words.requests.search(fold(run.text))
            if run.part is not Part.STATEMENT and not whole:
                continue
            stated |= places
            named = len(words.consortium.findall(fold(run.text)))
            several = check_asked or named > 1 or len(places) > 1
            if named >= MANY_PARTNERS or (named and places and several) or len(stated) >= MANY_PLACES:
                return True
        return False

    def _overlooked(self, work: _Work) -> list[str]:
        """Places named in the description in whose country no partner was found: one may have been missed."""
        if work.check is None or work.check.consortium is None:
            return []
        partners = work.check.consortium.partners
        known = {each.country for each in partners} | {code for each in partners for code in _codes(each.country_in)}
        sources = fold(" ".join(each.source or each.name or "" for each in partners))
        open_ended = any(each.country_in == "EU" for each in partners)
        named = [] if open_ended else find_places(work.described, self._gazetteer)
        missed = [
            each.text
            for each in named
            if each.country and each.country not in known and not each.fuzzy and not each.excluded
            if fold(each.text) not in sources
        ]
        return list(dict.fromkeys(missed))

    def _described(self, found: Sequence[Run], work: _Work, as_of: date | None) -> Answer | None:
        """The check of what the statements describe, with the sentence that asks for it where that tells more."""
        stated = self._judge([run for run in found if run.part is Part.STATEMENT], work, as_of)
        if all(run.part is not Part.CHECK for run in found):
            if stated is not None and not _places_partners(stated):
                work.described = ""  # nobody asks for a check, and one name makes no consortium
                return None
            return stated
        described = work.described
        both = self._judge([run for run in found if run.part in (Part.STATEMENT, Part.CHECK)], work, as_of)
        if stated is None and both is not None and not _places_partners(both):
            work.described = described  # "are partners from there eligible?" names a country, no consortium
            return None
        return stated if stated and both and stated.consortium == both.consortium else both or stated

    def _judge(self, described: Sequence[Run], work: _Work, as_of: date | None) -> Answer | None:
        """The answer that judges the consortium described in these runs; None if they describe none."""
        text = "\n".join(run.text for run in described)
        most = self._assistant.settings.ask_characters
        if len(text) > most:
            work.warnings.append(self._warn("too_long", most=most))
            text = text[:most]
        if not any(char.isalnum() for char in text):
            return None
        answer = self._assistant.answer([text], as_of=as_of)
        if answer.verdict is None:
            return None
        work.described = text
        definite = answer.verdict.status is not VerdictStatus.UNDETERMINED
        return answer.model_copy(update={"status": Status.ANSWERED if definite else Status.NEEDS_FACTS})

    def _take_up(self, run: Run, found: list[Run], work: _Work, language: str, id: str, as_of: date | None) -> None:
        """Adds the entry of one question; the first that asks for the check gets its answer, others none."""
        if run.part is Part.CHECK and work.check is not None:
            if any(entry.answer is work.check for entry in work.asked):
                supposed = self._in_its_light(work.check, run.text, work, id, as_of) if work.described else work.check
                if supposed is not work.check:
                    work.asked.append(Asked.model_construct(text=run.text, answer=supposed))
                else:
                    work.warnings.append(self._warn("second_check", text=run.text))
            else:
                work.check = work.check.model_copy(update={"id": id})
                work.asked.append(Asked.model_construct(text=run.text, answer=work.check))
            return
        if language != FALLBACK:
            work.asked.append(
                Asked.model_construct(text=run.text, answer=self._read_abroad(run, found, work, language, id, as_of))
            )
            return
        before = [_marked(entry.text) for entry in work.asked if entry.answer is not work.check][-MOST_BEFORE:]
        text = _marked(self._clearest(run.text[: self._assistant.settings.ask_characters]))
        if (claim := self._claim_before(run, found)) is not None:
            text, before = f"{claim} {text}", []
        answer = self._assistant.answer([*before, text], id=id, as_of=as_of)
        for core in (self._without_lead(text), _behind_colon(text)):
            if answer.verdict is not None and core != text and not _places_partners(answer):
                # "We would like to know whether …" was taken for a description: asked again without its polite lead.
                answer = self._assistant.answer([*before, core], id=id, as_of=as_of)
        if work.check is not None and work.described:
            answer = self._in_its_light(answer, text, work, id, as_of)
        elif work.check is None and _judges(answer):
            # The question itself describes the consortium: it is judged with what is said around it.
            around = [each for each in found if each.part is Part.STATEMENT or each is run]
            if (judged := self._judge(around, work, as_of)) is not None:
                answer = work.check = judged.model_copy(update={"id": id})
        work.asked.append(Asked.model_construct(text=run.text, answer=answer))

    def _in_its_light(self, alone: Answer, question: str, work: _Work, id: str, as_of: date | None) -> Answer:
        """The answer to a question asked beside a described consortium: what a supposed change would do; the check
        itself where that is what the question asks, though by itself it asks nothing of the call; else as `alone`."""
        answer = self._assistant.answer([work.described, question], id=id, as_of=as_of)
        if answer.verdict is None or not any(call.name == CHECK_TOOL for call in answer.tool_calls):
            return alone
        if answer.verdict.before is not None:
            return answer
        lost = alone.status in (Status.OUT_OF_SCOPE, Status.NEEDS_FACTS)
        if work.check is None or not lost or any(entry.answer is work.check for entry in work.asked):
            return alone
        work.check = work.check.model_copy(update={"id": id})
        return work.check

    def _clearest(self, text: str) -> str:
        """The text, or what it asks without what that hangs on ("my chairman keeps asking …"), if that is better
        understood by itself."""
        if "\n" in text:
            return text
        marked = text.rstrip().endswith("?")
        cores = [] if marked else asking_words(self._corpus, FALLBACK).embedded.cores(text)
        cores += [core] if (core := _behind_colon(text)) != text else []
        scores = {each: self._assistant.grasp(each).score for each in [text, *cores]}
        best = max(cores, key=lambda each: scores[each], default=text)
        return best if scores[best] >= max(CLEAR, scores[text] + CLEARER) else text

    def _claim_before(self, run: Run, found: Sequence[Run]) -> str | None:
        """The sentence before a question that only points back to it ("Is he right?"); None where it asks more."""
        at = next(number for number, each in enumerate(found) if each is run)
        points_back = asking_words(self._corpus, FALLBACK).points_back.fullmatch(fold(run.text).rstrip(" ?.!"))
        return found[at - 1].text if points_back and at and found[at - 1].part is Part.STATEMENT else None

    def _without_lead(self, text: str) -> str:
        """What is asked behind a polite lead; `text` where there is none."""
        lead = asking_words(self._corpus, FALLBACK).leads.match(fold(text))
        return f"{text[lead.end() :].rstrip(' .?!')}?" if lead and len(fold(text)) == len(text) else text

    def _read_abroad(
        self, run: Run, found: Sequence[Run], work: _Work, language: str, id: str, as_of: date | None
    ) -> Answer:
        """The answer to a question in another language by way of its English wording; without one it is the officer's.
        The question itself is never given to the assistant, which would take its words for English."""
        readable = not (run.part is Part.CHECK and work.unjudged)
        reader = ForeignReader(self._corpus, language, self._assistant.grasp)
        english = reader.english(run.text) if readable else None
        if readable and english is None and work.english:
            english = reader.leaning(run.text, work.english[-1])
        if english:
            answer = self._assistant.answer([*work.english[-MOST_BEFORE:], english], id=id, as_of=as_of)
            work.english.append(english)
            # What was translated word by word is never judged, nor are partners asked for that the mail names.
            unseen = work.unjudged and answer.status is Status.NEEDS_FACTS
            if answer.verdict is None and not unseen:
                work.warnings.append(self._warn("read_as", text=run.text, english=english))
                return answer
        work.warnings.append(self._warn("not_read", text=run.text))
        left = self._left_to_the_officer(language, id, as_of)
        if work.unjudged and (run.part is Part.CHECK or english is not None or len(found) == 1):
            work.by_hand.append(left)
        return left

    def _left_to_the_officer(self, language: str, id: str, as_of: date | None) -> Answer:
        """An answer that says nothing of the call."""
        settings = self._assistant.settings
        return Answer(
            id=id,
            status=Status.FAILED,
            answer=Wording.load(self._corpus).say("answer_in_english"),
            language=language,
            provenance=Provenance(
                model=settings.model,
                index=self._assistant.index.digest[:12],
                prompts="",
                settings=settings.digest,
                as_of=(as_of or self._today()).isoformat(),
            ),
            timings=Timings(search_ms=0.0, total_ms=0.0),
        )

    def _notes(self, mail: Mail, parts: Sections, language: str, name: str) -> list[str]:
        """What the officer should know of the mail itself."""
        notes = list(mail.notes)
        notes += [self._warn("hidden", text=run) for run in mail.hidden[:5]]
        if mail.attachments:
            notes.append(self._warn("attachments", names=", ".join(each.name for each in mail.attachments[:20])))
        if mail.forwarded or parts.forwarded:
            notes.append(self._warn("forwarded"))
        elif parts.quoted:
            notes.append(self._warn("quoted"))
        if not name and not (mail.forwarded or parts.forwarded):
            notes.append(self._warn("name_unsure"))
        if mail.reply_to and mail.reply_to.lower() != mail.sender_address.lower():
            notes.append(self._warn("reply_to", address=mail.reply_to))
        if not mail.sender_address:
            notes.append(self._warn("no_sender"))
        if language not in languages_with_frames(self._corpus):
            notes.append(self._warn("language", language=language))
        documents = self._assistant.index.documents.values()
        notes += [self._warn("forged", text=words) for words in _forged(parts.own, list(documents))]
        return notes

    def _warn(self, key: str, **values: object) -> str:
        short = {name: _short(value) if isinstance(value, str) else value for name, value in values.items()}
        return str(self._texts[key]).format(**short)


def _judges(answer: Answer) -> bool:
    """Whether a question of its own describes a consortium."""
    return _places_partners(answer) and any(call.name == CHECK_TOOL for call in answer.tool_calls)


def _places_partners(answer: Answer) -> bool:
    """Whether at least two partners of the answer's consortium have a place."""
    partners = answer.consortium.partners if answer.consortium else []
    return sum(bool(each.country or each.country_in or each.region or each.region_in) for each in partners) >= 2


def _codes(countries: Sequence[str] | None) -> Sequence[str]:
    """The codes of a choice of countries; a word for many ("EU") is none."""
    return countries if countries and not isinstance(countries, str) else ()


def _marked(text: str) -> str:
    """A question with its mark: without one it may be taken for a statement."""
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip(' ,;:')}?"


def _behind_colon(text: str) -> str:
    """What is asked behind a few words and a colon ("One more question: …"); `text` where nothing is."""
    lead, _, rest = text.partition(": ")
    return rest if rest.rstrip().endswith("?") and len(lead.split()) <= LONGEST_LEAD < len(rest) else text


def _short(text: str) -> str:
    plain = squeeze(text)
    return plain if len(plain) <= LONGEST_IN_WARNING else f"{plain[:LONGEST_IN_WARNING].rstrip()} …"


def _forged(text: str, documents: list[Document]) -> list[str]:
    """Longer quotations in the mail that stand in no document."""
    long = [words for words in quotations(text) if len(words.split()) >= 5][:10]
    return [words for words in long if not any(find_run(document.text, words) for document in documents)]
