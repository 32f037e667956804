"""The assistant as the page, the command line and the desk use it: turns in, answer object out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from assistant.agent import Agent, CalledTool, Run
from assistant.answer import Answer, Provenance, Timings, ToolCall
from assistant.calls import Call, load_call
from assistant.draft import Draft
from assistant.events import Event, Finished, Progress, Sentence
from assistant.evidence import Evidence, Found
from assistant.finish import Citations, FinishedPart, Finisher
from assistant.gazetteer import Gazetteer
from assistant.language import detect_language
from assistant.offline.compose import Composer
from assistant.phrases import PhraseModel, phrase_vectors
from assistant.reading.anchors import Anchors
from assistant.reading.lexicon import Lexicon
from assistant.reading.matching import Matcher, examples_of
from assistant.reading.mentions import MentionFinder
from assistant.reading.points import Point, load_points
from assistant.reading.reader import Reader, Reading
from assistant.reading.spelling import Speller
from assistant.reading.text import clean
from assistant.settings import Settings
from assistant.shelf import embedding_model, open_index
from assistant.statuses import Status, combined
from assistant.tools.calendar import calendar
from assistant.tools.look_ups import Lines, LookUps
from assistant.tools.registry import call_tools
from assistant.tools.search import CallSearch, Family
from assistant.wording import Wording
from index import Document, Hit, Index
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
    """Answers questions about one call. Open it with `Assistant.open`; close it, or use it in a `with` statement."""

    def __init__(self, settings: Settings, call: Call, index: Index, phrases: PhraseModel, clock: Clock) -> None:
        self.settings, self.call, self.index = settings, call, index
        self._clock = clock
        self._lexicon = Lexicon.load(settings.corpus_dir, settings.language)
        self._wording = Wording.load(settings.corpus_dir, settings.language)
        points = load_points(settings.corpus_dir, call.directory, settings.language)
        self._points = {point.id: point for point in points}
        self._anchors = Anchors(index)
        mention_finder = MentionFinder(Gazetteer.load(settings.corpus_dir))
        self._reader = Reader(
            lexicon=self._lexicon,
            matcher=Matcher(points, phrases.encode(examples_of(points)), terms, self._lexicon.asked_kinds),
            mention_finder=mention_finder,
            speller=Speller(_vocabulary(self._lexicon, points, index)),
            encode=phrases.encode,
            own_terms=self._own_terms,
        )
        self._read = lru_cache(maxsize=64)(self._reader.read)
        family = Family(index)
        self._search = CallSearch(index, call.profile.document_weights if call.profile else {})
        self._composer = Composer(index, self._anchors, family, self._lexicon, self._wording)
        self._finisher = Finisher(call, index, self._lexicon, self._wording)
        look_ups = LookUps(Gazetteer.load(settings.corpus_dir), index, mention_finder, Lines.load(settings.corpus_dir))
        self._prompt = (PROMPTS / "system.md").read_text(encoding="utf-8")
        self._as_of: date | None = None
        self._search_ms = 0.0
        self._tools = call_tools(
            self._timed_search, look_ups.country, look_ups.region, look_ups.strand_topic, self._calendar
        )
        self._agent = Agent(self._brain(), self._tools, self._prompt)

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
        anchored = [anchor.words for point in points for anchor in Anchors(index).of(point)] if loaded.directory else []
        known = phrase_vectors([*examples_of(points), *anchored], base, settings.data_dir / "phrases" / loaded.id)
        phrases = PhraseModel(base, known)
        index.model = phrases
        assistant = cls(settings, loaded, index, phrases, clock or Clock())
        if model is not None:
            assistant._agent = Agent(model, assistant._tools, assistant._prompt)
        return assistant

    def answer(self, turns: Sequence[str], *, id: str | None = None, as_of: date | None = None) -> Answer:
        """The answer to the last of the user's `turns`. Raises MessageRefused for a turn that cannot be read."""
        started = time.perf_counter()
        limit = self.settings.ask_characters
        cleaned = tuple(clean(turn, limit) for turn in turns) or (clean("", limit),)
        self._as_of, self._search_ms = as_of, 0.0
        language = detect_language(cleaned[-1], self._lexicon)
        if language != self.settings.language:
            parts = [FinishedPart(Status.FAILED, (self._wording.say("answer_in_english"),))]
            return self._answer(id, parts, Citations(self.index), Run("", ()), language, started)
        reading = self._read(cleaned)
        run = self._agent.run(cleaned)
        citations = Citations(self.index)
        evidence = Evidence()
        for tool in run.tools:
            evidence.add(tool.found)
        draft = Draft.parse(run.content) or Draft()
        parts = self._finisher.parts(
            reading, draft, evidence, _by_part(run.tools), _hits_by_part(reading, run.tools), citations
        )
        return self._answer(id, parts, citations, run, language, started, reading)

    def stream(self, turns: Sequence[str], *, as_of: date | None = None) -> Iterator[Event]:
        """The answer as events: progress, each verified sentence, the finished answer."""
        yield Progress("Searching the documents of the call")
        answer = self.answer(turns, as_of=as_of)
        yield from (Sentence(claim) for claim in answer.claims)
        yield Finished(answer)

    def document(self, identifier: str) -> Document:
        """A stored document. Raises KeyError."""
        return self.index.document(identifier)

    def close(self) -> None:
        self.index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _answer(
        self,
        id: str | None,
        parts: Sequence[FinishedPart],
        citations: Citations,
        run: Run,
        language: str,
        started: float,
        reading: Reading | None = None,
    ) -> Answer:
        return Answer(
            id=id,
            status=combined([part.status for part in parts]),
            answer=_rendered(parts, reading),
            claims=[claim for part in parts for claim in part.claims],
            citations=citations.all(),
            tool_calls=[ToolCall(name=t.name, arguments=t.arguments, result=_result(t.found)) for t in run.tools],
            language=language,
            provenance=Provenance(
                model=self.settings.model,
                index=self.index.digest[:12],
                prompts=hashlib.sha256(self._prompt.encode()).hexdigest()[:12],
                settings=self.settings.digest,
                as_of=(self._as_of or self._clock.now().date()).isoformat(),
            ),
            timings=Timings(
                search_ms=round(self._search_ms, 2), total_ms=round((time.perf_counter() - started) * 1000, 2)
            ),
        )

    def _brain(self) -> BaseChatModel:
        from assistant.models import chat_model
        from assistant.offline.model import OfflineModel

        if self.settings.model == "offline":
            return OfflineModel(read=self._read, composer=self._composer)
        return chat_model(self.settings)

    def _timed_search(self, queries: list[str]) -> Found:
        started = time.perf_counter()
        found = self._search(queries)
        self._search_ms += (time.perf_counter() - started) * 1000
        return found

    def _calendar(self) -> Found:
        now = Clock(self._as_of).now() if self._as_of else self._clock.now()
        point = self._points.get(DEADLINE_POINT)
        stated = [anchor.passage for anchor in self._anchors.of(point)] if point else []
        return calendar(self.call, self.index, now, self._wording, stated)

    def _own_terms(self, point: Point) -> frozenset[str]:
        words = [anchor.words for anchor in self._anchors.of(point)]
        return frozenset(term for text in (*point.examples, *point.said, point.label, *words) for term in terms(text))


def _rendered(parts: Sequence[FinishedPart], reading: Reading | None) -> str:
    """Markdown; with several parts each under its question."""
    if reading is None or len(parts) == 1:
        return "\n\n".join(_block(part.lines) for part in parts)
    blocks = [f"**{asked.text}**\n\n{_block(part.lines)}" for asked, part in zip(reading.parts, parts, strict=True)]
    return "\n\n".join(blocks)


def _block(lines: Sequence[str]) -> str:
    """Paragraphs apart by a blank line, list items together."""
    text = ""
    for line in lines:
        gap = "\n" if text and line.startswith("- ") and text.rsplit("\n", 1)[-1].startswith("- ") else "\n\n"
        text = f"{text}{gap}{line}" if text else line
    return text


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


def _vocabulary(lexicon: Lexicon, points: Sequence[Point], index: Index) -> Iterator[str]:
    yield " ".join(lexicon.stop_words | lexicon.neutral_words | lexicon.wh_words | lexicon.pronouns)
    yield " ".join(lexicon.number_words)
    yield " ".join(word for words in lexicon.units.values() for word in words)
    for point in points:
        yield from point.examples
        yield from point.said
    for passage in index.passages:
        yield passage.text


__all__ = ["Assistant", "Clock"]
