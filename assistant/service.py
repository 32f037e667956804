"""The assistant as the page, the command line and the desk use it: turns in, answer object out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from assistant.agent import Agent, CalledTool, Run
from assistant.answer import Answer, Provenance, Timings, ToolCall
from assistant.by_hand import ByHand
from assistant.calls import Call, load_call
from assistant.check import TOOL as CHECK_TOOL
from assistant.check import Checker
from assistant.dialogue import Dialogue, Edited
from assistant.draft import Draft
from assistant.eligibility.conversation import Turn
from assistant.eligibility.verdict import Judgement
from assistant.events import Event, Finished, Progress, Sentence
from assistant.evidence import Evidence, Found
from assistant.finish import Citations, FinishedPart, Finisher, without_small_talk, without_true_premises
from assistant.gazetteer import Gazetteer
from assistant.language import detect_language, own_part, plain_language
from assistant.middleware.force_tool import ForceTool
from assistant.middleware.model_faults import ModelFaults
from assistant.models import ModelFailed
from assistant.offline.compose import Composer
from assistant.offline.ranking import Ranker
from assistant.phrases import PhraseModel, phrase_vectors
from assistant.reading.anchors import Anchors
from assistant.reading.decision import decide
from assistant.reading.focus import Focus
from assistant.reading.grasp import Grasp, grasp
from assistant.reading.guards import Guards
from assistant.reading.lexicon import Lexicon
from assistant.reading.likelihood import Likelihood
from assistant.reading.matching import Matcher, examples_of
from assistant.reading.mentions import MentionFinder
from assistant.reading.points import Point, Reply, load_points
from assistant.reading.reader import Part, Reader, Reading
from assistant.reading.subjects import Subjects, named_subjects
from assistant.reading.text import MessageRefused, clean
from assistant.reading.vocabulary import speller
from assistant.rendering import rendered
from assistant.run_context import RunContext, current_run
from assistant.settings import Settings
from assistant.shelf import embedding_model, open_index
from assistant.statuses import Status, combined
from assistant.tools.calendar import calendar
from assistant.tools.look_ups import Lines, LookUps
from assistant.tools.registry import call_tools
from assistant.tools.search import HITS, MANY_HITS, CallSearch
from assistant.wording import Wording
from index import Document, Hit, Index
from index.embedding import words_known_to
from index.tokenizer import terms

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PROMPTS = Path(__file__).parent / "prompts"
DEADLINE_POINT = "deadline"


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is; `as_of` fixes the day."""

    as_of: date | None = None

    def now(self) -> datetime:
        if self.as_of is None:
            return datetime.now(UTC)
        return datetime.combine(self.as_of, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)


class Assistant:
    """Answers questions about one call. Open it with `Assistant.open`; close it, or use it in a `with` statement.
    `reader`, `search` and `composer` are the steps of an answer, for what is learnt of them (`evals/training`)."""

    def __init__(
        self,
        settings: Settings,
        call: Call,
        index: Index,
        phrases: PhraseModel,
        clock: Clock,
        model: BaseChatModel | None = None,
    ) -> None:
        self.settings, self.call, self.index = settings, call, index
        self._phrases = phrases
        self._clock = clock
        self._lexicon = Lexicon.load(settings.corpus_dir, settings.language)
        self._wording = Wording.load(settings.corpus_dir, settings.language)
        self._guards = Guards.load(settings.corpus_dir, settings.language)
        self._anchors = Anchors(index)
        general = load_points(settings.corpus_dir, None, settings.language)
        points = self._anchors.borne_out(
            load_points(settings.corpus_dir, call.directory, settings.language), {point.id: point for point in general}
        )
        self._points = {point.id: point for point in points}
        mapped = any(point.words for point in points)  # points are made for these very documents
        gazetteer = Gazetteer.load(settings.corpus_dir)
        mention_finder = MentionFinder(gazetteer, self._lexicon)
        subjects = Subjects(gazetteer, self._lexicon, points, phrases.encode)
        examples = phrases.encode(examples_of(points))
        likelihood = Likelihood.of(
            [point.id for point in points for _ in point.examples], examples, settings.data_dir / "phrases" / call.id
        )
        self.reader = Reader(
            lexicon=self._lexicon,
            matcher=Matcher(points, examples, terms, self._lexicon.asked_kinds),
            likelihood=likelihood,
            mention_finder=mention_finder,
            subjects=subjects,
            speller=speller(self._lexicon, points, index, gazetteer, words_known_to(phrases)),
            encode=phrases.encode,
            own_texts=self._own_texts,
            points=points,
            guards=self._guards,
            focus=Focus.load(settings.corpus_dir, self._lexicon),
            names=call.names,
            nearness=None if mapped else index.nearness,
        )
        self._read = lru_cache(maxsize=64)(self._reading_of)
        self.search = CallSearch.of(index, call, HITS if mapped else MANY_HITS)
        family = self.search.family
        ranker = Ranker.of(index, self._lexicon, self._anchors, likelihood, family, phrases)
        self.composer = Composer(index, self._anchors, family, self._lexicon, self._wording, ranker)
        self._finisher = Finisher(call, index, self._lexicon, self._wording)
        self._dialogue = Dialogue(gazetteer, self._lexicon)
        self.checker = (
            Checker(gazetteer, call.eligibility, index, self._wording, settings.language) if call.eligibility else None
        )
        authority = call.profile.granting_authority.name if call.profile else call.id
        self.by_hand = (
            ByHand(gazetteer, call.eligibility, authority, lambda: clock.now().date()) if call.eligibility else None
        )
        look_ups = LookUps(gazetteer, index, mention_finder, subjects, Lines.load(settings.corpus_dir))
        self._prompt = (PROMPTS / "system.md").read_text(encoding="utf-8")
        self._tools = call_tools(
            self._timed_search,
            look_ups.country,
            look_ups.region,
            look_ups.strand_topic,
            self._calendar,
            self._check if self.checker else None,
        )
        faults = [ModelFaults(settings.model)] if self._of_provider else []  # innermost: around the model's call alone
        self._agent = Agent(
            model or self._brain(), self._tools, self._prompt, [ForceTool(CHECK_TOOL, self._to_check)], faults
        )

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        call: str | None = None,
        clock: Clock | None = None,
        model: BaseChatModel | None = None,
        progress: bool = False,
    ) -> Self:
        """Opens a call's index, building it where it is missing. `model` replaces the brain (for tests).
        Raises CallUnknown, IndexDamaged, IndexOutdated, ModelRefused and the other typed problems."""
        loaded = load_call(settings, call)
        base = embedding_model(settings)
        index = open_index(settings, loaded, base, progress=progress)
        points = load_points(settings.corpus_dir, loaded.directory, settings.language)
        anchors = Anchors(index)
        anchored = [anchor.words for point in points for anchor in anchors.of(point)] if loaded.directory else []
        subjects = [name for name, _ in named_subjects(Gazetteer.load(settings.corpus_dir))]
        known = phrase_vectors(
            [*examples_of(points), *anchored, *subjects],
            base,
            settings.data_dir / "phrases" / loaded.id,
            progress=progress,
        )
        phrases = PhraseModel(base, known)
        index.model = phrases
        return cls(settings, loaded, index, phrases, clock or Clock(), model)

    def answer(
        self, turns: Sequence[str], *, id: str | None = None, as_of: date | None = None, edited: Edited | None = None
    ) -> Answer:
        """The answer to the last of the user's `turns`; `edited` is the consortium as set by hand among them. Raises
        MessageRefused for a turn that cannot be read."""
        return self._finished(turns, id, as_of, edited).answer

    def stream(
        self, turns: Sequence[str], *, as_of: date | None = None, edited: Edited | None = None
    ) -> Iterator[Event]:
        """The answer as events: progress, each verified sentence, the finished answer."""
        yield Progress("Searching the documents of the call")
        finished = self._finished(turns, None, as_of, edited)
        yield from (Sentence(claim) for claim in finished.answer.claims)
        yield finished

    def _finished(self, turns: Sequence[str], id: str | None, as_of: date | None, edited: Edited | None) -> Finished:
        started = time.perf_counter()
        limit = self.settings.ask_characters
        cleaned = tuple(self._legible(clean(turn, limit)) for turn in turns) or (clean("", limit),)
        context = RunContext(cleaned, (Clock(as_of) if as_of else self._clock).now(), edited)
        token = current_run.set(context)
        try:
            return self._answer(id, context, started)
        finally:
            current_run.reset(token)

    def _legible(self, text: str) -> str:
        """What stands in the interface's language in a message that mixes it with another; else the message."""
        if plain_language(text, self._lexicon) is None:
            return text
        return own_part(text, self._lexicon) or text

    def read_ahead(self, conversations: Sequence[Sequence[str]]) -> None:
        """Gives the questions of conversations that come next to the embedding model at once: short ones take a third
        of the time that they take one by one. The last few hundred texts are remembered; no answer changes."""
        limit, texts = self.settings.ask_characters, list[str]()
        for turns in conversations:
            try:
                texts += self.reader.texts([self._legible(clean(turn, limit)) for turn in turns])
            except MessageRefused:
                continue  # its reader is told when it is asked
        if texts:
            self._phrases.encode(texts)

    def grasp(self, question: str) -> Grasp:
        """How surely a question is understood, read by itself. Nothing is searched or answered."""
        return grasp(self.reader.read((question,)).parts)

    def document(self, identifier: str) -> Document:
        """A stored document. Raises KeyError."""
        return self.index.document(identifier)

    def close(self) -> None:
        self.index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _answer(self, id: str | None, context: RunContext, started: float) -> Finished:
        turn = self._dialogue(context.turns, context.edited)
        language = self.settings.language if turn.invoked else detect_language(context.turns[-1], self._lexicon)
        citations = Citations(self.index)
        run, reading, parts = Run("", ()), None, []
        judgement = self.checker.judge(turn) if self.checker else None
        if language != self.settings.language and self._guards.refusal(context.turns[-1])[0] is None:
            parts = [FinishedPart(Status.FAILED, (self._wording.say("answer_in_english"),))]
        else:
            reading = self._reading(context.turns)
            run = self._agent.run(context.turns)
            parts = self._answered(reading, run, citations)
            answered = any(part.status is Status.ANSWERED for part in parts)
            if turn.invoked and (self.checker or turn.check_asked or not answered):
                kept = parts if self.checker or answered else []
                parts = [self._checked(turn, judgement, citations), *kept]
        verdict = judgement.verdict if judgement else None
        open_questions = judgement.questions if judgement and turn.invoked else []
        answer = Answer(
            id=id,
            status=combined([part.status for part in parts]),
            answer=rendered(parts, reading, headed=len(parts) > 1),
            claims=[claim for part in parts for claim in part.claims],
            citations=citations.all(),
            tool_calls=[ToolCall(name=t.name, arguments=t.arguments, result=_result(t.found)) for t in run.tools],
            consortium=turn.consortium if judgement else None,
            verdict=verdict,
            questions=open_questions,
            language=language,
            provenance=Provenance(
                model=self.settings.model,
                index=self.index.digest[:12],
                prompts=hashlib.sha256(self._prompt.encode()).hexdigest()[:12],
                settings=self.settings.digest,
                as_of=context.now.date().isoformat(),
            ),
            timings=Timings(
                search_ms=round(context.search_ms, 2), total_ms=round((time.perf_counter() - started) * 1000, 2)
            ),
        )
        judged = turn.invoked and judgement is not None and reading is not None
        return Finished(answer, rendered(parts[1:], reading, headed=True) if judged else None)

    def _answered(self, reading: Reading, run: Run, citations: Citations) -> list[FinishedPart]:
        evidence = Evidence()
        for tool in run.tools:
            evidence.add(tool.found)
        draft = Draft.parse(run.content)
        if self._of_provider and any(map(_is_open, reading.parts)):
            # Else "not in the documents" would be said of documents that nobody has looked into.
            if not any(tool.found.hits for tool in run.tools):
                raise ModelFailed.of(self.settings.model, "It did not search the documents.")
            if draft is None:
                raise ModelFailed.of(self.settings.model, "What it wrote is not the draft it was asked for.")
        by_part, hits = _by_part(run.tools), _hits_by_part(reading, run.tools)
        return self._finisher.parts(reading, draft or Draft(), evidence, by_part, hits, citations)

    def _checked(self, turn: Turn, judgement: Judgement | None, citations: Citations) -> FinishedPart:
        if self.checker is None or judgement is None:
            return FinishedPart(Status.NOT_IN_DOCUMENTS, (self._wording.say("cannot_judge"),))
        return self.checker.part(turn, judgement, citations)

    def _reading(self, turns: tuple[str, ...]) -> Reading:
        return self._read(turns, current_run.get().edited)

    def _reading_of(self, turns: tuple[str, ...], edited: Edited | None) -> Reading:
        """The questions of the last turn; what only describes a consortium, or asks about it, is the check's."""
        reading = without_small_talk(self.reader.read(turns))
        reading = without_true_premises(reading, self._wording, self._lexicon)
        if self.checker is None or not self._dialogue(turns, edited).invoked:
            return reading
        kept = [part for part in reading.parts if self._stands_beside_check(turns, edited, part)]
        return replace(reading, parts=tuple(replace(part, number=n) for n, part in enumerate(kept, 1)))

    def _stands_beside_check(self, turns: tuple[str, ...], edited: Edited | None, part: Part) -> bool:
        decision = decide(part)
        declined = decision.refusal or (decision.sure and decision.point and decision.point.reply is Reply.DECLINED)
        if declined:
            return True
        if decision.point is None or not decision.sure or decision.point.reply in (Reply.CHECK, Reply.CANNED):
            return False
        asked = part.yes_no or part.text.rstrip().endswith("?")
        return asked and part.text != turns[-1] and not self._dialogue.describes(turns[:-1], part.text, edited)

    def _to_check(self, turns: tuple[str, ...]) -> bool:
        return self.checker is not None and self._dialogue(turns, current_run.get().edited).invoked

    @property
    def _of_provider(self) -> bool:
        return self.settings.model != "offline"

    def _brain(self) -> BaseChatModel:
        from assistant.models import chat_model
        from assistant.offline.model import OfflineModel

        if not self._of_provider:
            return OfflineModel(read=self._reading, composer=self.composer)
        return chat_model(self.settings)

    def _timed_search(self, queries: list[str]) -> Found:
        started = time.perf_counter()
        found = self.search(queries)
        current_run.get().search_ms += (time.perf_counter() - started) * 1000
        return found

    def _calendar(self) -> Found:
        point = self._points.get(DEADLINE_POINT)
        stated = [anchor.passage for anchor in self._anchors.of(point)] if point else []
        return calendar(self.call, self.index, current_run.get().now, self._wording, stated)

    def _check(self) -> Found:
        run = current_run.get()
        return self.checker.found(self._dialogue(run.turns, run.edited)) if self.checker else Found()

    def _own_texts(self, point: Point) -> tuple[str, ...]:
        return (*point.examples, *point.said, point.label, *(anchor.words for anchor in self._anchors.of(point)))


def _is_open(part: Part) -> bool:
    """Whether a part is to be answered from the documents."""
    decision = decide(part)
    return not (decision.guard or decision.refusal)


def _by_part(tools: Sequence[CalledTool]) -> dict[int, list[Found]]:
    """What look-ups gave, by the part that their id names."""
    found: dict[int, list[Found]] = {}
    for tool in tools:
        pieces = tool.id.split("-")
        if pieces[0] == "part" and len(pieces) > 1 and pieces[1].isdigit():
            found.setdefault(int(pieces[1]), []).append(tool.found)
    return found


def _hits_by_part(reading: Reading, tools: Sequence[CalledTool]) -> dict[int, Sequence[Hit]]:
    """The ranking of each part's own question; the first search's first ranking where a model worded it anew."""
    hits: dict[int, Sequence[Hit]] = {}
    for part in reading.parts:
        for tool in tools:
            queries: list[Any] = tool.arguments.get("queries", [])
            if tool.found.hits and part.number not in hits:
                at = queries.index(part.query) if part.query in queries else 0
                hits[part.number] = tool.found.hits[at]
    return hits


def _result(found: Found) -> dict[str, Any]:
    """What a tool found, for programs: its data, and what it said."""
    said = [sentence.text for sentence in found.sentences]
    return {**found.data, **({"said": said} if said else {})}
